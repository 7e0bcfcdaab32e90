"""Changing and withdrawing one's own proposal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.index_proposal import index_proposal
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.actions.write_proposal import add_version
from gongjian.public.deliberation.models import Proposal, Visibility
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState, ProposalStep
from gongjian.public.deliberation.selectors import proposals

REASON = 300


def edit_proposal(
    *,
    actor: Actor,
    proposal_id: UUID,
    title: str,
    text: str,
    now: datetime,
    reason: str = "",
    version: int | None = None,
) -> Proposal:
    """Give a proposal other words, as long as its threshold is not reached; the words before stay
    to be read. One that was refused waits for a moderator again. The same words change nothing.

    Raises
    ------
    NotFound, NotAllowed, StepNotOpen, StaleVersion
        As for every step.
    Invalid
        Title or text are wrong.
    """
    title = checks.line_of("title", title, least=checks.LEAST_TITLE, most=rules.TITLE_LENGTH)
    text = checks.words_of("text", text, least=checks.LEAST_TEXT, most=rules.TEXT_LENGTH)
    reason = checks.words_of("reason", reason, most=REASON, may_be_empty=True)
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.EDIT, version=version
        )
        if (title, text) == (proposal.title, proposal.text):
            return proposal
        user = checks.account_of(actor)
        signs = proposal.is_name_shown
        proposal.title, proposal.text = title, text
        proposal.public_title = checks.mask_words(title, user, is_name_shown=signs)[:200]
        proposal.public_text = checks.mask_words(text, user, is_name_shown=signs)
        proposal.version += 1
        again = proposal.state == ProposalState.REFUSED
        write_event(
            proposal,
            actor=actor,
            name="proposal_edited",
            now=now,
            to_state=ProposalState.UNDER_REVIEW if again else None,
            visibility=Visibility.PUBLIC if proposal.is_public else Visibility.AUTHOR,
            text=reason,
            data={"version": proposal.version},
        )
        add_version(proposal, now=now, reason=checks.mask_words(reason, user, is_name_shown=signs))
        index_proposal(proposal)
    return proposal


def withdraw_proposal(
    *, actor: Actor, proposal_id: UUID, reason: str, now: datetime, version: int | None = None
) -> Proposal:
    """Take one's own proposal back, as long as its threshold is not reached: from then on those
    who support it are owed an answer. What was public stays to be read.

    Raises
    ------
    NotFound, NotAllowed, StepNotOpen, StaleVersion
        As for every step.
    Invalid
        No reason.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH)
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.WITHDRAW, version=version
        )
        write_event(
            proposal,
            actor=actor,
            name="proposal_withdrawn",
            now=now,
            to_state=ProposalState.WITHDRAWN,
            visibility=Visibility.PUBLIC if proposal.is_public else Visibility.AUTHOR,
            text=reason,
        )
    return proposal
