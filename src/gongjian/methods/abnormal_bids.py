"""Prices so low that somebody has to ask how: flagged by published rules, excluded by none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

OF_MEAN: Final = Fraction(1, 2)
OF_NEXT: Final = Fraction(1, 2)
OF_CEILING: Final = Fraction(45, 100)


@dataclass(frozen=True, slots=True)
class Abnormal:
    """Why a price is asked about.

    Attributes
    ----------
    bid : int
        Place in the prices.
    rule : str
        ``zero``, ``mean``, ``next`` or ``ceiling``.
    price : int
        In minor units.
    against : Fraction
        What it is compared with: the mean of all prices, the next price, the ceiling.
    limit : Fraction
        The share of it below which a price is asked about; 0 for ``zero``.
    """

    bid: int
    rule: str
    price: int
    against: Fraction
    limit: Fraction


def abnormal_bids(prices: Sequence[int], ceiling: int) -> list[Abnormal]:
    """Flag prices that are abnormally low.

    Parameters
    ----------
    prices : sequence of int
        Of bids that satisfy the call, in minor units, 0 or more.
    ceiling : int
        Published ceiling or else the estimate; positive.

    Returns
    -------
    list of Abnormal
        By bid, then by rule: ``zero`` a price of nothing; ``mean`` below half the mean of all;
        ``next`` the lowest, below half of the second lowest; ``ceiling`` below 45% of the ceiling.

    Notes
    -----
    Scaling all money changes no flag. Linear but for one sort.

    References
    ----------
    Directive 2014/24/EU, article 69: contracting authorities shall ask; a tender may be rejected
    only where the answer does not account for the price. The three shares are those of the Chinese
    pilot on abnormally low prices in government procurement (Ministry of Finance, Caiku [2024]
    265).
    """
    if not prices:
        return []
    mean = Fraction(sum(prices), len(prices))
    ordered = sorted(prices)
    found = []
    for bid, price in enumerate(prices):
        if price == 0:
            found.append(Abnormal(bid, "zero", price, Fraction(0), Fraction(0)))
        if price < OF_MEAN * mean:
            found.append(Abnormal(bid, "mean", price, mean, OF_MEAN))
        if len(prices) > 1 and price == ordered[0] and price < OF_NEXT * ordered[1]:
            found.append(Abnormal(bid, "next", price, Fraction(ordered[1]), OF_NEXT))
        if price < OF_CEILING * ceiling:
            found.append(Abnormal(bid, "ceiling", price, Fraction(ceiling), OF_CEILING))
    return found
