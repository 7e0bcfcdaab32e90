"""The Method of Equal Shares: every voter gets an equal part of the money and pays for what they
support, as equally as can be.

Round by round the project is bought whose supporters pay least for what they get of it: the lowest
rate. Whoever has less left than that rate pays all they have. A project is affordable while its
supporters together have its cost. What stays unspent may be used by a completion:

- ``"add1"``: every voter gets one unit of the currency more, again and again, until nothing more
  would fit into the budget, or what is bought exceeds it; then the last outcome that fits counts.
- ``"add1u-greedy"``: the same, then greedily what still fits.
- ``"greedy"``: what still fits, greedily, without adding anything.

Results are exact. Rates are computed in float64, for many endowments side by side; wherever two lie
closer together than rounding could move them, or a project is about as dear as its supporters are
rich, the round is settled in fractions.

References
----------
Peters, Pierczyński and Skowron, *Proportional participatory budgeting with additive utilities*,
2021. Rey and Maly, *The (computational) social choice take on indivisible participatory budgeting*,
2023, for the completions. Conventions are those of pabutools 1.2.3: a supported project that costs
nothing is bought first; exhaustion looks at supported projects only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.budget_election import BudgetElection
from gongjian.methods.greedy_budget import greedy_budget

Utility = Literal["cost", "cardinality"]
Completion = Literal["none", "add1", "add1u-greedy", "greedy"]
TieBreak = Callable[[str], object]

BAND: Final = 1e-9
"""Two rates closer than this part of them are compared in fractions. Rounding moves one by some
1e-13 of it."""

MOST_CELLS: Final = 400_000
MOST_SIDE_BY_SIDE: Final = 64
MOST_ADDED: Final = 2_000_000
"""Units that are added at most: a file may ask for more than anybody can wait for."""


@dataclass(frozen=True, slots=True)
class SharesOutcome:
    """What is funded, and by which endowment.

    Attributes
    ----------
    funded : tuple of int
        Projects in the order in which they were bought.
    bought : int
        How many of these by equal shares; what follows was completed greedily.
    endowment : Fraction
        What each voter began with, in smallest units.
    added_units : int
        Units of the currency that ``add1`` gave to each voter beyond their part of the budget.
    """

    funded: tuple[int, ...]
    bought: int
    endowment: Fraction
    added_units: int


def equal_shares(
    election: BudgetElection,
    *,
    utility: Utility,
    completion: Completion = "none",
    tie_break: TieBreak = str,
) -> SharesOutcome:
    """Count a budget election by equal shares.

    Parameters
    ----------
    election : BudgetElection
    utility : {"cost", "cardinality"}
        What a voter has of a funded project they support: its cost, or one; times their points
        where they gave points.
    completion : {"none", "add1", "add1u-greedy", "greedy"}
    tie_break : callable
        Key of a project's id: of several equally good the one with the lowest key.

    Returns
    -------
    SharesOutcome

    Raises
    ------
    ValueError
        If the utility or completion is unknown, or two million added units come to no end.

    Notes
    -----
    A round looks at the supporters of the few projects that may be best. 1,601 voters and 39
    projects with ``add1`` to the end, some 230 elections, take a tenth of a second.
    """
    if utility not in ("cost", "cardinality"):
        raise ValueError(f"no utility {utility!r}")
    if completion not in ("none", "add1", "add1u-greedy", "greedy"):
        raise ValueError(f"no completion {completion!r}")
    count_ = _Count(election, utility, tie_break)
    if completion.startswith("add1"):
        bought, added = _add_until_exhausted(count_)
    else:
        bought, added = tuple(next(count_.outcomes(iter([0])))), 0
    funded = bought
    if completion.endswith("greedy"):
        funded = greedy_budget(election, utility=utility, tie_break=tie_break, begin=bought)
    return SharesOutcome(funded, len(bought), count_.endowment(added), added)


def _add_until_exhausted(counted: _Count) -> tuple[tuple[int, ...], int]:
    election = counted.election
    last: tuple[int, ...] = ()
    for added, outcome in enumerate(counted.outcomes(iter(range(MOST_ADDED)))):
        spent = election.cost_of(outcome)
        if spent > election.budget:
            return last, added - 1
        is_exhausted = all(
            spent + election.costs[project] > election.budget
            for project in counted.priced
            if project not in outcome
        )
        if is_exhausted:
            return tuple(outcome), added
        last = tuple(outcome)
    raise ValueError(
        f"{MOST_ADDED} units of the currency were added to no end: count in larger ones"
    )


class _Count:
    """Rounds of one election for many endowments side by side."""

    def __init__(self, election: BudgetElection, utility: Utility, tie_break: TieBreak) -> None:
        self.election = election
        self.key = [tie_break(name) for name in election.projects]
        supported = [p for p, who in enumerate(election.supporters) if len(who)]
        self.free = sorted((p for p in supported if not election.costs[p]), key=self._rank)
        self.priced = sorted((p for p in supported if election.costs[p]), key=self._rank)
        self.weights = election.multiplicity.astype(np.float64)
        self.costs = np.array([float(election.costs[p]) for p in self.priced])
        self.gains = self.costs if utility == "cost" else np.ones(len(self.priced))
        self.exact_gains = [election.costs[p] if utility == "cost" else 1 for p in self.priced]
        self.who = [election.supporters[p] for p in self.priced]
        self.points = [
            None if election.points is None else election.points[p].astype(np.float64)
            for p in self.priced
        ]
        self.exact_points: list[int | NDArray[np.int64]] = [
            1 if election.points is None else election.points[p] for p in self.priced
        ]
        self.most_points = max((int(np.max(one)) for one in self.exact_points), default=1)
        whole = np.array([float(election.score(p)) for p in self.priced])
        self.lowest = self.costs / np.maximum(whole, 1) / self.gains

    def _rank(self, project: int) -> tuple[object, int]:
        return self.key[project], project

    def endowment(self, added: int) -> Fraction:
        whole = Fraction(self.election.budget, max(self.election.voters, 1))
        return whole + added * self.election.unit

    def outcomes(self, added: Iterator[int]) -> Iterator[list[int]]:
        """For each number of added units what is bought, in order."""
        side_by_side, most = 1, max(1, MOST_CELLS // max(1, len(self.weights)))
        while units := list(islice(added, side_by_side)):
            yield from self._side_by_side([self.endowment(one) for one in units])
            side_by_side = min(side_by_side * 4, most, MOST_SIDE_BY_SIDE)

    def _side_by_side(self, endowments: Sequence[Fraction]) -> list[list[int]]:
        width = len(endowments)
        left = np.empty((len(self.weights), width))
        left[:] = [float(one) for one in endowments]
        rates = np.repeat(self.lowest[:, None], width, axis=1)
        bought: list[list[int]] = [[] for _ in endowments]
        exact: dict[int, _ExactRounds] = {}
        running = np.arange(width) if len(self.priced) else np.arange(0)
        while len(running):
            best, is_close = self._best_rates(left, rates, running)
            chosen = self._chosen(rates, best, running)
            for at in np.flatnonzero(is_close):
                column = int(running[at])
                if column not in exact:
                    exact[column] = _ExactRounds(self, endowments[column])
                chosen[at] = exact[column].settle(rates[:, column], left[:, column], bought[column])
            is_going = chosen >= 0
            running, chosen = running[is_going], chosen[is_going]
            for place in np.unique(chosen):
                columns = running[chosen == place]
                self._pay(left, int(place), rates[place, columns], columns)
                rates[place, columns] = np.inf
                for column in columns:
                    bought[column].append(int(place))
        return [[*self.free, *(self.priced[place] for place in places)] for places in bought]

    def _best_rates(
        self, left: NDArray, rates: NDArray, running: NDArray
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """The lowest rate of each column, and where it is too close to say by floats.

        ``rates`` holds for each project a rate that it cannot fall below, for rates only rise:
        those that may still be the lowest are brought up to date.
        """
        best = np.full(len(running), np.inf)
        is_close = np.zeros(len(running), dtype=bool)
        for place in np.argsort(rates[:, running].min(axis=1), kind="stable"):
            asked = rates[place, running] <= best * (1 + BAND)
            asked &= np.isfinite(rates[place, running])
            if not asked.any():
                continue
            columns = running[asked]
            found, is_doubtful = self._rate(left, int(place), rates[place, columns], columns)
            rates[place, columns] = found
            is_close[asked] |= is_doubtful
            best[asked] = np.minimum(best[asked], found)
        near = rates[:, running] <= best * (1 + BAND)
        near &= np.isfinite(rates[:, running])
        is_close |= near.sum(axis=0) > 1
        return best, is_close

    def _chosen(self, rates: NDArray, best: NDArray, running: NDArray) -> NDArray[np.int64]:
        places = rates[:, running].argmin(axis=0).astype(np.int64)
        return np.where(np.isfinite(best), places, -1)

    def _rate(
        self, left: NDArray, place: int, lowest: NDArray, columns: NDArray
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Rates at which supporters pay a project's cost together; infinite where they cannot.

        The sum they pay is concave in the rate: Newton's steps from below never pass it, and end
        after as many as there are kinds of poor supporters, mostly two or three.
        """
        purses = left[self.who[place]][:, columns]
        weights, points, cost = self.weights[self.who[place]], self.points[place], self.costs[place]
        there = weights @ purses
        is_doubtful = np.abs(there - cost) <= BAND * cost
        is_affordable = there >= cost * (1 - BAND)
        price = lowest * self.gains[place]
        going = np.flatnonzero(is_affordable)
        while len(going):
            purse = purses[:, going]
            asked = price[going] if points is None else points[:, None] * price[going]
            is_rich = purse > asked
            paid = weights @ np.where(is_rich, asked, purse)
            share = weights if points is None else weights * points
            slope = share @ is_rich
            step = np.divide(cost - paid, slope, out=np.zeros(len(going)), where=slope > 0)
            price[going] += np.maximum(step, 0)
            going = going[step > 1e-14 * price[going]]
        return np.where(is_affordable, price / self.gains[place], np.inf), is_doubtful

    def _pay(self, left: NDArray, place: int, rate: NDArray, columns: NDArray) -> None:
        price = rate * self.gains[place]
        points = self.points[place]
        asked = price if points is None else points[:, None] * price
        cells = np.ix_(self.who[place], columns)
        purse = left[cells]
        left[cells] = purse - np.minimum(purse, asked)


