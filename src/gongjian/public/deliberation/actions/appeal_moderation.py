"""Appeals against a moderator's decision: once each, decided by somebody else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, WrongState
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.merge_proposal import undo_merge
from gongjian.public.deliberation.actions.moderate_proposal import decide, decide_comment
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.errors import AlreadyAppealed, AnotherModerator
from gongjian.public.deliberation.models import (
    ModerationAct,
    ModerationDecision,
    Proposal,
    ProposalComment,
    Visibility,
)
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState
from gongjian.public.deliberation.selectors import proposals
from gongjian.public.deliberation.selectors.proposals import APPEALED_ACTS


def appeal_moderation(
    *, actor: Actor, decision_id: UUID, text: str, now: datetime
) -> ModerationDecision:
    """Appeal against having one's proposal or comment refused or hidden, or one's proposal merged,
    within 30 days.

    Raises
    ------
    NotFound
        No such decision on something of this actor's.
    AlreadyAppealed
        It was appealed against before.
    WrongState
        Another decision came since, or the time has ended.
    Invalid
        No text.
    """
    text = checks.words_of("text", text, most=rules.REASON_LENGTH)
    with transaction.atomic():
        decision, proposal, comment = _locked(decision_id)
        author_id = comment.author_id if comment else proposal.author_id
        if actor.user_id is None or author_id != actor.user_id or decision.act not in APPEALED_ACTS:
            raise NotFound
        if decision.appealed_at is not None:
            raise AlreadyAppealed
        is_merge = decision.act == ModerationAct.MERGE
        is_last = proposals.last_decision(proposal, comment, is_merge=is_merge) == decision
        if not is_last or not rules.may_still_appeal(decision.decided_at, now):
            raise WrongState(_("The time for this has ended, or it was decided anew."))
        decision.appeal_text, decision.appealed_at = text, now
        decision.save(update_fields=["appeal_text", "appealed_at"])
        write_event(
            proposal,
            actor=actor,
            name="moderation_appealed",
            now=now,
            visibility=Visibility.AUTHOR,
            text=text,
            data=_data(decision),
        )
    return decision


def decide_moderation_appeal(
    *, actor: Actor, decision_id: UUID, is_granted: bool, reason: str, now: datetime
) -> ModerationDecision:
    """Decide an appeal; granted, the proposal or comment is published or shown, or what was merged
    goes on by itself.

    Raises
    ------
    NotFound, NotAllowed
        Not a moderator there.
    AnotherModerator
        They made the decision themselves.
    WrongState
        It does not wait for a decision.
    Invalid
        No reason.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH)
    with transaction.atomic():
        decision, proposal, comment = _locked(decision_id)
        if not policies.may_see(actor, proposal):
            raise NotFound
        if not policies.moderates_area(actor, proposal.area_path):
            raise NotAllowed
        author_id = comment.author_id if comment else proposal.author_id
        if actor.user_id is not None and author_id == actor.user_id:
            raise NotAllowed
        if decision.decided_by == actor.reference:
            raise AnotherModerator
        if not decision.is_appeal_open:
            raise WrongState
        decision.is_appeal_granted = is_granted
        decision.appeal_reason = reason
        decision.appeal_decided_by, decision.appeal_decided_at = actor.reference, now
        decision.save()
        write_event(
            proposal,
            actor=actor,
            name="moderation_appeal_decided",
            now=now,
            visibility=Visibility.AUTHOR,
            text=reason,
            data={**_data(decision), "is_granted": is_granted},
        )
        if is_granted:
            _undo(decision, proposal, comment, actor=actor, reason=reason, now=now)
    return decision


def _undo(
    decision: ModerationDecision,
    proposal: Proposal,
    comment: ProposalComment | None,
    *,
    actor: Actor,
    reason: str,
    now: datetime,
) -> None:
    if comment is not None:
        if comment.hidden_at is not None:
            decide_comment(comment, actor=actor, act=ModerationAct.SHOW, reason=reason, now=now)
    elif decision.act == ModerationAct.MERGE:
        undo_merge(proposal, decision, actor=actor, reason=reason, now=now)
    elif decision.act == ModerationAct.HIDE:
        if proposal.hidden_at is not None:
            decide(proposal, actor=actor, act=ModerationAct.SHOW, reason=reason, now=now)
    elif proposal.state in {ProposalState.REFUSED, ProposalState.UNDER_REVIEW}:
        decide(proposal, actor=actor, act=ModerationAct.PUBLISH, reason=reason, now=now)


def _data(decision: ModerationDecision) -> dict[str, object]:
    of_comment = {"comment": str(decision.comment_id)} if decision.comment_id else {}
    return {"decision": str(decision.pk), **of_comment}


def _locked(
    decision_id: UUID,
) -> tuple[ModerationDecision, Proposal, ProposalComment | None]:
    """The decision and what it is about, locked in the order in which everybody locks them."""
    known = ModerationDecision.objects.filter(pk=decision_id).first()
    if known is None:
        raise NotFound
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=known.proposal_id)
    comment = None
    if known.comment_id is not None:
        rows = ProposalComment.objects.select_for_update(of=("self",)).select_related("proposal")
        comment = rows.get(pk=known.comment_id)
    decision = ModerationDecision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    return decision, proposal, comment
