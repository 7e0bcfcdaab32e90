"""Contracts by programme. Signing, accepting, approving, paying, ending, rating and trying take a
person in a session, never a key of a programme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import File, Form, Query, Router, UploadedFile

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, made_once, replayed
from gongjian.market.procurement.actions import change_contract as changing
from gongjian.market.procurement.actions import draft_contract as drafting
from gongjian.market.procurement.actions import end_contract as ending
from gongjian.market.procurement.actions import rate_contract as rating
from gongjian.market.procurement.actions import report_delivery as delivering
from gongjian.market.procurement.actions import sign_contract as signing
from gongjian.market.procurement.actions import try_delivery as trying
from gongjian.market.procurement.actions.record_payment import record_payment
from gongjian.market.procurement.api.contract_schemas import (
    AcceptorsIn,
    CompanyRecordOut,
    ContractChangeIn,
    ContractPage,
    ContractQuery,
    ContractRatingIn,
    ContractReplyIn,
    ContractSeen,
    ContractTermsIn,
    DeliveryDecisionIn,
    DeliveryIn,
    DigestIn,
    PaymentIn,
    TrialIn,
)
from gongjian.market.procurement.api.outputs import finding_out
from gongjian.market.procurement.api.schemas import CallReasonIn
from gongjian.market.procurement.contract_words import gap_words
from gongjian.market.procurement.models import Contract, ContractVersionState, Milestone
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import TO_SIGN_STATES, gaps_of, terms_as_json
from gongjian.market.procurement.selectors import calls, companies, contracts, deliveries
from gongjian.market.procurement.selectors.company_records import record_of
from gongjian.market.procurement.selectors.legal_findings import findings_of
from gongjian.market.procurement.selectors.signing import file_to_sign

router = Router()
ONE = "/contracts/{contract_number}"
MILESTONE = f"{ONE}/milestones/{{int:milestone_number}}"
SAME = (
    "number", "state", "state_reason", "company_id", "currency", "award_minor", "signed_minor",
    "amount_minor", "paid_minor", "starts_on", "sign_until", "signed_at", "over_at", "version",
)  # fmt: skip


@router.get("/contracts", response=ContractPage, operation_id="list_contracts")
def list_many(request: HttpRequest, query: Query[ContractQuery]) -> JsonResponse:
    """Signed contracts, the newest first."""
    page = contracts.list_contracts(state=query.state, cursor=query.cursor, size=query.size)
    items = [_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(ONE, response=ContractSeen, operation_id="get_contract")
def read_one(request: HttpRequest, contract_number: str) -> JsonResponse:
    """A contract with its terms, milestones, deliveries, versions, ratings and history."""
    actor = actor_of(request)
    found = contracts.get_contract(actor=actor, number=contract_number)
    return JsonResponse(_seen(actor, found))


@router.get(
    f"{ONE}/versions/{{int:version_number}}",
    response=dict[str, Any],
    operation_id="get_contract_version",
)
def read_version(request: HttpRequest, contract_number: str, version_number: int) -> HttpResponse:
    """What was signed, or put to be signed, byte for byte."""
    actor = actor_of(request)
    found = contracts.get_contract(actor=actor, number=contract_number)
    version = contracts.get_public_version(actor=actor, contract=found, number=version_number)
    return HttpResponse(version.file, content_type="application/json; charset=utf-8")


@router.post(
    "/open-calls/{call_number}/contract",
    response={201: ContractSeen},
    operation_id="draft_contract",
)
def draft(request: HttpRequest, call_number: str) -> JsonResponse:
    """Draft the contract of an awarded call; there is one for each award: sent again, it is
    refused."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    made = drafting.draft_contract(actor=actor, call_id=call.pk, now=now())
    found = contracts.get_contract(actor=actor, number=made.number)
    return JsonResponse(_seen(actor, found), status=201)


@router.put(ONE, response=ContractSeen, operation_id="edit_contract")
def edit(request: HttpRequest, contract_number: str, body: ContractTermsIn) -> JsonResponse:
    """Change a draft: all terms are sent."""
    act = drafting.save_contract
    return _stepped(request, contract_number, act, terms=body.terms(), version=body.version)


@router.put(f"{ONE}/acceptors", response=ContractSeen, operation_id="name_acceptors")
def name(request: HttpRequest, contract_number: str, body: AcceptorsIn) -> JsonResponse:
    """Name the product owner and the independent acceptor."""
    return _stepped(request, contract_number, drafting.name_acceptors, **body.dict())


@router.post(f"{ONE}/sign", response=ContractSeen, operation_id="sign_contract")
def sign(request: HttpRequest, contract_number: str, body: DigestIn) -> JsonResponse:
    """Sign for one's side, in a session."""
    return _stepped(request, contract_number, signing.sign_contract, digest=body.digest)


@router.post(f"{ONE}/take-back", response=ContractSeen, operation_id="take_back_contract")
def take_back(request: HttpRequest, contract_number: str, body: CallReasonIn) -> JsonResponse:
    """Make a draft again of what one side has signed, in a session."""
    return _stepped(request, contract_number, signing.take_back, reason=body.reason)


