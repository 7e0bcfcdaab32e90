"""Ballots of the demo town: people with a home and a taste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from uuid import UUID

from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.ledger import interface as ledger
from gongjian.public.budgeting.actions.cast_ballot import BALLOT_BOX
from gongjian.public.budgeting.models import (
    Ballot,
    BudgetProject,
    BudgetRound,
    KindChoice,
    VotedMark,
)
from gongjian.public.budgeting.rules.ballots import commitment_of, content_of, new_secret
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import CAST
from gongjian.public.budgeting.selectors.projects import ballot_projects
from gongjian.public.budgeting.selectors.voter_keys import secret_digest, voter_digest

CAMPS = (0.4, 0.33, 0.27)
"""Families, older people, young people."""
HOME = 1.15
"""How much more people like what is in their own street."""


def fill_box(
    round_: BudgetRound,
    tastes: Sequence[tuple[int, int, int]],
    streets: Mapping[str, UUID],
    random: Random,
    voters: int,
    at: datetime,
) -> None:
    """Have people vote: the same choices for the same ``random``, all written at once.

    Parameters
    ----------
    tastes : sequence of (int, int, int)
        Of each project, in percent, how many of each camp approve of it.
    streets : mapping of str to UUID
        Where people may live; a street without money of its own votes for all only.
    """
    projects = ballot_projects(round_)
    districts = {p.area_id: p.pk for p in rounds.parts_of(round_) if not p.is_whole}
    marks, ballots = [], []
    for voter in range(voters):
        district_id = districts.get(random.choice(list(streets.values())))
        camp = random.choices(range(len(CAMPS)), CAMPS)[0]
        seen = [p for p in projects if p.part.is_whole or p.part_id == district_id]
        choices = tuple(sorted((n, 1) for n in _chosen(round_, seen, tastes, camp, random)))
        secret = new_secret()
        digest = voter_digest(round_.pk, f"paper:demo-{voter}")
        marks.append(VotedMark(round=round_, voter=digest, is_mixed=True))
        ballots.append(
            Ballot(
                round=round_,
                district_id=district_id,
                choices=[list(one) for one in choices],
                secret=secret_digest(round_.pk, secret),
                commitment=commitment_of(
                    round_.pk, secret, content_of(district_id, choices, version=1)
                ),
                is_mixed=True,
            )
        )
    insert_rows(sorted(marks, key=lambda mark: mark.pk))
    insert_rows(sorted(ballots, key=lambda ballot: ballot.pk))
    subjects = [(f"ballot:{one.commitment}", {"round": str(round_.pk)}) for one in ballots]
    ledger.record_many(BALLOT_BOX, CAST, subjects, now=at)
    BudgetRound.objects.filter(pk=round_.pk, locked_at=None).update(locked_at=at)


def _chosen(
    round_: BudgetRound,
    seen: Sequence[BudgetProject],
    tastes: Sequence[tuple[int, int, int]],
    camp: int,
    random: Random,
) -> list[int]:
    """Numbers of what somebody likes and, on a knapsack ballot, has money for; at least one."""
    left = {project.part_id: project.part.budget_minor for project in seen}
    chosen = []
    for project in random.sample(seen, len(seen)):
        taste = tastes[project.number - 1][camp] * (1 if project.part.is_whole else HOME)
        cost = project.cost_minor or 0
        is_affordable = round_.kind != KindChoice.KNAPSACK or cost <= left[project.part_id]
        if random.random() * 100 < taste and is_affordable:
            chosen.append(project.number)
            left[project.part_id] -= cost
    return chosen or [seen[0].number]
