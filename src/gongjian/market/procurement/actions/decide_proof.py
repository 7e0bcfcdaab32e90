"""Whether a company's proof of concept was delivered as the call asks: then it is to be paid."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.contract_errors import ProofPaid
from gongjian.market.procurement.models import ProofOfConcept, ProofState
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, proofs


def decide_proof(
    *,
    actor: Actor,
    call_id: UUID,
    company_id: UUID,
    is_accepted: bool,
    reason: str = "",
    now: datetime,
) -> ProofOfConcept:
    """Accept a proof of concept, or refuse it with a reason that is published. Until it is paid it
    can be decided on anew.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, HasInterest
    ProofNotDelivered
        No bid of this company stood when the paid stage closed.
    Invalid
        Refused without a reason.
    ProofPaid
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.DECIDE_PROOF, actor, call)
        proofs.require_delivered(call, company_id)
        found = ProofOfConcept.objects.filter(call=call, company=company_id).first()
        if found is not None and found.state == ProofState.PAID:
            raise ProofPaid
        row = found or ProofOfConcept(call=call, company_id=company_id)
        row.state = ProofState.ACCEPTED if is_accepted else ProofState.REFUSED
        row.due_minor = call.proof_minor or 0
        row.reason = "" if is_accepted else reason_of(reason)
        row.decided_at, row.decided_by = now, actor.reference
        row.save()
        write_event(
            call, actor=actor, name="proof_accepted" if is_accepted else "proof_refused", now=now,
            step=CallStep.DECIDE_PROOF, text=row.reason,
            data={"company": str(company_id), "due_minor": row.due_minor},
        )  # fmt: skip
    return row
