"""Drafts by a language model: why one is not written, how often and when it is tried. Pure."""

from __future__ import annotations

from enum import StrEnum


class DraftEnd(StrEnum):
    """Why a draft was not written, beside the faults of the endpoint."""

    LOST = "lost"
    """It was begun as often as may be, and nothing came of it."""
    SWITCHED_OFF = "switched_off"
    NOT_ALLOWED = "not_allowed"
    """Whoever asked may not, by now."""
    ERASED = "erased"
    """The requester had their data erased meanwhile."""


MOST_DRAFT_ATTEMPTS = 3
LONGEST_DRAFT_WAIT_SECONDS = 600
"""An endpoint that wants to be left alone for longer is no help to whoever waits."""
FROM_DRAFT_SHARE = 0.25
"""Of an answer's words as they stand in a draft: from here on it counts as made from it."""
LONG_CASE_CHARACTERS = 600
LONG_CASE_EVENTS = 8
"""From here on a case is long enough for a summary to be offered."""


def draft_wait_seconds(attempt: int, retry_after_seconds: int | None) -> int | None:
    """How long an attempt (from 1) that failed waits for the next; None: there is none.

    The endpoint's own word counts where it asks for more than ours.
    """
    if attempt >= MOST_DRAFT_ATTEMPTS:
        return None
    seconds = max(5 * 4 ** (attempt - 1), retry_after_seconds or 0)
    return seconds if seconds <= LONGEST_DRAFT_WAIT_SECONDS else None
