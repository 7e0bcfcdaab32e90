"""Counting the letters that anybody can have sent to an address which nobody has proven."""

from __future__ import annotations

import hashlib
from datetime import datetime

from gongjian.foundation.kernel.errors import TooMany
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.people.errors import TooManyLetters

LETTERS = 10
PERIOD_SECONDS = 6 * 3600
"""Long enough to keep a mailbox clean; short enough that whoever is kept from their own letters by
somebody's spite gets them the same day."""


def count_letter(*, email: str, now: datetime) -> None:
    """Count one letter to an address that somebody typed, whoever and wherever they are.

    One count for everything that strangers can cause: a case reported under the address, a
    sign-up, a forgotten password. Known and unknown addresses are counted alike.

    Raises
    ------
    TooManyLetters
        The address has had its share for now.
    """
    try:
        count_hit(_bucket(email), limit=LETTERS, period_seconds=PERIOD_SECONDS, now=now)
    except TooMany as error:
        raise TooManyLetters(retry_after_seconds=error.retry_after_seconds) from error


def _bucket(email: str) -> str:
    """The mailbox as a digest: the table of limits holds nobody's address.

    ``ann+anything@example.org`` is Ann's mailbox.
    """
    name, _, domain = email.strip().lower().rpartition("@")
    mailbox = f"{name.partition('+')[0]}@{domain}"
    return f"letter:{hashlib.sha256(mailbox.encode()).hexdigest()}"
