"""Flagging: somebody asks a moderator to look at a proposal or a comment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.models import (
    FlagReason,
    Proposal,
    ProposalComment,
    ProposalFlag,
)
from gongjian.public.deliberation.rules.proposals import ProposalStep
from gongjian.public.deliberation.selectors import proposals
from gongjian.public.deliberation.selectors.proposal_settings import settings_of

LONGEST = 300


def flag_proposal(
    *, actor: Actor, proposal_id: UUID, reason: FlagReason, now: datetime, text: str = ""
) -> bool:
    """Flag a proposal; False where this person's flag waits already.

    Raises
    ------
    NotFound, Unauthenticated, NotAllowed, StepNotOpen
        As for every step; nobody flags their own.
    AccountTooNew
        The account is younger than the area asks for.
    Invalid
        The text is too long.
    """
    text = checks.words_of("text", text, most=LONGEST, may_be_empty=True)
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.FLAG
        )
        checks.require_old_account(actor, proposal, now)
        flag = ProposalFlag(
            proposal=proposal, user_id=actor.user_id, reason=reason, text=text, at=now
        )
        is_new = _write(flag)
        if is_new:
            # Not `updated_at`: the queue of flags is by the last change of what is flagged.
            Proposal.objects.filter(pk=proposal.pk).update(flag_count=F("flag_count") + 1)
    return is_new


def flag_comment(
    *, actor: Actor, comment_id: UUID, reason: FlagReason, now: datetime, text: str = ""
) -> bool:
    """Flag a comment that is shown; as `flag_proposal`."""
    text = checks.words_of("text", text, most=LONGEST, may_be_empty=True)
    user = checks.account_of(actor)
    with transaction.atomic():
        seen = proposals.get_comment(actor=actor, comment_id=comment_id)
        # The proposal first, as everybody locks them: the flag refers to it.
        Proposal.objects.select_for_update(of=("self",), no_key=True).get(pk=seen.proposal_id)
        comment = ProposalComment.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if comment.hidden_at is not None or comment.is_emptied or not seen.proposal.is_public:
            raise NotFound
        if comment.author_id == actor.user_id:
            raise NotAllowed
        checks.require_old_enough(user, settings_of(seen.proposal.area_path), now)
        flag = ProposalFlag(
            proposal_id=comment.proposal_id, comment=comment, user_id=actor.user_id,
            reason=reason, text=text, at=now,
        )  # fmt: skip
        is_new = _write(flag)
        if is_new:
            ProposalComment.objects.filter(pk=comment.pk).update(flag_count=F("flag_count") + 1)
    return is_new


def _write(flag: ProposalFlag) -> bool:
    ProposalFlag.objects.bulk_create([flag], ignore_conflicts=True)
    return ProposalFlag.objects.filter(pk=flag.pk).exists()
