"""The published rates as a reader has them, and how one case must move them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SHARES = (
    ("response_rate", "answered_in_time", "due"),
    ("solution_rate", "solved", "rated"),
    ("satisfaction_rate", "satisfied", "rated"),
)


@dataclass(frozen=True)
class Rates:
    """The sums behind the five figures of the dashboard."""

    received: int
    open: int
    due: int
    answered_in_time: int
    rated: int
    solved: int
    satisfied: int
    first_responses: int
    hours: float = field(default=0.0, compare=False)
    """Until the first response, on average; it depends on the moment, the others do not."""

    def moved(self, **by: int) -> Rates:
        return replace(self, **{name: getattr(self, name) + more for name, more in by.items()})

    def hours_after_one_at_once(self) -> float:
        """The mean where one more case gets its first response within moments."""
        return self.hours * self.first_responses / (self.first_responses + 1)


def rates_of_api(total: Mapping[str, Any]) -> Rates:
    """The sums that the API tells, once the rates beside them were found to be their shares."""
    for rate, part, whole in SHARES:
        assert total[rate] == (round(total[part] / total[whole], 4) if total[whole] else None)
    sums = {name: total[name] for name in Rates.__dataclass_fields__ if name != "hours"}
    return Rates(**sums, hours=total["first_response_hours"] or 0.0)


def rates_of_tiles(tiles: Mapping[str, str]) -> Rates:
    """The sums behind the dashboard's tiles, by their labels.

    A share is shown to a tenth of a percent beside what it is a share of: of less than a thousand
    that is one number only.
    """
    received, still_open = _numbers(tiles["cases received"])
    due, in_time = _share(tiles["answered in time"])
    rated, solved = _share(tiles["solved, say those who asked"])
    also_rated, satisfied = _share(tiles["satisfied"])
    assert rated == also_rated
    *hours, first_responses = _numbers(tiles["until the first response"])
    return Rates(
        received=int(received), open=int(still_open), due=due, answered_in_time=in_time,
        rated=rated, solved=solved, satisfied=satisfied, first_responses=int(first_responses),
        hours=sum(hours),
    )  # fmt: skip


def _numbers(tile: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", tile)]


def _share(tile: str) -> tuple[int, int]:
    *percent, whole = _numbers(tile)
    part = round(sum(percent) * whole / 100)
    assert abs(sum(percent) * whole - 100 * part) < 0.06 * max(whole, 1), tile
    return int(whole), part


# What each step of one case does to the rates of its department and category; both ratings are of
# one case, so the second takes the place of the first.
DISPATCHED = {"received": 1, "open": 1}
ACCEPTED = {"first_responses": 1}
ANSWERED = {"open": -1, "due": 1, "answered_in_time": 1}
RATED_UNSOLVED_AND_REOPENED = {"rated": 1, "open": 1}
ANSWERED_AGAIN = {"open": -1}
RATED_SOLVED = {"solved": 1, "satisfied": 1}
