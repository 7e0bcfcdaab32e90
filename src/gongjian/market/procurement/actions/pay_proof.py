"""What was paid for a proof of concept: once, by another person than who accepted one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.contract_errors import NotAccepted, ProofPaid
from gongjian.market.procurement.models import ProofOfConcept, ProofState
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.contracts import NOTE_LENGTH
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls


def pay_proof(
    *,
    actor: Actor,
    call_id: UUID,
    company_id: UUID,
    amount_minor: int,
    paid_on: date,
    note: str = "",
    now: datetime,
) -> ProofOfConcept:
    """Record what was paid for an accepted proof of concept, in smallest units of the call's
    currency.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, HasInterest
    AnotherPersonPays
        The actor decided on a proof of this call.
    NotAccepted, ProofPaid
    Invalid
        More than the call promises; less, and no word why; a day to come, or before it was
        accepted.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.PAY_PROOF, actor, call)
        # The lock of the call is that of its proofs, too: of two payments at once one is late.
        proof = ProofOfConcept.objects.filter(call=call, company=company_id).first()
        if proof is None or proof.state == ProofState.REFUSED:
            raise NotAccepted
        if proof.state == ProofState.PAID:
            raise ProofPaid
        note = note.strip()
        _require_payable(proof, amount_minor, paid_on, note, now)
        proof.state, proof.paid_minor, proof.paid_on = ProofState.PAID, amount_minor, paid_on
        proof.note = cases.mask(note, []) if note else ""
        proof.recorded_at, proof.recorded_by = now, actor.reference
        proof.save()
        write_event(
            call, actor=actor, name="proof_paid", now=now, step=CallStep.PAY_PROOF,
            data={
                "company": str(company_id),
                "amount_minor": amount_minor,
                "paid_on": paid_on.isoformat(),
            },
        )  # fmt: skip
    return proof


def _require_payable(
    proof: ProofOfConcept, amount_minor: int, paid_on: date, note: str, now: datetime
) -> None:
    wrong: dict[str, list[str]] = {}
    if not 0 < amount_minor <= proof.due_minor:
        wrong["amount"] = [_("No more than the call promises can be paid.")]
    elif amount_minor < proof.due_minor and not note:
        wrong["note"] = [_("Say why less is paid.")]
    if len(note) > NOTE_LENGTH:
        wrong["note"] = [_("This is too long: at most 200 characters.")]
    if not local_day(proof.decided_at) <= paid_on <= local_day(now):
        wrong["paid_on"] = [_("Choose a day from the acceptance until today.")]
    if wrong:
        raise Invalid(fields=wrong)
