"""How long the steps of a trail took, and what it all adds up to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongjian.foundation.trail.kinds import MONEY, Money


@dataclass(frozen=True, slots=True)
class Span:
    """From when on a trail had things of one kind, until those of the next kind came."""

    kind: str
    begins_on: date
    ends_on: date | None
    """None for the last."""

    @property
    def days(self) -> int | None:
        """Whole days of the town; None where it is the last, or the next was there before."""
        if self.ends_on is None or self.ends_on < self.begins_on:
            return None
        return (self.ends_on - self.begins_on).days


def spans(begun: Sequence[tuple[str, date]]) -> list[Span]:
    """The steps of a trail.

    Parameters
    ----------
    begun : sequence of (str, date)
        Each kind on the trail in the order of kinds, with the first day of one of its things.
    """
    ends: list[date | None] = [*(day for _kind, day in begun[1:]), None]
    return [Span(kind, day, end) for (kind, day), end in zip(begun, ends, strict=False)]


def days_in_all(days: Iterable[date]) -> int:
    """Whole days from the first to the last of them; 0 of none."""
    found = sorted(days)
    return (found[-1] - found[0]).days if found else 0


def sums_of_money(money: Iterable[Money]) -> list[Money]:
    """Added up by name and currency, in the order of ``MONEY``."""
    found: dict[tuple[int, str], int] = {}
    for one in money:
        key = (MONEY.index(one.name), one.currency)
        found[key] = found.get(key, 0) + one.amount_minor
    return [
        Money(MONEY[place], currency, found[place, currency]) for place, currency in sorted(found)
    ]
