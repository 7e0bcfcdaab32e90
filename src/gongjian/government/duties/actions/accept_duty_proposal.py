"""Accepting a proposal: the register changes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.duties.actions.add_duty import add_duty
from gongjian.government.duties.actions.change_duty import change_duty
from gongjian.government.duties.actions.decide_proposal import get_open_locked, write_decision
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.models import DutyProposal, ProposalState
from gongjian.government.duties.selectors.duties import rivals


def accept_duty_proposal(
    *,
    actor: Actor,
    proposal_id: UUID,
    area_id: UUID | None,
    terms: DutyTerms,
    in_force_from: date,
    reason: str = "",
    now: datetime,
) -> DutyProposal:
    """Let the terms hold for the proposal's category in an area (None: everywhere).

    A duty for exactly that category and area is changed; where only a more general one reaches it,
    a more specific one is added and the general one goes on elsewhere.

    Raises
    ------
    NotFound, NotAllowed, WrongState
        As for every decision on a proposal.
    Invalid
        The terms name what is not there, or the date lies before the present version's.
    """
    with transaction.atomic():
        proposal = get_open_locked(actor, proposal_id)
        present = rivals(
            category_id=proposal.category_id, area_id=area_id, first=in_force_from, last=None
        )
        if present:
            proposal.duty = change_duty(
                actor=actor,
                duty_id=present[0].pk,
                terms=terms,
                in_force_from=in_force_from,
                now=now,
            )
        else:
            proposal.duty = add_duty(
                actor=actor,
                category_id=proposal.category_id,
                area_id=area_id,
                terms=terms,
                in_force_from=in_force_from,
                now=now,
            )
        write_decision(proposal, ProposalState.ACCEPTED, reason, actor=actor, now=now)
    return proposal
