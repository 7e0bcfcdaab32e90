"""The rounds of equal shares, for many endowments side by side: which project is bought next, and
what its supporters pay.

Rates are computed in float64; wherever two lie closer together than rounding could move them, or a
project is about as dear as its supporters are rich, the round is settled in fractions. What was
bought is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.budget_election import BudgetElection

BAND: Final = 1e-9
"""Two rates closer than this part of them are compared in fractions. Rounding moves one by some
1e-13 of it."""


@dataclass(frozen=True, slots=True)
class Purchases:
    """What is bought with one endowment, and how clearly; one entry a round.

    Attributes
    ----------
    places : ndarray of int
        Places of the projects in `EqualSharesRounds.priced`, in order.
    rates : ndarray
        At which each was bought.
    others : ndarray
        Below which no other rate was, save those that were compared in fractions.
    ties : dict of int to (tuple of int, or None)
        Of rounds that were settled in fractions the places that were compared, if none of their
        supporters paid all they had, so that with a larger endowment these rates are the same.
    """

    places: NDArray[np.int64]
    rates: NDArray[np.float64]
    others: NDArray[np.float64]
    ties: dict[int, tuple[int, ...] | None]

    def hold_up_to(self, larger: Purchases) -> bool:
        """Whether with every endowment between this one's and a larger one's the same is bought.

        As long as the same was bought, whoever begins with more has more left, so that rates fall
        as the endowment rises: what is between is between. It is the same where the lowest rate of
        here is below all others of there.
        """
        return (
            np.array_equal(self.places, larger.places)
            and bool((self.rates * (1 + 2 * BAND) < larger.others).all())
            and self.ties == larger.ties
            and None not in self.ties.values()
        )


class EqualSharesRounds:
    """The rounds of one election.

    Parameters
    ----------
    election : BudgetElection
    has_cost_utility : bool
        Whether voters have of a funded project its cost, or one.
    tie_break : callable
        Key of a project's id.
    """

    def __init__(
        self,
        election: BudgetElection,
        *,
        has_cost_utility: bool,
        tie_break: Callable[[str], object],
    ) -> None:
        self.election = election
        self.key = [tie_break(name) for name in election.projects]
        supported = [p for p, who in enumerate(election.supporters) if len(who)]
        self.free = sorted((p for p in supported if not election.costs[p]), key=self._rank)
        self.priced = sorted((p for p in supported if election.costs[p]), key=self._rank)
        self.weights = election.multiplicity.astype(np.float64)
        self.costs = np.array([float(election.costs[p]) for p in self.priced])
        self.gains = self.costs if has_cost_utility else np.ones(len(self.priced))
        self.exact_gains = [election.costs[p] if has_cost_utility else 1 for p in self.priced]
        self.who = [election.supporters[p] for p in self.priced]
        self.voters = [self.weights[who] for who in self.who]
        self.points = [
            None if election.points is None else election.points[p].astype(np.float64)
            for p in self.priced
        ]
        self.exact_points: list[int | NDArray[np.int64]] = [
            1 if election.points is None else election.points[p] for p in self.priced
        ]
        self.most_points = max((int(np.max(one)) for one in self.exact_points), default=1)
        whole = np.array([float(election.score(p)) for p in self.priced])
        self._of_rich: dict[int, Fraction] = {}
        self.lowest = self.costs / np.maximum(whole, 1) / self.gains

    def _rank(self, project: int) -> tuple[object, int]:
        return self.key[project], project

    def endowment(self, added: int) -> Fraction:
        whole = Fraction(self.election.budget, max(self.election.voters, 1))
        return whole + added * self.election.unit

    def funded(self, bought: Purchases) -> tuple[int, ...]:
        """The projects that are bought, in order: first those that cost nothing."""
        return (*self.free, *(self.priced[place] for place in bought.places.tolist()))

    def purchases(self, added: Sequence[int]) -> list[Purchases]:
        """What is bought with each number of added units.

        Parameters
        ----------
        added : sequence of int

        Returns
        -------
        list of Purchases

        Notes
        -----
        A round looks at the supporters of the few projects that may be best.
        """
        endowments = [self.endowment(one) for one in added]
        left = np.empty((len(self.weights), len(added)))
        left[:] = [float(one) for one in endowments]
        rates = np.repeat(self.lowest[:, None], len(added), axis=1)
        n_rounds, width = len(self.priced), len(added)
        places = np.full((n_rounds + 1, width), -1)
        lowest, others = np.full((2, n_rounds, width), np.inf)
        ties: list[dict[int, tuple[int, ...] | None]] = [{} for _ in added]
        exact: dict[int, _ExactRounds] = {}
        running = np.arange(width) if n_rounds else np.arange(0)
        for number in range(n_rounds):
            best, is_close = self._best_rates(left, rates, running)
            chosen = np.where(np.isfinite(best), rates[:, running].argmin(axis=0), -1)
            for at in np.flatnonzero(is_close):
                column = int(running[at])
                of_rich = self._settled_of_rich(rates[:, column], left[:, column])
                if of_rich is not None:
                    chosen[at], ties[column][number] = of_rich
                    continue
                if column not in exact:
                    exact[column] = _ExactRounds(self, endowments[column])
                chosen[at] = exact[column].settle(
                    rates[:, column], left[:, column], places[:number, column]
                )
                ties[column][number] = None
            running, chosen = running[chosen >= 0], chosen[chosen >= 0]
            if not len(running):
                break
            for place in np.unique(chosen):
                columns = running[chosen == place]
                self._pay(left, int(place), rates[place, columns], columns)
            places[number, running] = chosen
            paid = lowest[number, running] = rates[chosen, running]
            rates[chosen, running] = np.inf
            beside = rates[:, running]
            beside[beside <= paid * (1 + BAND)] = np.inf
            others[number, running] = beside.min(axis=0)
        found = []
        for column in range(width):
            end = int(np.argmax(places[:, column] < 0))
            kept = {number: tie for number, tie in ties[column].items() if number < end}
            found.append(
                Purchases(places[:end, column], lowest[:end, column], others[:end, column], kept)
            )
        return found

    def _best_rates(
        self, left: NDArray, rates: NDArray, running: NDArray
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """The lowest rate of each column, and where it is too close to say by floats.

        ``rates`` holds for each project a rate that it cannot fall below, for rates only rise:
        those that may still be the lowest are brought up to date.
        """
        best = np.full(len(running), np.inf)
        is_close = np.zeros(len(running), dtype=bool)
        lowest = rates[:, running].min(axis=1)
        for place in np.argsort(lowest, kind="stable"):
            if not lowest[place] <= best.max() * (1 + BAND) or not np.isfinite(lowest[place]):
                break
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

    def _rate(
        self, left: NDArray, place: int, lowest: NDArray, columns: NDArray
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Rates at which supporters pay a project's cost together; infinite where they cannot.

        The sum they pay is concave in the rate: Newton's steps from below never pass it, and end
        after as many as there are kinds of poor supporters, mostly two or three.
        """
        purses = self._purses(left, place, columns)
        weights, points, cost = self.voters[place], self.points[place], self.costs[place]
        there = weights @ purses
        is_doubtful = np.abs(there - cost) <= BAND * cost
        is_affordable = there >= cost * (1 - BAND)
        price = lowest * self.gains[place]
        share = weights if points is None else weights * points
        going = np.flatnonzero(is_affordable)
        purse = purses if len(going) == len(price) else purses[:, going]
        while len(going):
            asked = price[going] if points is None else points[:, None] * price[going]
            missing = cost - weights @ np.minimum(purse, asked)
            is_going = missing > 1e-14 * cost
            if not is_going.any():
                break
            if not is_going.all():
                going, missing, purse = going[is_going], missing[is_going], purse[:, is_going]
                asked = asked[..., is_going]
            slope = share @ (purse > asked)
            step = np.divide(missing, slope, out=np.zeros(len(going)), where=slope > 0)
            price[going] += step
            is_going = step > 1e-14 * price[going]
            if not is_going.all():
                going, purse = going[is_going], purse[:, is_going]
        return np.where(is_affordable, price / self.gains[place], np.inf), is_doubtful

    def _purses(self, left: NDArray, place: int, columns: NDArray) -> NDArray[np.float64]:
        purses = left[self.who[place]]
        return purses if len(columns) == left.shape[1] else purses[:, columns]

    def _pay(self, left: NDArray, place: int, rate: NDArray, columns: NDArray) -> None:
        price = rate * self.gains[place]
        points = self.points[place]
        asked = price if points is None else points[:, None] * price
        purses = self._purses(left, place, columns)
        purses -= np.minimum(purses, asked)
        if len(columns) == left.shape[1]:
            left[self.who[place]] = purses
        else:
            left[np.ix_(self.who[place], columns)] = purses

    def _settled_of_rich(
        self, rates: NDArray[np.float64], left: NDArray[np.float64]
    ) -> tuple[int, tuple[int, ...]] | None:
        """The place to buy and those it was compared with, where clearly nobody would pay all they
        have for any of these, which needs no past; None elsewhere."""
        near = np.flatnonzero(rates <= rates.min() * (1 + BAND)).tolist()
        if not all(self.is_of_rich(place, rates, left) for place in near):
            return None
        # Places stand in the order of the tie-break.
        return min(near, key=lambda place: (self.rate_of_rich(place), place)), tuple(near)

    def is_of_rich(self, place: int, rates: NDArray[np.float64], left: NDArray[np.float64]) -> bool:
        limit = rates[place] * self.gains[place] * (1 + BAND)
        points = self.points[place]
        return bool((left[self.who[place]] > (limit if points is None else limit * points)).all())

    def rate_of_rich(self, place: int) -> Fraction:
        """The exact rate of a project where nobody pays all they have."""
        if place not in self._of_rich:
            project = self.priced[place]
            each = self.election.score(project) * self.exact_gains[place]
            self._of_rich[place] = Fraction(self.election.costs[project], each)
        return self._of_rich[place]


