"""Why each project of a budget round is funded or not: who supports it, what each of them paid,
and what would have been needed.

The purchases of equal shares are made again from what was funded, in fractions and without looking
at how they were found: an outcome that does not follow from the ballots is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.budget_election import BudgetElection
from gongjian.methods.equal_shares import SharesOutcome

Way = Literal["equal-shares", "greedy", "unfunded"]
NONE_NEEDED: Final[Mapping[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Payment:
    """So many supporters paid so much each, in smallest units."""

    voters: int
    each: Fraction


@dataclass(frozen=True, slots=True)
class ProjectStory:
    """What a result page says of one project.

    Attributes
    ----------
    supporters, score : int
        Voters who give it something; their points.
    way : {"equal-shares", "greedy", "unfunded"}
        By which rule it was funded.
    payments : tuple of Payment
        What its supporters paid, the highest first; empty where they did not pay it.
    available : Fraction
        Smallest units that were there for it when it was decided on: of one that is not funded
        and of one bought by equal shares what its supporters had together, of others what was left
        of the budget.
    missing : Fraction or None
        What was missing of its cost; at a cost of ``available`` it would have been funded. None for
        what is funded.
    more_support : int or None
        How much more support would have funded it, where one less would not: under greedy points
        (of approvals: supporters) beyond its own, all else the same; under equal shares supporters
        who support nothing else, found by counting again (`budget_recount`). None where it is
        funded, no support would do, or it was not counted again.
    at_same_share : int or None
        Under equal shares: supporters who pay for nothing else that would fill the gap if every
        voter's share stayed the same. It does not: each further voter makes it smaller.
    """

    supporters: int
    score: int
    way: Way
    payments: tuple[Payment, ...]
    available: Fraction
    missing: Fraction | None
    more_support: int | None
    at_same_share: int | None = None


def explain_shares(
    election: BudgetElection, outcome: SharesOutcome, needed: Mapping[int, int] = NONE_NEEDED
) -> tuple[ProjectStory, ...]:
    """Tell of each project how equal shares, and a greedy completion, decided on it.

    Parameters
    ----------
    election : BudgetElection
    outcome : SharesOutcome
        What `equal_shares` found for it.
    needed : mapping of int to int
        What `supporters_needed` found for it.

    Returns
    -------
    tuple of ProjectStory
        In the order of the election's projects.

    Raises
    ------
    ValueError
        If something was bought that its supporters could not pay.

    Notes
    -----
    Linear in the supports of what was bought and, once, of everything; fractions are as many as
    there are different amounts left.
    """
    purses = _Purses(election, outcome.endowment)
    paid: dict[int, tuple[Fraction, tuple[Payment, ...]]] = {}
    for project in outcome.funded[: outcome.bought]:
        paid[project] = purses.buy(project)
    room = Fraction(election.budget - election.cost_of(list(paid)))
    by_greed: dict[int, Fraction] = {}
    for project in outcome.funded[outcome.bought :]:
        by_greed[project] = room
        room -= election.costs[project]

    def story(project: int) -> ProjectStory:
        said = election.support(project), election.score(project)
        if project in paid:
            return ProjectStory(*said, "equal-shares", paid[project][1], paid[project][0], None, 0)
        if project in by_greed:
            return ProjectStory(*said, "greedy", (), by_greed[project], None, 0)
        there = purses.together(project)
        missing = election.costs[project] - there
        # No endowment grows enough to pay for more than there is.
        is_possible = election.costs[project] <= election.budget and outcome.endowment > 0
        more = max(ceil(missing / outcome.endowment), 1) if is_possible else None
        return ProjectStory(*said, "unfunded", (), there, missing, needed.get(project), more)

    return tuple(story(project) for project in range(len(election.projects)))


def explain_greedy(
    election: BudgetElection,
    funded: Sequence[int],
    *,
    utility: Literal["cost", "cardinality"],
    tie_break: Callable[[str], object] = str,
) -> tuple[ProjectStory, ...]:
    """Tell of each project how the greedy rule decided on it.

    Parameters
    ----------
    election : BudgetElection
    funded : sequence of int
        What `greedy_budget` found for it, in order.
    utility, tie_break
        By which it was found.

    Returns
    -------
    tuple of ProjectStory
        In the order of the election's projects.

    Notes
    -----
    Quadratic in the projects at worst.
    """

    def worth(project: int, score: int) -> Fraction:
        cost = election.costs[project]
        return Fraction(score) if utility == "cost" or not cost else Fraction(score, cost)

    def rank(project: int) -> tuple[bool, Fraction, object]:
        score = election.score(project)
        is_free = bool(score) and not election.costs[project]
        return not is_free, -worth(project, score), tie_break(election.projects[project])

    left = [election.budget]
    for project in funded:
        left.append(left[-1] - election.costs[project])
    turn = {project: place for place, project in enumerate(funded)}

    def story(project: int) -> ProjectStory:
        said = election.support(project), election.score(project)
        cost = election.costs[project]
        if project in turn:
            return ProjectStory(*said, "greedy", (), Fraction(left[turn[project]]), None, 0)
        before = next(
            (place for place, one in enumerate(funded) if rank(one) > rank(project)), len(funded)
        )
        missing = Fraction(cost - left[before])
        last = max((place for place in range(before) if left[place] >= cost), default=None)
        if last is None:
            return ProjectStory(*said, "unfunded", (), Fraction(left[before]), missing, None)
        rival = funded[last]
        wanted = worth(rival, election.score(rival)) * (1 if utility == "cost" else cost)
        wins = tie_break(election.projects[project]) < tie_break(election.projects[rival])  # type: ignore[operator]
        needed = ceil(wanted) if wins or wanted != int(wanted) else int(wanted) + 1
        return ProjectStory(
            *said, "unfunded", (), Fraction(left[before]), missing, needed - said[1]
        )

    return tuple(story(project) for project in range(len(election.projects)))


class _Purses:
    """What each kind of voter has left: ballots with the same amount are one kind."""

    def __init__(self, election: BudgetElection, endowment: Fraction) -> None:
        self.election = election
        self.amounts = [endowment]
        self.kind = np.zeros(len(election.multiplicity), dtype=np.int64)

    def together(self, project: int) -> Fraction:
        """What the supporters of a project have, in all."""
        return sum(
            (self.amounts[kind] * voters for kind, _, voters in self._groups(project)), Fraction(0)
        )

    def buy(self, project: int) -> tuple[Fraction, tuple[Payment, ...]]:
        """Have its supporters pay a project; what they had before, and their payments."""
        groups = sorted(self._groups(project), key=lambda group: self.amounts[group[0]] / group[1])
        there = self.together(project)
        owed, shares = Fraction(self.election.costs[project]), sum(p * n for _, p, n in groups)
        if there < owed:
            raise ValueError(f"{self.election.projects[project]!r} could not be paid")
        price = Fraction(0)
        for kind, points, voters in groups:
            price = owed / shares
            if price * points <= self.amounts[kind]:
                break
            owed -= self.amounts[kind] * voters
            shares -= points * voters
        return there, self._pay(project, price)

    def _pay(self, project: int, price: Fraction) -> tuple[Payment, ...]:
        known = {amount: kind for kind, amount in enumerate(self.amounts)}
        keys, place, counts = self._keys(project)
        new = np.empty(len(keys), dtype=np.int64)
        paid: dict[Fraction, int] = {}
        for at, key in enumerate(keys.tolist()):
            kind, points = divmod(key, self._width(project))
            each = min(self.amounts[kind], price * points)
            paid[each] = paid.get(each, 0) + int(counts[at])
            amount = self.amounts[kind] - each
            if amount not in known:
                known[amount] = len(self.amounts)
                self.amounts.append(amount)
            new[at] = known[amount]
        self.kind[self.election.supporters[project]] = new[place]
        return tuple(Payment(voters, each) for each, voters in sorted(paid.items(), reverse=True))

    def _groups(self, project: int) -> Iterator[tuple[int, int, int]]:
        """Kind, points and number of the supporters of a project."""
        keys, _, counts = self._keys(project)
        width = self._width(project)
        for key, voters in zip(keys.tolist(), counts.tolist(), strict=True):
            yield *divmod(key, width), int(voters)

    def _width(self, project: int) -> int:
        points = self.election.points
        return 2 if points is None else int(points[project].max(initial=0)) + 1

    def _keys(self, project: int) -> tuple[NDArray[np.int64], NDArray, NDArray[np.int64]]:
        who, points = self.election.supporters[project], self.election.points
        given = 1 if points is None else points[project]
        keys, place = np.unique(self.kind[who] * self._width(project) + given, return_inverse=True)
        counts = np.zeros(len(keys), dtype=np.int64)
        np.add.at(counts, place, self.election.multiplicity[who])
        return keys, place, counts
