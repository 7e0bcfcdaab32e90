"""Fetching a proposal is the permission check: hidden and missing give the same error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, StaleVersion, StepNotOpen
from gongjian.foundation.kernel.ids import read_number
from gongjian.public.deliberation.models import (
    ModerationAct,
    ModerationDecision,
    Proposal,
    ProposalAnswer,
    ProposalComment,
    ProposalFollow,
    ProposalSupport,
    ProposalVersion,
)
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState, ProposalStep

APPEALED_ACTS = frozenset(
    {ModerationAct.REFUSE.value, ModerationAct.HIDE.value, ModerationAct.MERGE.value}
)
"""What is decided against an author, who may appeal."""
WITH = ("category", "area", "department", "provision", "author", "merged_into")


def get_proposal(*, actor: Actor, number: str) -> Proposal:
    """The proposal with a number, as far as this actor may know of it.

    Raises
    ------
    NotFound
        No such proposal, or hidden from this actor, or a mistyped number.
    """
    key = read_number(number)
    found = Proposal.objects.filter(number=key).select_related(*WITH).first() if key else None
    if found is None or not policies.may_see(actor, found):
        raise NotFound
    return found


def get_locked(
    *, actor: Actor, proposal_id: UUID, step: ProposalStep | None = None, version: int | None = None
) -> Proposal:
    """The proposal, locked until the transaction ends, if this actor may take ``step`` on it now.

    Raises
    ------
    NotFound
        No such proposal, or hidden from this actor.
    NotAllowed, Unauthenticated
        It is not this actor's step.
    StepNotOpen
        The step does not exist in its state.
    StaleVersion
        Its words changed since ``version``.
    """
    found = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if found is None or not policies.may_see(actor, found):
        raise NotFound
    if step is not None:
        policies.require(step, actor, found)
        if not rules.is_step_open(step, ProposalState(found.state)):
            raise StepNotOpen
    if version is not None and version != found.version:
        raise StaleVersion
    return found


def offered_steps(*, actor: Actor, proposal: Proposal) -> frozenset[ProposalStep]:
    """The steps that this actor may take now."""
    state = ProposalState(proposal.state)
    return frozenset(
        step
        for step, may in policies.MAY.items()
        if rules.is_step_open(step, state) and may(actor, proposal)
    )


def get_comment(*, actor: Actor, comment_id: UUID) -> ProposalComment:
    """A comment on a proposal that this actor may see; hidden ones for their authors and
    moderators alone."""
    rows = ProposalComment.objects.select_related("proposal", "author", "department")
    found = rows.filter(pk=comment_id).first()
    if found is None or not policies.may_see(actor, found.proposal):
        raise NotFound
    is_theirs = actor.user_id is not None and found.author_id == actor.user_id
    if found.hidden_at is not None and not (
        is_theirs or policies.moderates_area(actor, found.proposal.area_path)
    ):
        raise NotFound
    return found


def is_supporting(actor: Actor, proposal: Proposal) -> bool:
    return (
        actor.user_id is not None
        and ProposalSupport.objects.filter(proposal=proposal, user=actor.user_id).exists()
    )


def is_following(actor: Actor, proposal: Proposal) -> bool:
    return (
        actor.user_id is not None
        and ProposalFollow.objects.filter(proposal=proposal, user=actor.user_id).exists()
    )


def support_to_move(actor: Actor, proposal: Proposal) -> ProposalSupport | None:
    """This actor's support of a proposal that was merged into this one."""
    if actor.user_id is None:
        return None
    rows = ProposalSupport.objects.filter(user=actor.user_id, proposal__merged_into=proposal)
    return rows.select_related("proposal").order_by("id").first()


def answers_to(proposal: Proposal) -> list[ProposalAnswer]:
    """Official answers, the newest, which holds, first."""
    rows = proposal.answers.select_related("department", "provision")
    return list(rows.order_by("-id")[:50])


def versions_of(proposal: Proposal) -> list[ProposalVersion]:
    """The newest first; at most 200."""
    return list(proposal.versions.order_by("-version")[:200])


def merged_into(proposal: Proposal) -> Sequence[Proposal]:
    """Public proposals that were merged into this one."""
    return list(proposal.merged_proposals.filter(is_public=True).order_by("id")[:50])


def decisions_on(
    proposal: Proposal, comment: ProposalComment | None = None, *, is_merge: bool = False
) -> QuerySet[ModerationDecision]:
    """Decisions of moderators on a proposal or one of its comments: on what is public, or, as of
    another kind, those that merged it."""
    rows = ModerationDecision.objects.filter(proposal=proposal, comment=comment)
    merges = Q(act=ModerationAct.MERGE)
    return rows.filter(merges if is_merge else ~merges)


def last_decision(
    proposal: Proposal, comment: ProposalComment | None = None, *, is_merge: bool = False
) -> ModerationDecision | None:
    """The newest of `decisions_on`."""
    return decisions_on(proposal, comment, is_merge=is_merge).order_by("-id").first()


def decision_in_force(proposal: Proposal) -> ModerationDecision | None:
    """The decision by which a proposal is not public, or was merged."""
    if not proposal.is_public:
        return last_decision(proposal)
    if proposal.state == ProposalState.MERGED:
        return last_decision(proposal, is_merge=True)
    return None


def decision_to_appeal(
    *, actor: Actor, proposal: Proposal, now: datetime
) -> ModerationDecision | None:
    """The decision against which its author may appeal now."""
    if not policies.is_author(actor, proposal):
        return None
    found = decision_in_force(proposal)
    is_against = found is not None and found.act in APPEALED_ACTS
    if found is None or not is_against or found.appealed_at is not None:
        return None
    return found if rules.may_still_appeal(found.decided_at, now) else None