class _ExactRounds:
    """Rounds of one endowment in fractions, as far as they are needed.

    Ballots that have paid the same are one kind: fractions are few where ballots are many.
    """

    def __init__(self, counted: EqualSharesRounds, endowment: Fraction) -> None:
        self.counted = counted
        self.kind = np.zeros(len(counted.weights), dtype=np.int64)
        self.purse = [endowment]
        self.bought = 0

    def settle(
        self, rates: NDArray[np.float64], left: NDArray[np.float64], bought: NDArray[np.int64]
    ) -> int:
        """The place to buy after what was bought, -1 for none; rates of what cannot be paid become
        infinite."""
        while np.isfinite(rates.min(initial=np.inf)):
            near = np.flatnonzero(rates <= rates.min() * (1 + BAND)).tolist()
            if all(self.counted.is_of_rich(place, rates, left) for place in near):
                return min(near, key=lambda place: (self.counted.rate_of_rich(place), place))
            self._buy(bought)
            payable = []
            for place in near:
                rate = self.rate(place)
                rates[place] = np.inf if rate is None else float(rate)
                if rate is not None:
                    payable.append((rate, place))
            if payable:
                return min(payable)[1]
        return -1

    def _buy(self, bought: NDArray[np.int64]) -> None:
        """Take part in the purchases made since."""
        for place in bought[self.bought :].tolist():
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
