"""What both decisions on a proposal share."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, WrongState
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.events import DutyProposalDecided
from gongjian.government.duties.models import DutyProposal, ProposalState


def get_open_locked(actor: Actor, proposal_id: UUID) -> DutyProposal:
    """A proposal this actor may decide, locked.

    Raises
    ------
    NotFound
        There is none.
    NotAllowed
        The actor is not an administrator of its area.
    WrongState
        It is decided already.
    """
    found = DutyProposal.objects.select_for_update().filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    policies.require_can_edit_duties_in(actor, found.area.path if found.area else "")
    if found.state != ProposalState.OPEN:
        raise WrongState
    return found


def write_decision(
    proposal: DutyProposal, state: ProposalState, reason: str, *, actor: Actor, now: datetime
) -> None:
    proposal.state = state
    proposal.decided_by = actor.reference
    proposal.decided_at = now
    proposal.decision_reason = reason
    proposal.save()
    ledger.record(
        actor,
        f"duty_proposal_{state.value}",
        reference_of(proposal),
        now=now,
        data={"duty": str(proposal.duty_id or "")},
    )
    outbox.add(DutyProposalDecided(proposal_id=proposal.pk))
