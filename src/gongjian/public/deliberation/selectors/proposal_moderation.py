"""What waits for a moderator: what is not published yet, what was flagged, appeals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.public.deliberation.models import (
    ModerationAct,
    ModerationDecision,
    Proposal,
    ProposalComment,
    ProposalFlag,
    State,
)
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.policies.proposals import MODERATING_ROLES
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.selectors.proposals import APPEALED_ACTS

MOST_FLAGS = 20
"""Shown of one thing; its count says how many there are."""


def under_review(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[Proposal]:
    """What waits to be published, the longest first."""
    rows = Proposal.objects.filter(_moderated_by(actor), state=State.UNDER_REVIEW)
    rows = rows.select_related("category", "area", "author")
    return keyset_page(rows, order=("created_at", "id"), cursor=cursor, size=size)


def flagged_proposals(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[Proposal]:
    """Proposals with flags that nobody decided."""
    rows = Proposal.objects.filter(_moderated_by(actor), flag_count__gt=0)
    rows = rows.select_related("category", "area", "author")
    return keyset_page(rows, order=("updated_at", "id"), cursor=cursor, size=size)


def flagged_comments(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[ProposalComment]:
    """Comments with flags that nobody decided, the oldest first."""
    rows = ProposalComment.objects.filter(_moderated_by(actor, "proposal__"), flag_count__gt=0)
    rows = rows.select_related("proposal", "author", "department")
    return keyset_page(rows, order=("at", "id"), cursor=cursor, size=size)


def open_appeals(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[ModerationDecision]:
    """Appeals that wait for a decision, the longest first."""
    rows = ModerationDecision.objects.filter(
        _moderated_by(actor, "proposal__"), appealed_at__isnull=False, appeal_decided_at=None
    )
    rows = rows.select_related("proposal", "comment")
    return keyset_page(rows, order=("appealed_at", "id"), cursor=cursor, size=size)


def past_decisions(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[ModerationDecision]:
    """What was decided, the newest first."""
    rows = ModerationDecision.objects.filter(_moderated_by(actor, "proposal__"))
    rows = rows.select_related("proposal", "comment")
    return keyset_page(rows, order=("-decided_at", "-id"), cursor=cursor, size=size)


def open_flags(
    things: Sequence[Proposal] | Sequence[ProposalComment],
) -> dict[object, list[ProposalFlag]]:
    """Flags that nobody decided, by the key of what is flagged. One query."""
    of_comments = bool(things) and isinstance(things[0], ProposalComment)
    keys = [one.pk for one in things]
    rows = ProposalFlag.objects.filter(decided_at=None)
    if of_comments:
        rows = rows.filter(comment__in=keys)
    else:
        rows = rows.filter(comment=None, proposal__in=keys)
    found: dict[object, list[ProposalFlag]] = {}
    for flag in rows.order_by("id")[: MOST_FLAGS * max(len(keys), 1)]:
        kept = found.setdefault(flag.comment_id if of_comments else flag.proposal_id, [])
        if len(kept) < MOST_FLAGS:
            kept.append(flag)
    return found


def get_flag_counts(*, actor: Actor) -> dict[str, int]:
    """How many wait in each part of the queue; counting stops at 100."""
    moderated = _moderated_by(actor)
    through = _moderated_by(actor, "proposal__")
    most = 100
    return {
        "review": Proposal.objects.filter(moderated, state=State.UNDER_REVIEW)[:most].count(),
        "proposals": Proposal.objects.filter(moderated, flag_count__gt=0)[:most].count(),
        "comments": ProposalComment.objects.filter(through, flag_count__gt=0)[:most].count(),
        "appeals": ModerationDecision.objects.filter(
            through, appealed_at__isnull=False, appeal_decided_at=None
        )[:most].count(),
    }


def decisions_on_mine(
    *, actor: Actor, now: datetime, cursor: str = "", size: int = 20
) -> Page[ModerationDecision]:
    """Decisions against what the actor wrote, the newest first; `may_appeal` is said of each."""
    mine = Q(comment=None, proposal__author=actor.user_id) | Q(comment__author=actor.user_id)
    rows = ModerationDecision.objects.filter(mine, act__in=[*APPEALED_ACTS, ModerationAct.SHOW])
    rows = rows.select_related("proposal", "comment")
    return keyset_page(rows, order=("-decided_at", "-id"), cursor=cursor, size=size)


def get_decision(*, actor: Actor, decision_id: UUID) -> ModerationDecision:
    """A decision, for whoever moderates there and for the author of what it is about.

    Raises
    ------
    NotFound
        There is none, or it is nobody's business of this actor.
    """
    rows = ModerationDecision.objects.select_related("proposal", "comment")
    found = rows.filter(pk=decision_id).first()
    if found is None:
        raise NotFound
    author_id = found.comment.author_id if found.comment else found.proposal.author_id
    is_theirs = actor.user_id is not None and author_id == actor.user_id
    if not (is_theirs or policies.moderates_area(actor, found.proposal.area_path)):
        raise NotFound
    return found


def may_appeal(decision: ModerationDecision, now: datetime) -> bool:
    """Whether its author may appeal against a decision, by the decision alone."""
    return (
        decision.act in APPEALED_ACTS
        and decision.appealed_at is None
        and rules.may_still_appeal(decision.decided_at, now)
    )


def _moderated_by(actor: Actor, prefix: str = "") -> Q:
    paths = {grant.area_path for grant in actor.grants_of(*MODERATING_ROLES)}
    if not paths:
        return Q(pk__in=[])
    if "" in paths:
        return Q()
    seen = Q()
    for path in sorted(paths):
        seen |= Q(**{f"{prefix}area_path__startswith": path})
    return seen
