"""What budget rounds hold of one person, as they may take it with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.people import interface as people
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    PaperEntry,
    ProjectRating,
    VotedMark,
)
from gongjian.public.budgeting.selectors.voter_keys import voter_digest

TOGETHER = 100
WORDING = "title text place longitude latitude cost_minor"
"""What a project said before its proposer changed it."""


def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """All of it, in values JSON can hold or times. What was voted is not in it: nothing here knows
    which ballot is whose.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    user = people.User.objects.get(pk=user_id)
    ratings = ProjectRating.objects.filter(user=user).select_related("project__round")
    papers = PaperEntry.objects.filter(reader=user).select_related("round")
    return {
        "projects": list(_projects(user)),
        "ratings": [
            {**_place(one.project), "stars": one.stars, "at": one.at}
            for one in ratings.order_by("id")
        ],
        "voted_in": sorted(mark.round.shown_number for mark in marks_of(user)),
        "paper_ballots_read": [
            {"round": one.round.shown_number, "paper": one.paper, "at": one.at}
            for one in papers.order_by("id")
        ],
    }


def rounds_since(user: people.User) -> QuerySet[BudgetRound]:
    """The rounds in which somebody can have voted, in the order in which they are locked."""
    held = BudgetRound.objects.filter(closes_at__gte=user.joined_at, is_imported=False)
    return held.order_by("pk")


def marks_of(user: people.User) -> Iterator[VotedMark]:
    """That somebody has voted, in every round that was open since they are here."""
    keys = list(rounds_since(user).values_list("pk", flat=True))
    for begin in range(0, len(keys), TOGETHER):
        wanted = Q()
        for key in keys[begin : begin + TOGETHER]:
            wanted |= Q(round=key, voter=voter_digest(key, f"user:{user.pk}"))
        yield from VotedMark.objects.filter(wanted).select_related("round")


def _projects(user: people.User) -> Iterator[dict[str, Any]]:
    own = "state title text place longitude latitude language cost_minor submitted_at reason"
    rows = BudgetProject.objects.filter(proposer=user).select_related("round")
    for one in rows.prefetch_related("events", "wordings").order_by("id"):
        yield {
            **_place(one),
            **{name: getattr(one, name) for name in own.split()},
            "history": [
                {"at": event.at, "state": event.state, "text": event.text}
                for event in one.events.all()
            ],
            "wordings": [
                {name: getattr(said, name) for name in WORDING.split()}
                for said in one.wordings.all()
            ],
        }


def _place(project: BudgetProject) -> dict[str, Any]:
    return {"round": project.round.shown_number, "number": project.number}
