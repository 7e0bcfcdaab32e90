"""What is known of companies: sizes, fields of work, shares of owners. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WHOLE_BP = 10_000
"""All of a company, in hundredths of a percent."""


class CompanySize(StrEnum):
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


SIZES = tuple(CompanySize)
"""From the smallest up."""


def is_small_enough(size: str, largest: str) -> bool:
    """Whether a company of a size may take part where ``largest`` is the largest that may ("" :
    any)."""
    return not largest or SIZES.index(CompanySize(size)) <= SIZES.index(CompanySize(largest))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a company on the days from ``since`` to ``until`` (None: until now)."""

    share_bp: int
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def first_excess(shares: Iterable[Share]) -> date | None:
    """The first day on which the parts add up to more than the whole, or None.

    They grow only on days on which one begins, so that no other day has to be looked at.
    """
    known = list(shares)
    days = sorted({one.since for one in known})
    return next(
        (day for day in days if sum(s.share_bp for s in known if s.holds(day)) > WHOLE_BP), None
    )
