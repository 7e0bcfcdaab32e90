"""Declining a proposal: the register stays as it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.duties.actions.decide_proposal import get_open_locked, write_decision
from gongjian.government.duties.models import DutyProposal, ProposalState


def decline_duty_proposal(
    *, actor: Actor, proposal_id: UUID, reason: str, now: datetime
) -> DutyProposal:
    """Close a proposal without a change.

    Raises
    ------
    NotFound, NotAllowed, WrongState
        As for every decision on a proposal.
    Invalid
        No reason was given.
    """
    with transaction.atomic():
        proposal = get_open_locked(actor, proposal_id)
        if not reason.strip():
            raise Invalid(fields={"reason": [_("Say why the register stays as it is.")]})
        write_decision(proposal, ProposalState.DECLINED, reason, actor=actor, now=now)
    return proposal
