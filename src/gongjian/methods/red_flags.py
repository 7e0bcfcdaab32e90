"""Signs in a call that are worth a second look. None of them is a proof of anything.

Each is a formula over published numbers, so that anybody can compute it again and argue with it.
A function gives `None` where its sign cannot be told yet.

References
----------
Open Contracting Partnership: Red flags in public procurement, 2024. M. Fazekas, G. Kocsis:
Uncovering high-level corruption, British Journal of Political Science 50 (2020): single bidding,
submission periods, and how they go together. The limits are ours and stand in this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

LATE_SHARE: Final = Fraction(1, 5)
"""Last part of the time for bids, in which a change is late."""
NEAR_CEILING: Final = Fraction(98, 100)
WINNER_OF: Final = 3
"""Fewest awards of one buyer that tell something."""
WINNER_SHARE: Final = Fraction(1, 2)
NEAR_EQUAL: Final = Fraction(3, 5)
GROWTH: Final = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign.

    Attributes
    ----------
    code : str
    is_raised : bool
    numbers : dict of str to int or str
        What it was computed from; shares are texts such as ``"49/50"``.
    """

    code: str
    is_raised: bool
    numbers: dict[str, int | str] = field(default_factory=dict)


def single_bid(bids: int) -> Flag:
    """One bid only: bids = 1."""
    return Flag("single_bid", bids == 1, {"bids": bids})


def short_window(days: int, least_days: int) -> Flag:
    """Less time for bids than the procedure's minimum, plus a fifth: days < 1.2 x least.

    The minimum itself is law and is checked at opening; who stays just above it is worth a look
    when little else competes.

    Parameters
    ----------
    days, least_days : int
        From opening to the deadline, and the minimum of the procedure; both are counted as the
        law counts it, in whole working days.
    """
    return Flag("short_window", 5 * days < 6 * least_days, {"days": days, "least": least_days})


def late_change(opened: int, closed: int, changes: Sequence[int]) -> Flag:
    """What is asked was changed in the last fifth of the time for bids.

    Parameters
    ----------
    opened, closed : int
        Opening and deadline as it stood in the end, in seconds.
    changes : sequence of int
        Moments of changes, in seconds.
    """
    border = closed - LATE_SHARE * (closed - opened)
    late = sum(border < moment <= closed for moment in changes)
    return Flag("late_change", late > 0, {"changes": len(changes), "late": late})


def near_ceiling(price: int, ceiling: int) -> Flag | None:
    """The winner's price is 98% of the ceiling or more."""
    if ceiling <= 0:
        return None
    numbers: dict[str, int | str] = {"price": price, "ceiling": ceiling}
    numbers["share"] = str(Fraction(price, ceiling))
    return Flag("near_ceiling", price >= NEAR_CEILING * ceiling, numbers)


def same_winner(won: int, awards: int) -> Flag | None:
    """More than half of the buyer's last awards went to the winner; told from three awards on.

    Parameters
    ----------
    won, awards : int
        Among the buyer's awards in the category, this one included.
    """
    if awards < WINNER_OF:
        return None
    return Flag("same_winner", won > WINNER_SHARE * awards, {"won": won, "awards": awards})


def near_equal_texts(shares: Sequence[tuple[str, str, Fraction]]) -> Flag:
    """Two bids share three fifths of their text or more, the call's own words aside.

    Parameters
    ----------
    shares : sequence of (bid, bid, Fraction)
        As `near_equal_bids.shared_texts` gives them.
    """
    near = [one for one in shares if one[2] >= NEAR_EQUAL]
    if not near:
        return Flag("near_equal_texts", False, {"pairs": 0})
    first, second, share = max(near, key=lambda one: one[2])
    numbers: dict[str, int | str] = {"pairs": len(near), "first": first, "second": second}
    return Flag("near_equal_texts", True, numbers | {"share": str(share)})


def dearest_won(price: int, prices: Sequence[int]) -> Flag | None:
    """The award went to the dearest of several prices."""
    if len(prices) < 2:
        return None
    is_raised = price == max(prices) > min(prices)
    return Flag(
        "dearest_won", is_raised, {"price": price, "lowest": min(prices), "bids": len(prices)}
    )


def contract_growth(awarded: int, now: int) -> Flag | None:
    """Changes made the contract a tenth dearer than it was awarded, or more."""
    if awarded <= 0:
        return None
    numbers: dict[str, int | str] = {"awarded": awarded, "now": now}
    numbers["share"] = str(Fraction(now - awarded, awarded))
    return Flag("contract_growth", now - awarded >= GROWTH * awarded, numbers)
