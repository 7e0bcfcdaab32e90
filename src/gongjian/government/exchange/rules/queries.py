"""States and outcomes of queries, and who is shown them when. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class QueryState(StrEnum):
    ASKED = "asked"
    WAITING = "waiting"
    ANSWERED = "answered"
    REFUSED = "refused"
    FAILED = "failed"


class Outcome(StrEnum):
    GIVEN = "given"
    NO_RECORD = "no_record"
    REFUSED = "refused"
    DENIED = "denied"
    DOWN = "down"
    SLOW = "slow"
    STALE = "stale"
    MALFORMED = "malformed"
    FORGED = "forged"


class OutcomeGroup(StrEnum):
    """Outcomes as people tell them apart."""

    GIVEN = "given"
    NO_RECORD = "no_record"
    REFUSED = "refused"
    FAILED = "failed"
    OPEN = "open"


OUTCOMES_OF: dict[OutcomeGroup, tuple[str, ...]] = {
    OutcomeGroup.GIVEN: (Outcome.GIVEN.value,),
    OutcomeGroup.NO_RECORD: (Outcome.NO_RECORD.value,),
    OutcomeGroup.REFUSED: (Outcome.REFUSED.value, Outcome.DENIED.value),
    OutcomeGroup.FAILED: (
        Outcome.DOWN.value, Outcome.SLOW.value, Outcome.STALE.value, Outcome.MALFORMED.value,
        Outcome.FORGED.value,
    ),
    OutcomeGroup.OPEN: ("",),
}  # fmt: skip
_GROUP_OF = {outcome: group for group, outcomes in OUTCOMES_OF.items() for outcome in outcomes}


def group_of(outcome: str) -> OutcomeGroup:
    """The group of an outcome; "" : none yet."""
    return _GROUP_OF[outcome]


SLOW_AFTER = timedelta(seconds=3)
"""A source that takes longer is collected from later."""
COLLECT_WITHIN = timedelta(minutes=15)
"""After that nobody collects what a slow source found, and the source has forgotten it."""
MESSAGE_LIFE = timedelta(seconds=60)
"""A signed message is good for so long at most."""
KEY_GRACE = timedelta(minutes=2)
"""Messages on their way when a key is changed are still read for so long."""
CLOCK_SKEW = timedelta(seconds=10)
MOST_SEALED_DAYS = 365
REFUSED_A_MINUTE = 100
"""Of one department: each refusal is a row and an entry of the ledger, and they cost it nothing."""


def is_shown_to_subject(sealed_until: date | None, today: date) -> bool:
    """Whether the person asked about is shown a query on a day."""
    return sealed_until is None or sealed_until <= today
