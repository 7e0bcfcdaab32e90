"""Contracts as open contracting tells of them, once both sides have signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from gongjian.foundation.people.interface import Organisation
from gongjian.market.open_contracting.interface import amount, day_begun, moment, reference
from gongjian.market.procurement.models import (
    Call,
    Contract,
    ContractRating,
    ContractVersion,
    ContractVersionState,
    DeliveryTrial,
    Milestone,
    Payment,
)
from gongjian.market.procurement.rules.contracts import (
    LEAST_TOLD,
    ContractState,
    MilestoneState,
)

Json = dict[str, Any]
Roles = list[tuple[Organisation, str]]
STATUS: dict[str, str] = {
    ContractState.SIGNED: "pending",
    ContractState.RUNNING: "active",
    ContractState.DONE: "terminated",
    ContractState.ENDED: "terminated",
}
"""The standard's codelist ``contractStatus``."""


def contracts_section(call: Call, roles: Roles) -> Json:
    rows = Contract.objects.filter(call=call, signed_at__isnull=False).order_by("id")
    return {"contracts": [_contract(one, call, roles) for one in rows.select_related(
        "company__organisation")]}  # fmt: skip


def _contract(contract: Contract, call: Call, roles: Roles) -> Json:
    supplier = contract.company.organisation
    roles.append((supplier, "supplier"))
    told: Json = {
        "id": contract.number,
        "awardID": str(contract.award_id),
        "title": call.title,
        "description": contract.text,
        "status": STATUS[contract.state],
        "period": {"startDate": day_begun(contract.starts_on)},
        "value": amount(contract.amount_minor, contract.currency),
        "amendments": _changes(contract),
        "implementation": _implementation(contract, call, supplier, roles),
        "ratings": _ratings(contract),
    }
    if contract.signed_at is not None:
        told["dateSigned"] = moment(contract.signed_at)
    if contract.over_at is not None:
        told["period"] |= {"endDate": moment(contract.over_at)}
    return {name: part for name, part in told.items() if part not in ("", [], {})}


def _implementation(contract: Contract, call: Call, supplier: Organisation, roles: Roles) -> Json:
    milestones = list(Milestone.objects.filter(contract=contract).order_by("number"))
    payments = Payment.objects.filter(milestone__contract=contract).order_by("id")
    paid = [
        {
            "id": str(one.pk),
            "date": day_begun(one.paid_on),
            "value": amount(one.amount_minor, contract.currency),
            "payer": reference(call.buyer),
            "payee": reference(supplier),
        }
        for one in payments
    ]
    if paid:
        roles += [(call.buyer, "payer"), (supplier, "payee")]
    tried = _trials(milestones)
    told = {"milestones": [_milestone(one, tried) for one in milestones], "transactions": paid}
    return {name: part for name, part in told.items() if part}


def _milestone(milestone: Milestone, tried: dict[Any, Json]) -> Json:
    is_met = milestone.state == MilestoneState.ACCEPTED
    told: Json = {
        "id": str(milestone.number),
        "title": milestone.title,
        "type": "delivery",
        "dueDate": day_begun(milestone.due_on),
        "status": "met" if is_met else "scheduled",
    }
    if milestone.criteria:
        told["description"] = milestone.criteria
    if milestone.accepted_at is not None:
        told["dateMet"] = moment(milestone.accepted_at)
    if milestone.pk in tried:
        told["trial"] = tried[milestone.pk]
    return told


def _trials(milestones: Iterable[Milestone]) -> dict[Any, Json]:
    """How many tried what a milestone delivered last, and what they found. One query."""
    rows = (
        DeliveryTrial.objects.filter(delivery__milestone__in=list(milestones))
        .exclude(delivery__state="refused")
        .values("delivery__milestone")
        .annotate(
            asked=Count("id"),
            answered=Count("id", filter=Q(answered_at__isnull=False)),
            found=Count("id", filter=Q(works=True)),
        )
    )
    return {
        row["delivery__milestone"]: {
            "asked": row["asked"],
            # Fewer would tell what one resident found.
            **(
                {"answered": row["answered"], "works": row["found"]}
                if row["answered"] >= LEAST_TOLD
                else {}
            ),
        }
        for row in rows
    }  # fmt: skip


def _changes(contract: Contract) -> list[Json]:
    rows = ContractVersion.objects.filter(
        contract=contract, is_change=True, state=ContractVersionState.IN_FORCE
    )
    return [
        {"id": str(one.number), "date": moment(one.decided_at), "rationale": one.rationale}
        for one in rows.order_by("number")
        if one.decided_at is not None
    ]


def _ratings(contract: Contract) -> list[Json]:
    return [
        {"id": one.side, "stars": one.stars, "date": moment(one.rated_at)}
        for one in ContractRating.objects.filter(contract=contract).order_by("id")
    ]
