"""States of applications and of their answers. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class ApplicationState(StrEnum):
    BEGUN = "begun"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


class AnswerState(StrEnum):
    """How an answer stands."""

    OPEN = "open"
    """To be fetched, or to be told."""
    ASKING = "asking"
    """The source is being asked, by whoever claimed it a moment ago."""
    WAITING = "waiting"
    """The source is slow, and is collected from later."""
    FILLED = "filled"
    """The source gave it."""
    HELD = "held"
    """The department that decides holds it itself, and looks it up."""
    BY_HAND = "by_hand"
    """To be told by whoever applies, as before; `reason` says why."""
    TOLD = "told"


class Reason(StrEnum):
    """Why an answer is asked of whoever applies."""

    NOBODY = "nobody"
    KEPT = "kept"
    NO_AGREEMENT = "no_agreement"
    DECLINED = "declined"
    NO_NUMBER = "no_number"
    NO_KEY = "no_key"
    NO_RECORD = "no_record"
    SEVERAL = "several"
    UNFIT = "unfit"
    REFUSED = "refused"
    DENIED = "denied"
    DOWN = "down"
    SLOW = "slow"
    STALE = "stale"
    MALFORMED = "malformed"
    FORGED = "forged"


MAY_BE_ASKED_AGAIN = frozenset(
    {
        Reason.DOWN, Reason.SLOW, Reason.STALE, Reason.REFUSED, Reason.DENIED,
        Reason.MALFORMED, Reason.FORGED,
    }
)  # fmt: skip
NOT_ASKED = frozenset({AnswerState.FILLED, AnswerState.HELD})
"""What whoever applies had not to hand in."""
CLAIM_LIFE = timedelta(seconds=30)
"""Whoever asks a source for longer than this is taken to have been killed."""
DRAFT_DAYS = 30
"""Default of the law parameter ``application-draft-days``: what nobody hands in is given up."""
MOST_OPEN = 10
"""Forms that one person fills in at a time."""
BEGUN_A_DAY = 30
ASKED_A_DAY = 100
"""Sources that are asked for one person within a day: a department's quota is for all who apply."""
