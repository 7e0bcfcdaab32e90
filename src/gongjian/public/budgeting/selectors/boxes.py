"""What lies in ballot boxes as it came, and has to be mixed."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from gongjian.public.budgeting.models import Ballot, BudgetRound, VotedMark

LEAST_TO_MIX = 20
"""Marks, and ballots: fewer would not hide among each other."""


def has_enough_to_mix(round_: BudgetRound) -> bool:
    """Whether marks of people who voted here, and ballots, are enough; paper has no pairs."""
    marks = VotedMark.objects.filter(round=round_, is_mixed=False, is_paper=False).count()
    ballots = Ballot.objects.filter(round=round_, is_mixed=False).count()
    return min(marks, ballots) >= LEAST_TO_MIX


def rounds_to_mix() -> list[UUID]:
    """Rounds in which enough was cast since they were mixed."""
    fresh = VotedMark.objects.filter(is_mixed=False, is_paper=False).values("round")
    enough = fresh.annotate(marks=Count("id")).filter(marks__gte=LEAST_TO_MIX)
    return list(enough.order_by("round").values_list("round", flat=True))
