from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.models import Proposal, ProposalFollow
from gongjian.public.deliberation.rules.proposals import ProposalStep
from gongjian.public.deliberation.selectors import proposals


def follow_proposal(*, actor: Actor, proposal_id: UUID, now: datetime) -> bool:
    """Be told what happens to a proposal; False where that was so before.

    Raises
    ------
    NotFound, Unauthenticated, NotAllowed, StepNotOpen
        As for every step.
    """
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.FOLLOW
        )
        follow = ProposalFollow(proposal=proposal, user=checks.account_of(actor), at=now)
        ProposalFollow.objects.bulk_create([follow], ignore_conflicts=True)
        is_new = ProposalFollow.objects.filter(pk=follow.pk).exists()
        if is_new:
            _count(proposal, 1)
    return is_new


def unfollow_proposal(*, actor: Actor, proposal_id: UUID) -> bool:
    """Be told no more; possible in any state. False where nobody followed.

    Raises
    ------
    NotFound, Unauthenticated
        As for every step.
    """
    if actor.user_id is None:
        raise Unauthenticated
    with transaction.atomic():
        proposal = proposals.get_locked(actor=actor, proposal_id=proposal_id)
        gone, _rows = ProposalFollow.objects.filter(
            proposal=proposal, user_id=actor.user_id
        ).delete()
        if gone:
            _count(proposal, -1)
    return bool(gone)


def _count(proposal: Proposal, count: int) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(follower_count=F("follower_count") + count)
