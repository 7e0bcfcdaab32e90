"""Saying something of a proposal, or replying to what somebody said."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.proposal_events import digest_of
from gongjian.public.deliberation.events import ProposalCommented
from gongjian.public.deliberation.models import Proposal, ProposalComment
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalStep, Side
from gongjian.public.deliberation.selectors import proposals
from gongjian.public.deliberation.selectors.proposal_settings import settings_of

SPEAKING_ROLES = (Role.PRODUCT_MANAGER, Role.SUPERVISOR, Role.HANDLER)


def comment_proposal(
    *,
    actor: Actor,
    proposal_id: UUID,
    text: str,
    now: datetime,
    side: Side = Side.NEUTRAL,
    parent_id: UUID | None = None,
    is_name_shown: bool = False,
    for_department_id: UUID | None = None,
    language: str = "en",
) -> ProposalComment:
    """Comment, for, against or neither; a reply takes no side. A reply to a reply stands beside it.

    Parameters
    ----------
    for_department_id : UUID, optional
        Said for a public body in which the actor works.

    Raises
    ------
    NotFound, Unauthenticated, NotAllowed, StepNotOpen
        As for every step.
    AccountTooNew
        The account is younger than the area asks for.
    Invalid
        The text, or the comment it replies to.
    """
    text = checks.words_of("text", text, most=rules.COMMENT_LENGTH)
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.COMMENT
        )
        user = checks.account_of(actor)
        checks.require_old_enough(user, settings_of(proposal.area_path), now)
        if for_department_id is not None and for_department_id not in actor.organisation_ids(
            *SPEAKING_ROLES
        ):
            raise Invalid(fields={"for_department_id": [_("You do not work there.")]})
        parent = _parent(proposal, parent_id)
        signs = is_name_shown and bool(user.name)
        comment = ProposalComment.objects.create(
            proposal=proposal, parent=parent, side=Side.NEUTRAL if parent else side, text=text,
            public_text=checks.mask_words(text, user, is_name_shown=signs), language=language,
            author=user, is_name_shown=signs, department_id=for_department_id, at=now,
        )  # fmt: skip
        count_comment(comment, 1)
        ledger.record(
            actor,
            "proposal_commented",
            reference_of(proposal),
            now=now,
            data={"comment": str(comment.pk), "text_sha256": digest_of(text)},
        )
        outbox.add(ProposalCommented(comment_id=comment.pk))
    return comment


def count_comment(comment: ProposalComment, count: int) -> None:
    """Count a comment that is shown from now on (1), or no longer (-1)."""
    Proposal.objects.filter(pk=comment.proposal_id).update(comment_count=F("comment_count") + count)
    if comment.parent_id is not None:
        ProposalComment.objects.filter(pk=comment.parent_id).update(
            reply_count=F("reply_count") + count
        )


def _parent(proposal: Proposal, parent_id: UUID | None) -> ProposalComment | None:
    if parent_id is None:
        return None
    rows = ProposalComment.objects.filter(proposal=proposal, hidden_at=None)
    found = rows.select_related("parent").filter(pk=parent_id).first()
    if found is None:
        raise Invalid(fields={"parent_id": [_("There is no such comment here any more.")]})
    return found.parent or found
