"""Paid proofs of concept by programme. Deciding and paying take a person in a session, never a key
of a programme."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.actions import decide_proof as deciding
from gongjian.market.procurement.actions import pay_proof as paying
from gongjian.market.procurement.api.contract_schemas import PaymentIn
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.rules.evaluation import REASON_LENGTH
from gongjian.market.procurement.selectors import calls, proofs

router = Router()
ALL = "/calls/{call_number}/proofs"
ONE = f"{ALL}/{{uuid:company_id}}"


class ProofDecisionIn(StrictSchema):
    is_accepted: bool
    reason: Annotated[Text, Field(max_length=REASON_LENGTH)] = Field(
        "", description="Why not; it is published"
    )


class ProofOut(Schema):
    company_id: UUID
    company: str
    is_delivered: bool | None = Field(description="null until the paid stage has closed")
    state: str | None = Field(description="accepted, refused or paid; null: not decided")
    due_minor: int | None = Field(description="what the call promises, in smallest units")
    currency: str
    reason: str
    decided_at: datetime | None
    paid_minor: int
    paid_on: date | None
    note: str


@router.get(ALL, response=list[ProofOut], operation_id="list_call_proofs")
def list_proofs(request: HttpRequest, call_number: str) -> JsonResponse:
    """Companies that were invited to a paid proof of concept, what was decided and what was paid;
    [] where the present stage pays nobody."""
    return _told(calls.get_call(actor=actor_of(request), number=call_number))


@router.post(f"{ONE}/decide", response=list[ProofOut], operation_id="decide_proof")
def decide(
    request: HttpRequest, call_number: str, company_id: UUID, body: ProofDecisionIn
) -> JsonResponse:
    """Accept a proof of concept, or refuse it with a reason, in a session; again until it is
    paid."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    deciding.decide_proof(
        actor=actor, call_id=call.pk, company_id=company_id, now=now(), **body.dict()
    )
    return _told(call)


@router.post(f"{ONE}/payment", response=list[ProofOut], operation_id="pay_proof")
def pay(request: HttpRequest, call_number: str, company_id: UUID, body: PaymentIn) -> JsonResponse:
    """Record what was paid for an accepted proof of concept, in a session, as another person than
    who accepted one; once."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    paying.pay_proof(actor=actor, call_id=call.pk, company_id=company_id, now=now(), **body.dict())
    return _told(call)


def _told(call: Call) -> JsonResponse:
    return JsonResponse([_proof(one, call) for one in proofs.proofs_of(call)], safe=False)


def _proof(one: proofs.InvitedProof, call: Call) -> dict[str, Any]:
    proof = one.proof
    return {
        "company_id": one.company.pk,
        "company": one.company.name,
        "is_delivered": one.is_delivered,
        "state": proof.state if proof else None,
        "due_minor": proof.due_minor if proof else call.proof_minor,
        "currency": call.currency,
        "reason": proof.reason if proof else "",
        "decided_at": proof.decided_at if proof else None,
        "paid_minor": proof.paid_minor if proof else 0,
        "paid_on": proof.paid_on if proof else None,
        "note": proof.note if proof else "",
    }
