"""Periods in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``first`` to ``last``, both included; ``last`` None: without end."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: Period) -> bool:
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )


def first_overlap(periods: Iterable[Period]) -> tuple[Period, Period] | None:
    """Two periods that share a day, or None."""
    ordered = sorted(periods, key=lambda period: (period.first, period.last or date.max))
    # In this order two periods overlap somewhere if and only if two neighbours do.
    return next(((a, b) for a, b in pairwise(ordered) if a.overlaps(b)), None)