@router.post(f"{ONE}/end", response=ContractSeen, operation_id="end_contract")
def end(request: HttpRequest, contract_number: str, body: CallReasonIn) -> JsonResponse:
    """End a contract early, in a session; the reason is published."""
    return _stepped(request, contract_number, ending.end_contract, reason=body.reason)


@router.post(f"{ONE}/changes", response=ContractSeen, operation_id="change_contract")
def change(request: HttpRequest, contract_number: str, body: ContractChangeIn) -> JsonResponse:
    """Propose other terms; one change waits at a time: sent again, it is refused."""
    return _stepped(
        request, contract_number, changing.propose_change, terms=body.terms(),
        rationale=body.rationale, version=body.version,
    )  # fmt: skip


@router.post(f"{ONE}/changes/agree", response=ContractSeen, operation_id="agree_change")
def agree(request: HttpRequest, contract_number: str, body: DigestIn) -> JsonResponse:
    """Agree to the change that waits, for the company, in a session."""
    return _stepped(request, contract_number, changing.agree_change, digest=body.digest)


@router.post(f"{ONE}/changes/approve", response=ContractSeen, operation_id="approve_change")
def approve(request: HttpRequest, contract_number: str, body: DigestIn) -> JsonResponse:
    """Approve the change that waits, in a session, as another person than who proposed it."""
    return _stepped(request, contract_number, changing.approve_change, digest=body.digest)


@router.post(f"{ONE}/changes/refuse", response=ContractSeen, operation_id="refuse_change")
def refuse(request: HttpRequest, contract_number: str, body: CallReasonIn) -> JsonResponse:
    """Refuse the change that waits, for either side, in a session."""
    return _stepped(request, contract_number, changing.refuse_change, reason=body.reason)


@router.post(f"{MILESTONE}/report", response=ContractSeen, operation_id="report_delivery")
def report(
    request: HttpRequest, contract_number: str, milestone_number: int, body: DeliveryIn
) -> JsonResponse:
    """Say that a milestone is reached, without documents. It is taken once until it is decided:
    sent again, it is refused."""
    act = delivering.report_delivery
    return _stepped(
        request, contract_number, act, milestone_number=milestone_number, text=body.text
    )


@router.post(
    f"{MILESTONE}/report-files", response={201: ContractSeen}, operation_id="report_delivery_files"
)
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES, count=lambda: delivering.MOST_DOCUMENTS)
def report_files(
    request: HttpRequest,
    contract_number: str,
    milestone_number: int,
    files: File[list[UploadedFile]],
    said: Form[DeliveryIn],
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Say that a milestone is reached, with at most ten documents that show it."""
    actor = actor_of(request)
    one = contracts.get_contract(actor=actor, number=contract_number)

    def report_them() -> str:
        given = [(file.name or "", file.file or b"") for file in files]
        made = delivering.report_delivery(
            actor=actor, contract_id=one.pk, milestone_number=milestone_number, text=said.text,
            files=given, now=now(),
        )  # fmt: skip
        return str(made.pk)

    content = {"milestone": [contract_number, milestone_number], "files": files, "said": said}
    _made, is_new = made_once(request, idempotency_key, content, report_them)
    found = contracts.get_contract(actor=actor, number=contract_number)
    return replayed(JsonResponse(_seen(actor, found), status=201), is_new)


@router.post(f"{MILESTONE}/decide", response=ContractSeen, operation_id="decide_delivery")
def decide(
    request: HttpRequest, contract_number: str, milestone_number: int, body: DeliveryDecisionIn
) -> JsonResponse:
    """Accept or refuse a delivery, in a session, as one of the two who accept."""
    return _stepped(
        request, contract_number, delivering.decide_delivery, milestone_number=milestone_number,
        delivery_number=body.delivery, is_accepted=body.is_accepted, reason=body.reason,
    )  # fmt: skip


@router.post(f"{MILESTONE}/ask", response=ContractSeen, operation_id="ask_to_try")
def ask(request: HttpRequest, contract_number: str, milestone_number: int) -> JsonResponse:
    """Have those behind the evidence asked to try a delivery, once, in a session."""
    act = trying.ask_to_try
    return _stepped(request, contract_number, act, milestone_number=milestone_number)


@router.post(f"{MILESTONE}/try", response={204: None}, operation_id="try_delivery")
def answer(
    request: HttpRequest, contract_number: str, milestone_number: int, body: TrialIn
) -> HttpResponse:
    """Say whether it works, in a session, as somebody who was asked; once."""
    actor = actor_of(request)
    found = contracts.get_contract(actor=actor, number=contract_number)
    trying.answer_trial(
        actor=actor, contract_id=found.pk, milestone_number=milestone_number, works=body.works,
        words=body.words, now=now(),
    )  # fmt: skip
    return HttpResponse(status=204)


@router.post(f"{MILESTONE}/payment", response=ContractSeen, operation_id="record_milestone_payment")
def pay(
    request: HttpRequest, contract_number: str, milestone_number: int, body: PaymentIn
) -> JsonResponse:
    """Record what was paid for an accepted milestone, in a session; once."""
    return _stepped(
        request, contract_number, record_payment, milestone_number=milestone_number, **body.dict()
    )


@router.post(f"{ONE}/ratings", response=ContractSeen, operation_id="rate_contract")
def rate(request: HttpRequest, contract_number: str, body: ContractRatingIn) -> JsonResponse:
    """Rate the other side, in a session, once the contract is over; once."""
    return _stepped(request, contract_number, rating.rate_contract, **body.dict())


@router.post(f"{ONE}/reply", response=ContractSeen, operation_id="reply_to_rating")
def reply(request: HttpRequest, contract_number: str, body: ContractReplyIn) -> JsonResponse:
    """Reply to how the other side rated one's own, in a session; once."""
    return _stepped(request, contract_number, rating.reply_to_rating, text=body.text)


@router.get(
    "/companies/{uuid:company_id}/record",
    response=CompanyRecordOut,
    operation_id="get_company_record",
)
def read_record(request: HttpRequest, company_id: UUID) -> JsonResponse:
    """What a company has bid for, built, and how it was rated by buyers."""
    found = record_of(companies.get_company(actor=actor_of(request), company_id=company_id))
    counts = (name for name in CompanyRecordOut.model_fields if name != "contracts")
    told: dict[str, Any] = {name: getattr(found, name) for name in counts}
    return JsonResponse(told | {"contracts": [_out(one) for one in found.contracts]})


def _stepped(
    request: HttpRequest, number: str, act: Callable[..., object], **said: object
) -> JsonResponse:
    """Take a step on a contract, and answer with how it stands now."""
    actor = actor_of(request)
    found = contracts.get_contract(actor=actor, number=number)
    act(actor=actor, contract_id=found.pk, now=now(), **said)
    return JsonResponse(_seen(actor, contracts.get_contract(actor=actor, number=number)))


def _out(one: Contract) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in SAME},
        "call_number": one.call.number,
        "title": one.call.title,
        "company": one.company.name,
        "buyer_id": one.call.buyer_id,
        "buyer": one.call.buyer.name,
    }


