"""A call as open contracting tells of it: everything that is public now, section by section.

Each function of `SECTIONS` gives some sections of a release; what a call gains, a contract or a
payment, is one more of them. docs/reference/open-contracting.md has the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from gongjian.foundation.people.interface import Organisation
from gongjian.market.open_contracting import interface as open_contracting
from gongjian.market.open_contracting.interface import amount, moment, reference
from gongjian.market.procurement.models import (
    Award,
    AwardState,
    BidClosing,
    BidExclusion,
    Call,
    CallCriterion,
    CriterionKind,
    ExclusionState,
    OpenedPart,
    Outcome,
    PartChoice,
    Ranking,
)
from gongjian.market.procurement.rules.procedures import ProcedureCode
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.call_parts import (
    amendments_of,
    documents_of,
    questions_of,
    shows_askers,
)
from gongjian.market.procurement.selectors.contract_releases import contracts_section
from gongjian.market.procurement.selectors.proof_releases import proofs_section
from gongjian.methods.bid_contents import read_price
from gongjian.methods.canonical_json import NotCanonical

Json = dict[str, Any]
Roles = list[tuple[Organisation, str]]

METHODS: dict[str, str] = {
    ProcedureCode.OPEN_CALL: "open",
    ProcedureCode.QUOTATION: "open",
    ProcedureCode.RESTRICTED: "selective",
    ProcedureCode.CHALLENGE: "selective",
    ProcedureCode.DIRECT: "direct",
}
"""The standard's codelist ``method``."""
_COMPLETE = frozenset({CallState.CONTRACT, CallState.DELIVERY, CallState.DONE})
AWARD_STATUS: dict[str, str] = {
    AwardState.INTENDED: "pending",
    AwardState.MADE: "active",
    AwardState.WITHDRAWN: "cancelled",
}


def whole_of(call: Call) -> Json:
    """All sections of a published call; a bounded number of queries."""
    roles: Roles = [(call.buyer, "buyer"), (call.buyer, "procuringEntity")]
    whole: Json = {"buyer": reference(call.buyer)}
    for section in SECTIONS:
        whole |= section(call, roles)
    parties = open_contracting.parties_of(roles)
    return {name: part for name, part in whole.items() if part} | {"parties": parties}


def _planning(call: Call, roles: Roles) -> Json:
    if not call.initiative_ref:
        return {}
    title = "What was decided, and by which demand"
    found = open_contracting.related_process(call.initiative_ref, "planning", title)
    return {"relatedProcesses": [found]} if found else {}


def _tender(call: Call, roles: Roles) -> Json:
    questions, amendments = _enquiries(call, roles), _amendments(call)
    criteria = list(call.criteria.all())
    tender: Json = {
        "id": call.number,
        "title": call.title,
        "description": call.text,
        "status": _status(call),
        "statusDetails": call.state,
        "procuringEntity": reference(call.buyer),
        "procurementMethod": METHODS[call.procedure_code],
        "procurementMethodDetails": f"{call.procedure_code} {call.procedure_version}",
        "value": amount(call.estimate_minor, call.currency),
        "hasEnquiries": bool(questions),
        "awardCriteria": _criteria_code(criteria),
        "awardCriteriaDetails": "\n".join(_criterion(one) for one in criteria),
        "documents": _documents(call),
    }
    if call.supply:
        tender["mainProcurementCategory"] = call.supply
    if call.direct_reason:
        tender["procurementMethodRationale"] = call.direct_reason
    if call.state_reason and call.state in {"cancelled", "unsuccessful", "suspended"}:
        tender["statusReason"] = call.state_reason
    if call.ceiling_minor is not None:
        tender["maxValue"] = amount(call.ceiling_minor, call.currency)
    if call.largest_size:
        tender["eligibilityCriteria"] = f"Companies up to the size: {call.largest_size}"
    if call.closes_at is not None and call.opened_at is not None:
        begun = call.stage_opened_at or call.opened_at
        tender["tenderPeriod"] = {"startDate": moment(begun), "endDate": moment(call.closes_at)}
        asked = {"startDate": moment(call.opened_at), "endDate": moment(call.closes_at)}
        tender["enquiryPeriod"] = asked
    if questions:
        tender["enquiries"] = questions
    if amendments:
        tender["amendments"] = amendments
    return {"tender": {name: part for name, part in tender.items() if part not in ("", [])}}


def _bids(call: Call, roles: Roles) -> Json:
    """How many bids, from the closing on; of each what is open, from its opening on. What is
    sealed stands in no table that is read here."""
    closings = BidClosing.objects.filter(call=call).order_by("stage_number")
    statistics = [
        {
            "id": f"bids-{one.stage_number}",
            "measure": "bids",
            "value": one.standing,
            "date": moment(one.closed_at),
            "notes": f"Stage {one.stage_number}",
        }
        for one in closings
    ]
    if not statistics:
        return {}
    told: Json = {"statistics": statistics, "details": _details(call, roles)}
    told["proofs"] = proofs_section(call, roles)
    return {"bids": {name: part for name, part in told.items() if part}}


