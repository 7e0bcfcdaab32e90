"""From what evaluators scored to the order of the bids: exact, and recomputable from a file.

Each criterion's mean over the evaluators, times its weight, plus the points for price; nothing is
rounded. A bid below the least mean of a criterion, or dearer than the ceiling, has no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.bid_scoring import PriceFormula, price_shares
from gongjian.methods.tie_rules import tie_rule

MOST_SCORE = 1_000_000
"""Highest score an evaluator can give: sums stay far from what 64 bits hold."""


class Standing(StrEnum):
    RANKED = "ranked"
    BELOW_LEAST = "below_least"
    ABOVE_CEILING = "above_ceiling"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What quality is measured by.

    Attributes
    ----------
    code : str
    weight : int
        Its part of the sum of all weights, price included.
    most : int
        Highest score, positive.
    least : int
        Least mean for a place, from 0 to ``most``.
    """

    code: str
    weight: int
    most: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class PricePart:
    """How price counts.

    Attributes
    ----------
    formula : PriceFormula
    weight : int
        Its part of the sum of all weights.
    ceiling : int
        Published ceiling, or else the estimate, in minor units; positive.
    is_limit : bool
        Whether a dearer bid has no place: so for a ceiling, not for an estimate.
    """

    formula: PriceFormula
    weight: int
    ceiling: int
    is_limit: bool = True


@dataclass(frozen=True, slots=True)
class RankedBid:
    """A bid's way to its place.

    Attributes
    ----------
    bid : str
    price : int
        In minor units.
    standing : Standing
    place : int or None
        From 1; bids with equal points and equal price share one. None without a place.
    means : tuple of Fraction
        Mean score of each criterion.
    quality, price_points, total : Fraction
        Points of 100.
    below : tuple of str
        Criteria whose least mean it does not reach.
    """

    bid: str
    price: int
    standing: Standing
    place: int | None
    means: tuple[Fraction, ...]
    quality: Fraction
    price_points: Fraction
    total: Fraction
    below: tuple[str, ...]


def rank_bids(
    bids: Sequence[str],
    prices: Sequence[int],
    criteria: Sequence[Criterion],
    scores: NDArray[np.int64],
    price: PricePart,
    *,
    ties: str,
    excluded: frozenset[str] = frozenset(),
) -> list[RankedBid]:
    """Rank bids.

    Parameters
    ----------
    bids : sequence of str
        Their numbers, each once.
    prices : sequence of int
        In minor units.
    criteria : sequence of Criterion
        May be empty: then price alone decides.
    scores : ndarray of int64, shape (n_evaluators, n_bids, n_criteria)
        Complete: nobody is ranked by the scores of some. Never modified.
    price : PricePart
    ties : str
        Rule of `tie_rules` that settles who is named first of bids that share a place.
    excluded : frozenset of str
        Bids that people excluded, with a reason that is published.

    Returns
    -------
    list of RankedBid
        By place, then those without one by number.

    Raises
    ------
    ValueError
        If shapes differ, a score is out of range, weights are not positive, a bid is twice.

    Notes
    -----
    Equal points: the cheaper bid comes first; equal price as well: they share the place (Order 87
    of the Ministry of Finance of China, 2017, article 57). Who of these is named first is drawn by
    ``ties``. The base of a relative formula is the lowest price among the bids that have a place
    (article 55). Bids without a place have points for quality, and none for price.

    Sums are 64-bit integers, points fractions: linear in the scores; 200 bids, 10 criteria and 7
    evaluators take some 10 ms.
    """
    _check(bids, prices, criteria, scores, price)
    evaluators = scores.shape[0]
    sums = scores.sum(axis=0).tolist() if criteria else [[] for _ in bids]
    weights = sum(criterion.weight for criterion in criteria) + price.weight
    common = lcm(*(criterion.most for criterion in criteria)) if criteria else 1
    factors = [criterion.weight * (common // criterion.most) for criterion in criteria]
    under = max(evaluators, 1) * common * weights
    quality = [
        Fraction(100 * sum(f * s for f, s in zip(factors, row, strict=True)), under) for row in sums
    ]
    below = [
        tuple(c.code for c, s in zip(criteria, row, strict=True) if s < c.least * evaluators)
        for row in sums
    ]
    standings = [
        _standing(bid, cost, missed, price, excluded)
        for bid, cost, missed in zip(bids, prices, below, strict=True)
    ]
    ranked = [at for at, standing in enumerate(standings) if standing is Standing.RANKED]
    shares = price_shares(price.formula, [prices[at] for at in ranked], price.ceiling)
    points = dict.fromkeys(range(len(bids)), Fraction(0))
    points |= {
        at: 100 * price.weight * share / weights for at, share in zip(ranked, shares, strict=True)
    }
    totals = [quality[at] + points[at] for at in range(len(bids))]
    key = tie_rule(ties)
    places = _places({at: (-totals[at], prices[at]) for at in ranked})
    order = sorted(ranked, key=lambda at: (places[at], key(bids[at])))
    order += sorted(set(range(len(bids))) - set(ranked), key=lambda at: bids[at])
    return [
        RankedBid(
            bids[at],
            prices[at],
            standings[at],
            places.get(at),
            tuple(Fraction(s, evaluators) for s in sums[at]),
            quality[at],
            points[at],
            totals[at],
            below[at],
        )
        for at in order
    ]


def _standing(
    bid: str, cost: int, missed: tuple[str, ...], price: PricePart, excluded: frozenset[str]
) -> Standing:
    if bid in excluded:
        return Standing.EXCLUDED
    if price.is_limit and cost > price.ceiling:
        return Standing.ABOVE_CEILING
    return Standing.BELOW_LEAST if missed else Standing.RANKED


def _places(keys: dict[int, tuple[Fraction, int]]) -> dict[int, int]:
    """1, 2, 2, 4: equal ones share a place."""
    places: dict[int, int] = {}
    before, place = None, 0
    for count, at in enumerate(sorted(keys, key=lambda at: keys[at]), start=1):
        if keys[at] != before:
            before, place = keys[at], count
        places[at] = place
    return places


def _check(
    bids: Sequence[str],
    prices: Sequence[int],
    criteria: Sequence[Criterion],
    scores: NDArray[np.int64],
    price: PricePart,
) -> None:
    if len(set(bids)) != len(bids) or len(prices) != len(bids):
        raise ValueError("each bid has one number and one price")
    if price.weight < 0 or any(one.weight <= 0 for one in criteria):
        raise ValueError("weights must be positive")
    if not price.weight and not criteria:
        raise ValueError("there is nothing to rank by")
    if len({one.code for one in criteria}) != len(criteria):
        raise ValueError("each criterion has its own code")
    if any(not 0 < one.most <= MOST_SCORE or not 0 <= one.least <= one.most for one in criteria):
        raise ValueError("scores go from 0 to a positive number, and the least mean lies between")
    if scores.dtype != np.int64 or scores.shape[1:] != (len(bids), len(criteria)):
        raise ValueError("scores are whole numbers: one for each evaluator, bid and criterion")
    if criteria and bids:
        if not scores.shape[0]:
            raise ValueError("nobody has scored")
        most = np.array([one.most for one in criteria])
        if (scores < 0).any() or (scores > most).any():
            raise ValueError("a score is out of range")
