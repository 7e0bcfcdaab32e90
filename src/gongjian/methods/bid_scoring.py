"""Price formulas of calls: pure, exact, each with a code and a version that a call names for good.

A formula gives a price its share of the points for price, from 0 to 1. An *absolute* formula looks
at the price and the ceiling only, so that no bid can move another bid's score: whoever adds or
withdraws a bid that cannot win changes nothing. A *relative* one looks at the other bids too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

Share = Callable[[int, int, int], Fraction]

ONE, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class PriceFormula:
    """How a price becomes a share of the points for price.

    Attributes
    ----------
    code : str
    version : int
        A formula never changes; what it would become is a new version.
    is_absolute : bool
        Whether the share depends on the bid and the ceiling only.
    share : callable
        From price, ceiling and lowest price, in minor units, to a share from 0 to 1.
    """

    code: str
    version: int
    is_absolute: bool
    share: Share


def _absolute(price: int, ceiling: int, lowest: int) -> Fraction:
    # Full points at half the ceiling: below it a price earns nothing more, so that nobody gains
    # by a price at which nobody can deliver.
    return min(ONE, max(NONE, Fraction(2 * (ceiling - price), ceiling)))


def _proportional(price: int, ceiling: int, lowest: int) -> Fraction:
    return max(NONE, Fraction(ceiling - price, ceiling))


def _lowest_price(price: int, ceiling: int, lowest: int) -> Fraction:
    # A price of nothing is the lowest there can be: full points for it, none for any other.
    return Fraction(lowest, price) if price else ONE


FORMULAS: Final[Mapping[str, PriceFormula]] = {
    formula.code: formula
    for formula in (
        PriceFormula("absolute", 1, True, _absolute),
        PriceFormula("proportional", 1, True, _proportional),
        PriceFormula("lowest_price", 1, False, _lowest_price),
    )
}
DEFAULT: Final = "absolute"


def price_formula(code: str, version: int = 1) -> PriceFormula:
    """A formula by its code and version.

    Raises
    ------
    ValueError
        If there is none.
    """
    formula = FORMULAS.get(code)
    if formula is None or formula.version != version:
        raise ValueError(f"no price formula {code[:40]!r} of version {version}")
    return formula


def price_shares(formula: PriceFormula, prices: Sequence[int], ceiling: int) -> list[Fraction]:
    """The share of the points for price that each bid has.

    Parameters
    ----------
    formula : PriceFormula
    prices : sequence of int
        In minor units, 0 or more. For a relative formula those of the bids that qualify.
    ceiling : int
        The published ceiling, or else the published estimate, in minor units.

    Returns
    -------
    list of Fraction
        From 0 to 1, in the order of the prices.

    Raises
    ------
    ValueError
        If the ceiling is not positive or a price is negative.

    Notes
    -----
    ``absolute``: 2 x (ceiling - price) / ceiling, at least 0 and at most 1; ``proportional``:
    (ceiling - price) / ceiling, at least 0; ``lowest_price``: lowest price / price. Linear.

    References
    ----------
    ``lowest_price`` is the formula of the Measures for the Administration of Bidding for
    Government Procurement of Goods and Services (Ministry of Finance of China, Order 87, 2017),
    article 55: base / bid x 100, the base being the lowest price among the bids that satisfy the
    call; the weight is applied in `bid_ranking`. Deviation: the measures say nothing of a price
    of 0, which would divide by zero; here it has full points, and is flagged (`abnormal_bids`).

    F. Dini, R. Pacini, T. Valletti: Scoring rules. In: Handbook of Procurement, Cambridge 2006:
    why scores that depend on other bids let a bidder turn the order of others.
    """
    if ceiling <= 0:
        raise ValueError("the ceiling must be positive")
    if any(price < 0 for price in prices):
        raise ValueError("a price is negative")
    lowest = min(prices, default=0)
    return [formula.share(price, ceiling, lowest) for price in prices]


@dataclass(frozen=True, slots=True)
class TriedBid:
    """A bid as somebody tries it in the simulator.

    Attributes
    ----------
    name : str
    quality : Fraction
        Points for quality, already weighted.
    price : int
        In minor units.
    """

    name: str
    quality: Fraction
    price: int


@dataclass(frozen=True, slots=True)
class Turned:
    """Two bids whose order another bid decides.

    Attributes
    ----------
    without : str
        The bid that is left out.
    first, second : str
        Their order with it; without it the other way round, or equal.
    """

    without: str
    first: str
    second: str


def tried_points(
    formula: PriceFormula, bids: Sequence[TriedBid], ceiling: int, weight: int
) -> list[Fraction]:
    """Points of bids, quality and price together, in their order.

    Parameters
    ----------
    weight : int
        Most points for price, of the same measure as the points for quality.
    """
    shares = price_shares(formula, [bid.price for bid in bids], ceiling)
    return [bid.quality + weight * share for bid, share in zip(bids, shares, strict=True)]


def turned_orders(
    formula: PriceFormula, bids: Sequence[TriedBid], ceiling: int, weight: int
) -> list[Turned]:
    """Every pair whose order turns when a third bid is left out: none for an absolute formula.

    Returns
    -------
    list of Turned
        By the bid left out, then by the pair, in the order of ``bids``.

    Notes
    -----
    Cubic in the number of bids; a relative formula's scores change only with the lowest price, so
    only the lowest bid is tried.
    """
    if formula.is_absolute or len(bids) < 3:
        return []
    points = tried_points(formula, bids, ceiling, weight)
    found = []
    for out, left_out in enumerate(bids):
        others = [at for at in range(len(bids)) if at != out]
        if min(bids[at].price for at in others) <= left_out.price:
            continue
        after = dict(
            zip(
                others,
                tried_points(formula, [bids[at] for at in others], ceiling, weight),
                strict=True,
            )
        )
        for a in others:
            for b in others:
                if points[a] > points[b] and after[a] <= after[b]:
                    found.append(Turned(left_out.name, bids[a].name, bids[b].name))
    return found


def price_curve(
    formula: PriceFormula, ceiling: int, lowest: int, steps: int = 20
) -> list[tuple[int, Fraction]]:
    """How the share falls as the price rises from 0 to the ceiling.

    Parameters
    ----------
    lowest : int
        Lowest price among the other bids; cheaper ones on the curve are the lowest themselves.
    steps : int
        One price more than that is told.

    Returns
    -------
    list of (int, Fraction)
        Price and share, the cheapest first.
    """
    prices = [ceiling * step // steps for step in range(steps + 1)]
    return [
        (price, formula.share(price, ceiling, min(price, lowest) if lowest else price))
        for price in prices
    ]
