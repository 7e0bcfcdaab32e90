"""When a letter is tried again, and how long it may be. Pure."""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(minutes=10)
"""A letter being sent is left to its worker for so long; every SMTP step times out far earlier."""
MAX_ATTEMPTS = 7
FIRST_WAIT = timedelta(minutes=1)
LETTER_NOTICES = 20
"""A letter shows that many notices; the rest are counted and wait in the inbox."""
KEEP_NOTICES = timedelta(days=180)


def retry_wait(attempt: int) -> timedelta | None:
    """Wait after failure ``attempt`` (from 1): 1, 4, 16, 64 min, 4, 17 h; None: give up."""
    return None if attempt >= MAX_ATTEMPTS else FIRST_WAIT * 4 ** (attempt - 1)


def one_line(text: str, length: int) -> str:
    """Text without line breaks, which would begin another header of an e-mail, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
