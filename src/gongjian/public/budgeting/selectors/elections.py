"""A part of a round as its public file: what is counted is what everybody can read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.money import units
from gongjian.methods.pabulib import write_pabulib
from gongjian.public.budgeting.models import (
    Ballot,
    BudgetProject,
    BudgetRound,
    KindChoice,
    RoundPart,
    TieChoice,
)
from gongjian.public.budgeting.rules.projects import ProjectState

VOTE_TYPES = {KindChoice.POINTS: "cumulative", KindChoice.RANKING: "ordinal"}
LIMITS = {KindChoice.LIMITED: "max_length", KindChoice.RANKING: "max_length"}


class CastBallot(NamedTuple):
    """What is counted of a ballot; without a commitment where it was cast elsewhere."""

    district_id: UUID | None
    choices: list[list[int]]
    commitment: str = ""


def ballots_of(round_: BudgetRound) -> list[CastBallot]:
    """All ballots by their random ids: an order that tells nothing."""
    rows = Ballot.objects.filter(round=round_).order_by("id")
    return [CastBallot(*row) for row in rows.values_list(*CastBallot._fields).iterator()]


def tie_rule_of(round_: BudgetRound, ballots: Sequence[CastBallot]) -> str:
    """The rule for ties, for `methods.tie_rules`: a lot's seed is made of all commitments, which
    nobody knows before the last ballot is in."""
    if round_.ties != TieChoice.LOT:
        return "number"
    every = "\n".join(sorted(ballot.commitment for ballot in ballots))
    return f"lot:{hashlib.sha256(every.encode()).hexdigest()}"


def public_file(
    round_: BudgetRound,
    part: RoundPart,
    projects: Sequence[BudgetProject],
    ballots: Sequence[CastBallot],
    ties: str,
) -> str:
    """The Pabulib file of a part and its projects that are counted."""
    voting = [ballot for ballot in ballots if part.is_whole or ballot.district_id == part.pk]
    rule = round_.count_rule(ties)
    most: dict[str, object] = {}
    if round_.kind in LIMITS:
        most = {LIMITS[KindChoice(round_.kind)]: round_.most}
    elif round_.kind == KindChoice.POINTS:
        most = {"max_sum_points": round_.most}
    elif round_.kind == KindChoice.KNAPSACK:
        most = {"max_sum_cost": units(part.budget_minor, round_.currency)}
    meta: dict[str, object] = {
        "description": round_.title,
        "unit": settings.TOWN_NAME,
        "subunit": part.name,
        "instance": round_.number,
        "num_projects": len(projects),
        "num_votes": len(voting),
        "budget": units(part.budget_minor, round_.currency),
        "currency": round_.currency,
        "vote_type": VOTE_TYPES.get(KindChoice(round_.kind), "approval"),
        **most,
        "rule": rule.rule,
        "utility": rule.utility,
        "completion": rule.completion,
        "ties": ties,
        "date_begin": local_day(round_.votes_at).strftime("%d.%m.%Y"),
        "date_end": round_.last_day.strftime("%d.%m.%Y"),
        "language": round_.language,
    }
    rows = [
        {
            "project_id": project.number,
            "cost": units(project.cost_minor or 0, round_.currency),
            "name": project.title,
            "withdrawn": int(project.state == ProjectState.WITHDRAWN),
        }
        for project in projects
    ]
    return write_pabulib(meta, rows, _votes(round_, projects, voting))


def _votes(
    round_: BudgetRound, projects: Sequence[BudgetProject], ballots: Sequence[CastBallot]
) -> Iterator[tuple[list[str], list[int] | None]]:
    here = {project.number for project in projects}
    for ballot in ballots:
        chosen = [(number, value) for number, value in ballot.choices if number in here]
        if round_.kind == KindChoice.RANKING:
            chosen.sort(key=lambda one: one[1])
        points = [value for _, value in chosen] if round_.kind == KindChoice.POINTS else None
        yield [str(number) for number, _ in chosen], points