def _details(call: Call, roles: Roles) -> list[Json]:
    rows = OpenedPart.objects.filter(
        part__in=(PartChoice.TECHNICAL, PartChoice.PRICE), envelope__bid__call=call
    )
    # Of the other parts, a quarter of a megabyte each, nothing is told.
    prices = dict(rows.filter(part=PartChoice.PRICE).values_list("pk", "content"))
    opened = (
        rows.select_related("envelope__bid__company__organisation")
        .defer("content", "envelope__body", "envelope__receipt")
        .order_by("envelope__bid__stage_number", "envelope__digest", "part")
    )
    # What is only proposed nobody is told of; what was refused or lifted excludes nobody.
    in_force = BidExclusion.objects.filter(call=call, state=ExclusionState.IN_FORCE)
    excluded = set(in_force.values_list("stage_number", "company_id"))
    ranked = set(Ranking.objects.filter(call=call).values_list("stage_number", flat=True))
    found: dict[Any, Json] = {}
    for part in opened:
        bid = part.envelope.bid
        organisation = bid.company.organisation
        roles.append((organisation, "tenderer"))
        stage = bid.stage_number
        status = "valid" if stage in ranked else "pending"
        if (stage, bid.company_id) in excluded:
            status = "disqualified"
        detail = found.setdefault(
            bid.pk,
            {
                "id": str(bid.pk),
                "date": moment(part.envelope.received_at),
                "status": status,
                "stage": stage,
                "tenderers": [reference(organisation)],
            },
        )
        if part.outcome != Outcome.OPEN:
            detail["openingFault"] = part.part
        elif part.part == PartChoice.PRICE:
            detail |= _price(prices[part.pk], call.currency)
        if "openingFault" in detail and detail["status"] == "valid":
            detail["status"] = "disqualified"
    return list(found.values())


def _price(content: str, currency: str) -> Json:
    try:
        price = read_price(content.encode(), currency)
    except NotCanonical:
        return {"openingFault": PartChoice.PRICE.value}
    return {"value": amount(price.amount_minor, price.currency)}


def _tenderers(call: Call, roles: Roles) -> Json:
    """Read after the bids, whose tenderers they are."""
    closing = BidClosing.objects.filter(call=call).order_by("-stage_number").first()
    if closing is None:
        return {}
    tenderers = {one.pk: one for one, role in roles if role == "tenderer"}
    counted: Json = {"numberOfTenderers": closing.standing}
    if tenderers:
        counted["tenderers"] = [reference(one) for one in tenderers.values()]
    return counted


def _awards(call: Call, roles: Roles) -> Json:
    awards = []
    for one in Award.objects.filter(call=call).select_related("company__organisation"):
        organisation = one.company.organisation
        if one.state != AwardState.WITHDRAWN:
            roles.append((organisation, "supplier"))
        roles.append((organisation, "tenderer"))
        awards.append(
            {
                "id": str(one.pk),
                "title": call.title,
                "description": one.withdrawn_reason or one.reason,
                "status": AWARD_STATUS[one.state],
                "date": moment(one.made_at or one.intended_at),
                "value": amount(one.amount_minor, one.currency),
                "suppliers": [reference(organisation)],
            }
        )
    return {"awards": awards}


def _call(call: Call, roles: Roles) -> Json:
    """The tender with who took part in it."""
    bids = _bids(call, roles)
    tender = _tender(call, roles)["tender"] | _tenderers(call, roles)
    return {"tender": tender, **bids}


SECTIONS: tuple[Callable[[Call, Roles], Json], ...] = (_planning, _call, _awards, contracts_section)


def _status(call: Call) -> str:
    if call.state in (CallState.CANCELLED, CallState.UNSUCCESSFUL):
        return call.state
    return "complete" if call.state in _COMPLETE else "active"


def _enquiries(call: Call, roles: Roles) -> list[Json]:
    names = shows_askers(call)
    found = []
    for one in questions_of(call):
        said: Json = {
            "id": str(one.number),
            "date": moment(one.asked_at),
            "description": one.text,
        }
        if one.answered_at is not None:
            said |= {"answer": one.answer, "dateAnswered": moment(one.answered_at)}
        if names:
            roles.append((one.company.organisation, "enquirer"))
            said["author"] = reference(one.company.organisation)
        found.append(said)
    return found


def _amendments(call: Call) -> list[Json]:
    return [
        {
            "id": str(one.number),
            "date": moment(one.made_at),
            "rationale": one.text,
            "description": _changed(one.changed, one.closes_before != one.closes_after),
        }
        for one in amendments_of(call)
    ]


def _changed(changed: Iterable[str], moves_deadline: bool) -> str:
    return ", ".join([*sorted(changed), *(["closes_at"] if moves_deadline else [])])


def _documents(call: Call) -> list[Json]:
    return [
        {
            "id": str(one.pk),
            "documentType": "biddingDocuments",
            "title": one.title or one.name,
            "url": open_contracting.town_url(reverse("call_document", args=[call.number, one.pk])),
            "datePublished": moment(max(one.added_at, call.opened_at or one.added_at)),
            "format": one.media_type,
            "language": open_contracting.LANGUAGES.get(call.language, "en"),
        }
        for one, _is_old in documents_of(call)
    ]


def _criteria_code(criteria: list[CallCriterion]) -> str:
    is_rated = any(one.kind == CriterionKind.QUALITY for one in criteria)
    return "ratedCriteria" if is_rated else "priceOnly"


def _criterion(one: CallCriterion) -> str:
    how = f" ({one.formula})" if one.formula else ""
    return f"{one.stage_number}.{one.place} {one.title}: {one.weight}/100{how}"
