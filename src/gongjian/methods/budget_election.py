"""What a budget round is counted from: projects with their costs, and ballots without names.

Money is whole numbers of the smallest unit. Equal ballots are kept once, with their number: a
million voters of a small town of projects are a few thousand different ballots.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Given = TypeVar("Given")
Ballots = Mapping[Given, int] | Iterable[tuple[Given, int]]


@dataclass(frozen=True, slots=True)
class BudgetElection:
    """`budget_election` makes it and sees to it that it holds together.

    Attributes
    ----------
    projects : tuple of str
        Ids.
    costs : tuple of int
        Of each project, in the smallest unit; 0 or more.
    budget : int
        In the smallest unit.
    unit : int
        Smallest units in one unit of the currency: 100 for cents.
    voters : int
        All of them, those with an empty ballot too.
    multiplicity : ndarray of int, shape (n_ballots,)
        How many voters cast each ballot; empty ballots are left out.
    supporters : tuple of ndarray of int
        For each project the ballots that give it something, ascending.
    points : tuple of ndarray of int, or None
        What each of these gives it; None where approval is all that is said.
    """

    projects: tuple[str, ...]
    costs: tuple[int, ...]
    budget: int
    unit: int
    voters: int
    multiplicity: NDArray[np.int64]
    supporters: tuple[NDArray[np.int64], ...]
    points: tuple[NDArray[np.int64], ...] | None = field(default=None)

    def support(self, project: int) -> int:
        """Voters who give a project something."""
        return int(self.multiplicity[self.supporters[project]].sum())

    def score(self, project: int) -> int:
        """Points of all voters for a project; of approvals one each."""
        weights = self.multiplicity[self.supporters[project]]
        return int(weights.sum() if self.points is None else weights @ self.points[project])

    def without(self, withdrawn: Collection[str]) -> BudgetElection:
        """The same election where some projects cannot be funded; their voters still are voters.

        Raises
        ------
        ValueError
            If one of them is not there.
        """
        if not set(withdrawn) <= set(self.projects):
            raise ValueError("a project that was withdrawn is not there")
        kept = [place for place, name in enumerate(self.projects) if name not in withdrawn]
        return replace(
            self,
            projects=tuple(self.projects[place] for place in kept),
            costs=tuple(self.costs[place] for place in kept),
            supporters=tuple(self.supporters[place] for place in kept),
            points=None if self.points is None else tuple(self.points[place] for place in kept),
        )

    def cost_of(self, projects: Sequence[int]) -> int:
        return sum(self.costs[project] for project in projects)


def budget_election(
    *,
    costs: Mapping[str, Fraction | int],
    budget: Fraction | int,
    ballots: Ballots[tuple[str, ...]] | Ballots[tuple[tuple[str, int], ...]],
    has_points: bool = False,
) -> BudgetElection:
    """Put an election together from its parts.

    Parameters
    ----------
    costs : mapping of project id to money
        In units of the currency.
    budget : Fraction or int
    ballots : mapping of tuple to int, or iterable of such pairs
        How many voters cast each: tuples of project ids or, with points, of id and points. Of
        pairs one may come again.
    has_points : bool

    Returns
    -------
    BudgetElection
        Projects in the order given.

    Raises
    ------
    ValueError
        If money or points are negative, a ballot names an unknown project or one twice, or a
        number of voters is below 1.

    Notes
    -----
    Linear in the different ballots given.
    """
    if budget < 0 or any(cost < 0 for cost in costs.values()):
        raise ValueError("money is never negative here")
    unit = lcm(*(Fraction(money).denominator for money in (*costs.values(), budget)))
    places = {name: place for place, name in enumerate(costs)}
    read = _with_points if has_points else _approved
    merged: dict[tuple[int, ...] | tuple[tuple[int, int], ...], int] = {}
    for ballot, voters in ballots.items() if isinstance(ballots, Mapping) else ballots:
        if voters < 1:
            raise ValueError(f"{voters} voters cast a ballot")
        try:
            given = read(ballot, places)
        except KeyError as error:
            raise ValueError(f"a ballot names a project that is not there: {error}") from None
        merged[given] = merged.get(given, 0) + voters
    kept = [ballot for ballot in merged if ballot]
    flat = [one for ballot in kept for one in ballot]
    columns = np.array(flat, dtype=np.int64).reshape(len(flat), 2 if has_points else 1)
    numbers = np.repeat(np.arange(len(kept)), [len(ballot) for ballot in kept])
    # Stable: within a project the ballots stay in their order.
    order = np.argsort(columns[:, 0], kind="stable")
    ends = np.cumsum(np.bincount(columns[:, 0], minlength=len(places)))[:-1]
    return BudgetElection(
        tuple(costs),
        tuple(int(cost * unit) for cost in costs.values()),
        int(budget * unit),
        unit,
        sum(merged.values()),
        np.array([merged[ballot] for ballot in kept], dtype=np.int64),
        tuple(np.split(numbers[order], ends)),
        tuple(np.split(columns[order, 1], ends)) if has_points else None,
    )


def _approved(ballot: tuple, places: Mapping[str, int]) -> tuple[int, ...]:
    """Places in the order of projects: so that equal ballots are the same."""
    given = tuple(sorted([places[name] for name in ballot]))
    if len(set(given)) != len(given):
        raise ValueError("a ballot names one project twice")
    return given


def _with_points(ballot: tuple, places: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """Places and points; what gets none is left out."""
    given = sorted((places[name], points) for name, points in ballot)
    if any(points < 0 for _, points in given):
        raise ValueError("points are never negative")
    if len({place for place, _ in given}) != len(given):
        raise ValueError("a ballot names one project twice")
    return tuple((place, points) for place, points in given if points)
