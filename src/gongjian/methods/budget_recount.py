"""How many more supporters a project would have needed under equal shares, found by counting again.

Whoever comes along makes every voter's part of the money smaller, and so may change what is bought
before: no formula tells. The election is therefore counted again with voters who support this
project and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gongjian.methods.budget_election import BudgetElection
from gongjian.methods.equal_shares import Completion, SharesOutcome, Utility, equal_shares

MOST_WORK: Final = 100_000_000
"""For all projects of a count together; some 5 to 15 seconds."""
WORK_OF_PROJECT: Final = 75
"""What a project is to the work of one election, where a ballot that supports one is 1."""
WORK_OF_COUNT: Final = 20
"""To how many elections of `add1`, which are held side by side, a count by itself amounts."""


@dataclass(frozen=True, slots=True)
class SharesRule:
    """As `equal_shares` takes it."""

    utility: Utility
    completion: Completion
    tie_break: Callable[[str], object]

    def count(self, election: BudgetElection) -> SharesOutcome:
        return equal_shares(
            election, utility=self.utility, completion=self.completion, tie_break=self.tie_break
        )


def supporters_needed(
    election: BudgetElection,
    outcome: SharesOutcome,
    rule: SharesRule,
    *,
    most_work: int = MOST_WORK,
) -> dict[int, int]:
    """For each project that is not funded, a number of further supporters that would have been
    enough, where one fewer would not.

    Parameters
    ----------
    election : BudgetElection
    outcome : SharesOutcome
        What ``rule`` found for it.
    rule : SharesRule
    most_work : int
        To spend at most, as the constants above measure it; the most supported come first.

    Returns
    -------
    dict of int to int
        By project. Left out is what costs as much as there is or more, what nobody supports, and
        what the work does not suffice for.

    Notes
    -----
    The further voters support this project alone; where ballots give points they give it the most
    that anybody gave any project. A number that is enough is known beforehand: as many as pay the
    project by themselves, whatever else is bought, ``n * cost / (budget - cost)`` rounded up; below
    it, halves are taken. Equal shares are not monotone: with fewer still, the project may be funded
    by what happens to be bought before it. What is promised is that the number found is enough, and
    one fewer is not. Deterministic; some 20 counts a project.
    """
    asked = [
        project
        for project in range(len(election.projects))
        if project not in outcome.funded
        and len(election.supporters[project])
        and election.costs[project] < election.budget
    ]
    asked.sort(key=lambda project: (-election.support(project), election.projects[project]))
    work = _Work(election, most_work)
    found = {project: _least(election, project, rule, work) for project in asked}
    return {project: needed for project, needed in found.items() if needed is not None}


class _Work:
    """How much is left to be spent."""

    def __init__(self, election: BudgetElection, most: int) -> None:
        supports = sum(len(ballots) for ballots in election.supporters)
        self.left, self._each = most, WORK_OF_PROJECT * len(election.projects) + supports

    def spend(self, outcome: SharesOutcome) -> None:
        self.left -= (WORK_OF_COUNT + outcome.elections) * self._each


def _least(election: BudgetElection, project: int, rule: SharesRule, work: _Work) -> int | None:
    cost, budget = election.costs[project], election.budget
    too_few, enough = 0, max(1, -(-election.voters * cost // (budget - cost)))
    step = 1
    while enough - too_few > 1:
        # Upwards in doubling steps until one is enough, which most are soon; then by halves.
        tried = min(too_few + step, (too_few + enough) // 2)
        if work.left <= 0:
            return None
        try:
            counted = rule.count(with_supporters(election, project, tried))
        except ValueError:
            # Of `add1`, which with so many voters comes to no end.
            return None
        work.spend(counted)
        if project in counted.funded:
            enough = tried
        else:
            too_few, step = tried, 2 * step
    return enough


def with_supporters(election: BudgetElection, project: int, voters: int) -> BudgetElection:
    """The election with further voters who support one project and nothing else.

    Parameters
    ----------
    election : BudgetElection
    project : int
    voters : int
        1 or more.

    Returns
    -------
    BudgetElection
    """
    ballot = np.array([len(election.multiplicity)], dtype=np.int64)
    points = election.points
    if points is not None:
        most = max((int(given.max(initial=0)) for given in points), default=0)
        points = _with(points, project, np.array([max(1, most)], dtype=np.int64))
    return replace(
        election,
        voters=election.voters + voters,
        multiplicity=np.append(election.multiplicity, np.int64(voters)),
        supporters=_with(election.supporters, project, ballot),
        points=points,
    )


def _with(
    columns: tuple[np.ndarray, ...], project: int, added: np.ndarray
) -> tuple[np.ndarray, ...]:
    return tuple(
        np.concatenate([one, added]) if place == project else one
        for place, one in enumerate(columns)
    )
