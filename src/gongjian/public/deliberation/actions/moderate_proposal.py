"""Moderation: each decision has a reason, is told to the author, and can be appealed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, NotAllowed, NotFound, StepNotOpen
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.comment_proposal import count_comment
from gongjian.public.deliberation.actions.index_proposal import index_proposal
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.actions.write_proposal import publish
from gongjian.public.deliberation.errors import AnotherModerator
from gongjian.public.deliberation.models import (
    ModerationAct,
    ModerationDecision,
    Proposal,
    ProposalComment,
    ProposalFlag,
    Visibility,
)
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState, ProposalStep
from gongjian.public.deliberation.selectors import proposals

_STEPS = {
    ModerationAct.PUBLISH: ProposalStep.PUBLISH,
    ModerationAct.REFUSE: ProposalStep.REFUSE,
    ModerationAct.HIDE: ProposalStep.HIDE,
    ModerationAct.SHOW: ProposalStep.SHOW,
}
_PAST = {
    ModerationAct.PUBLISH: "proposal_published",
    ModerationAct.REFUSE: "proposal_refused",
    ModerationAct.HIDE: "proposal_hidden",
    ModerationAct.SHOW: "proposal_shown",
    ModerationAct.KEEP: "proposal_kept",
}


def moderate_proposal(
    *, actor: Actor, proposal_id: UUID, act: ModerationAct, now: datetime, reason: str
) -> ModerationDecision:
    """Decide on a proposal: publish or refuse what waits, hide or keep what is public, show what
    was hidden. Whatever was flagged is decided with it.

    Raises
    ------
    NotFound, NotAllowed, StepNotOpen
        As for every step; nobody decides on their own.
    AnotherModerator
        Whoever hid it may not hide it again after an appeal was granted.
    Conflict
        Nobody flagged what is to be kept.
    Invalid
        No reason.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH)
    if act is ModerationAct.MERGE:
        # By `merge_proposal`, which says into which.
        raise StepNotOpen
    with transaction.atomic():
        proposal = proposals.get_locked(actor=actor, proposal_id=proposal_id, step=_STEPS.get(act))
        if act is ModerationAct.KEEP:
            if not policies.is_moderator(actor, proposal):
                raise NotAllowed
            if not proposal.flag_count:
                raise Conflict(_("Nobody flagged this, or it was decided already."))
        if act in {ModerationAct.HIDE, ModerationAct.REFUSE}:
            refuse_overruled(actor, proposal, None)
        return decide(proposal, actor=actor, act=act, reason=reason, now=now)


def decide(
    proposal: Proposal, *, actor: Actor, act: ModerationAct, reason: str, now: datetime
) -> ModerationDecision:
    """Carry a decision out on the locked proposal and write it down."""
    decision = ModerationDecision.objects.create(
        proposal=proposal, act=act, reason=reason, decided_by=actor.reference, decided_at=now
    )
    state: ProposalState | None = None
    if act is ModerationAct.PUBLISH:
        publish(proposal, now)
        state = ProposalState.COLLECTING
        proposal.state = ProposalState.UNDER_REVIEW.value
    elif act is ModerationAct.REFUSE:
        state = ProposalState.REFUSED
    elif act is ModerationAct.HIDE:
        proposal.is_public, proposal.hidden_at = False, now
    elif act is ModerationAct.SHOW:
        proposal.is_public, proposal.hidden_at = True, None
    _settle_flags(proposal, None, now)
    proposal.flag_count = 0
    write_event(
        proposal,
        actor=actor,
        name=_PAST[act],
        now=now,
        to_state=state,
        visibility=Visibility.PUBLIC if act is ModerationAct.PUBLISH else Visibility.AUTHOR,
        text=reason,
        data={"decision": str(decision.pk)},
    )
    if act is not ModerationAct.KEEP:
        index_proposal(proposal)
    return decision


def moderate_comment(
    *, actor: Actor, comment_id: UUID, act: ModerationAct, now: datetime, reason: str
) -> ModerationDecision:
    """Decide on a comment: hide it, show it again, or keep it as it is.

    Raises
    ------
    NotFound, NotAllowed
        As for every step; nobody decides on their own.
    StepNotOpen
        It is hidden, or shown, already.
    AnotherModerator, Conflict, Invalid
        As for proposals.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH)
    with transaction.atomic():
        comment = _locked_comment(actor, comment_id)
        if act not in {ModerationAct.HIDE, ModerationAct.SHOW, ModerationAct.KEEP}:
            raise StepNotOpen
        if act is ModerationAct.KEEP and not comment.flag_count:
            raise Conflict(_("Nobody flagged this, or it was decided already."))
        if act is ModerationAct.HIDE:
            refuse_overruled(actor, comment.proposal, comment)
        return decide_comment(comment, actor=actor, act=act, reason=reason, now=now)


def decide_comment(
    comment: ProposalComment, *, actor: Actor, act: ModerationAct, reason: str, now: datetime
) -> ModerationDecision:
    """Carry a decision out on the locked comment and write it down."""
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=comment.proposal_id)
    is_hidden = comment.hidden_at is not None
    if (act is ModerationAct.HIDE and is_hidden) or (act is ModerationAct.SHOW and not is_hidden):
        raise StepNotOpen
    if comment.is_emptied:
        raise StepNotOpen
    decision = ModerationDecision.objects.create(
        proposal=proposal, comment=comment, act=act, reason=reason, decided_by=actor.reference,
        decided_at=now,
    )  # fmt: skip
    if act is ModerationAct.HIDE:
        comment.hidden_at = now
    elif act is ModerationAct.SHOW:
        comment.hidden_at = None
    _settle_flags(proposal, comment, now)
    comment.flag_count = 0
    comment.save(update_fields=["hidden_at", "flag_count"])
    write_event(
        proposal,
        actor=actor,
        name=_PAST[act].replace("proposal", "comment"),
        now=now,
        visibility=Visibility.AUTHOR,
        text=reason,
        data={"decision": str(decision.pk), "comment": str(comment.pk)},
    )
    if act is not ModerationAct.KEEP:
        count_comment(comment, -1 if act is ModerationAct.HIDE else 1)
    return decision


def _locked_comment(actor: Actor, comment_id: UUID) -> ProposalComment:
    rows = ProposalComment.objects.select_related("proposal")
    # The proposal first, as everybody locks them.
    found = rows.filter(pk=comment_id).first()
    if found is None or not policies.may_see(actor, found.proposal):
        raise NotFound
    Proposal.objects.select_for_update(of=("self",)).get(pk=found.proposal_id)
    comment = rows.select_for_update(of=("self",)).get(pk=comment_id)
    is_own = actor.user_id is not None and comment.author_id == actor.user_id
    if is_own or not policies.moderates_area(actor, comment.proposal.area_path):
        raise NotAllowed
    return comment


def refuse_overruled(
    actor: Actor, proposal: Proposal, comment: ProposalComment | None, *, is_merge: bool = False
) -> None:
    """An appeal binds whoever it was granted against: they do not do the same again."""
    overruled = proposals.decisions_on(proposal, comment, is_merge=is_merge).filter(
        decided_by=actor.reference, is_appeal_granted=True
    )
    if overruled.exists():
        raise AnotherModerator


def _settle_flags(proposal: Proposal, comment: ProposalComment | None, now: datetime) -> None:
    waiting = ProposalFlag.objects.filter(proposal=proposal, comment=comment, decided_at=None)
    waiting.update(decided_at=now)