class _ExactRounds:
    """Rounds of one endowment in fractions, as far as they are needed.

    Ballots that have paid the same are one kind: fractions are few where ballots are many.
    """

    def __init__(self, counted: _Count, endowment: Fraction) -> None:
        self.counted = counted
        self.kind = np.zeros(len(counted.weights), dtype=np.int64)
        self.purse = [endowment]
        self.bought = 0

    def settle(
        self, rates: NDArray[np.float64], left: NDArray[np.float64], bought: Sequence[int]
    ) -> int:
        """The place to buy after what was bought, -1 for none; rates of what cannot be paid become
        infinite."""
        while np.isfinite(rates.min(initial=np.inf)):
            near = np.flatnonzero(rates <= rates.min() * (1 + BAND))
            exact = [self._rate_of_rich(int(place), rates, left) for place in near]
            if None in exact:
                self._buy(bought)
                exact = [self.rate(int(place)) for place in near]
            rates[near] = [np.inf if rate is None else float(rate) for rate in exact]
            payable = [
                (rate, int(place))
                for rate, place in zip(exact, near, strict=True)
                if rate is not None
            ]
            if payable:
                # Places stand in the order of the tie-break.
                return min(payable)[1]
        return -1

    def _rate_of_rich(
        self, place: int, rates: NDArray[np.float64], left: NDArray[np.float64]
    ) -> Fraction | None:
        """The exact rate where clearly nobody pays all they have, which needs no past."""
        counted = self.counted
        limit = rates[place] * counted.gains[place] * (1 + BAND)
        if (left[counted.who[place]] <= limit * counted.exact_points[place]).any():
            return None
        project = counted.priced[place]
        each = counted.election.score(project) * counted.exact_gains[place]
        return Fraction(counted.election.costs[project], each)

    def _buy(self, bought: Sequence[int]) -> None:
        """Take part in the purchases made since."""
        for place in bought[self.bought :]:
            rate = self.rate(place)
            if rate is None:
                raise AssertionError("what was bought could be paid")
            self._pay(place, rate)
        self.bought = len(bought)

    def rate(self, place: int) -> Fraction | None:
        """The exact rate of a project; None where its supporters cannot pay it."""
        cost = self.counted.election.costs[self.counted.priced[place]]
        groups = sorted(
            (self.purse[kind] / points, points * voters, voters * self.purse[kind])
            for kind, points, voters in self._groups(place)
        )
        if sum(money for _, _, money in groups) < cost:
            return None
        rich = sum(points for _, points, _ in groups)
        owed = Fraction(cost)
        for limit, points, money in groups:
            if owed <= limit * rich:
                break
            owed -= money
            rich -= points
        return (owed / rich if rich else groups[-1][0]) / self.counted.exact_gains[place]

    def _groups(self, place: int) -> Iterator[tuple[int, int, int]]:
        """Kinds of supporters with their points, and how many voters each is."""
        keys, group = self._keys(place)
        counted = self.counted
        voters = np.bincount(
            group, weights=counted.weights[counted.who[place]], minlength=len(keys)
        )
        for key, count_ in zip(keys.tolist(), voters.tolist(), strict=True):
            kind, points = divmod(key, counted.most_points + 1)
            yield kind, points, int(count_)

    def _keys(self, place: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        counted = self.counted
        points = counted.exact_points[place]
        keys = self.kind[counted.who[place]] * (counted.most_points + 1) + points
        return np.unique(keys, return_inverse=True)

    def _pay(self, place: int, rate: Fraction) -> None:
        counted = self.counted
        keys, group = self._keys(place)
        new = np.arange(len(self.purse), len(self.purse) + len(keys))
        for key in keys.tolist():
            kind, points = divmod(key, counted.most_points + 1)
            asked = rate * counted.exact_gains[place] * points
            self.purse.append(self.purse[kind] - min(self.purse[kind], asked))
        self.kind[counted.who[place]] = new[group]