def _seen(actor: Actor, one: Contract) -> dict[str, Any]:
    terms = contracts.terms_of(one)
    waiting = contracts.proposed_version(one)
    is_unsigned = one.state in TO_SIGN_STATES
    digest = file_to_sign(one).digest if is_unsigned else waiting.digest if waiting else ""
    missing = [gap_words(gap, terms, one.currency) for gap in gaps_of(terms)]
    if one.owner_id is None or one.acceptor_id is None:
        missing.append(gap_words(None, terms))
    sees, trials = policies.works_on(actor, one), deliveries.trial_results(actor, one)
    versions = [
        version
        for version in contracts.versions_of(one)
        if sees or version.is_change or version.state == ContractVersionState.IN_FORCE
    ]
    events = contracts.timeline(actor, one)
    return {
        **_out(one),
        "terms": terms_as_json(terms),
        "digest_to_sign": digest,
        "missing": missing,
        "milestones": [
            _milestone(row, trials, one.number)
            for row in deliveries.milestones_with_deliveries(one)
        ],
        "versions": [
            _same(
                version, "number", "is_change", "state", "digest", "amount_minor",
                "increase_minor", "rationale", "proposed_side", "proposed_at", "decided_at",
                "refused_reason",
            )
            | {"signed": [signature.side for signature in version.signatures.all()]}
            for version in versions
        ],
        "ratings": [
            _same(row, "side", "stars", "text", "rated_at", "reply", "replied_at")
            for row in deliveries.ratings_of(one)
        ],
        "findings": [
            finding_out(row) for row in findings_of(one.call) if row.rule == "most_growth"
        ],
        "events": [
            {"stage": row.stage_number}
            | _same(row, "name", "from_state", "to_state", "at", "text", "data")
            for row in events
        ],
        "steps": [step.value for step in policies.steps_of(actor, one)],
    }  # fmt: skip


def _milestone(
    row: Milestone, trials: dict[UUID, deliveries.TrialResult], number: str
) -> dict[str, Any]:
    payment = getattr(row, "payment", None)
    said = []
    for delivery in row.deliveries.all():
        trial = trials.get(delivery.pk)
        said.append(
            _same(delivery, "number", "text", "state", "reported_at", "decided_at")
            | {
                "documents": [
                    _same(file, "id", "name", "media_type", "size", "sha256")
                    | {"url": reverse("contract_document", args=[number, file.pk])}
                    for file in delivery.documents.all()
                ],
                "decisions": [
                    _same(word, "role", "is_accepted", "reason", "decided_at")
                    for word in delivery.acceptances.all()
                ],
                "trial": None
                if trial is None
                else _same(trial, "asked", "works", "fails", "is_told") | {"words": trial.words},
            }
        )
    return {
        **_same(row, "number", "title", "due_on", "amount_minor", "criteria", "state"),
        **_same(row, "delivered_on", "accepted_at", "paid_minor", "is_late"),
        "deliverables": [thing.number for thing in row.deliverables.all()],
        "deliveries": said,
        "payment": _same(payment, "amount_minor", "paid_on", "note") if payment else None,
    }


def _same(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
