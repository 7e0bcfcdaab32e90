"""When a letter goes, when it is tried again, and how long it may be. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class Pace(StrEnum):
    """How often somebody gets letters on a topic."""

    AT_ONCE = "at_once"
    """Together with what came within a few minutes."""
    DAILY = "daily"
    WEEKLY = "weekly"


LEASE = timedelta(minutes=10)
"""A letter being sent is left to its worker for so long; every SMTP step times out far earlier."""
MAX_ATTEMPTS = 7
FIRST_WAIT = timedelta(minutes=1)
LETTER_NOTICES = 20
"""A letter shows that many notices; the rest are counted and wait in the inbox."""
KEEP_NOTICES = timedelta(days=180)


LETTER_HOUR = 8
"""Of the town's day, at which digests go."""


def digest_at(pace: Pace, now: datetime) -> datetime:
    """When the next digest of a pace goes: at eight, each day or on Mondays.

    Parameters
    ----------
    now : datetime
        In the town's time; what is returned is, too.
    """
    next_one = now.replace(hour=LETTER_HOUR, minute=0, second=0, microsecond=0)
    if pace is Pace.WEEKLY:
        next_one += timedelta(days=-next_one.weekday())
    while next_one <= now:
        next_one += timedelta(days=7 if pace is Pace.WEEKLY else 1)
    return next_one


def retry_wait(attempt: int) -> timedelta | None:
    """Wait after failure ``attempt`` (from 1): 1, 4, 16, 64 min, 4, 17 h; None: give up."""
    return None if attempt >= MAX_ATTEMPTS else FIRST_WAIT * 4 ** (attempt - 1)


def one_line(text: str, length: int) -> str:
    """Text without line breaks, which would begin another header of an e-mail, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
