"""Phases of a consultation, who counts as one participant, and what is kept of a vote. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from itertools import accumulate


class ConsultationState(StrEnum):
    DRAFT = "draft"
    """Seen by those who make it; everything may be changed."""
    ANNOUNCED = "announced"
    """Public; its dates say the rest, and its rules are locked from its opening on."""


class ConsultationPhase(StrEnum):
    """What can be done at a moment."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


class Eligibility(StrEnum):
    """Who may take part."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    AREA = "area"
    """Signed in, and says to live or work in the area."""
    LIST = "list"
    """Signed in with an address that is on the list."""


class StatementModeration(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class StatementState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    TAKEN_OUT = "taken_out"


class Answer(IntEnum):
    """A vote on a statement."""

    AGREE = 1
    PASS = 0
    DISAGREE = -1


ANSWERS = {"agree": Answer.AGREE, "disagree": Answer.DISAGREE, "pass": Answer.PASS}
"""By the names that forms and programmes send."""
ANSWER_NAMES = {answer: name for name, answer in ANSWERS.items()}


class Hurdle(StrEnum):
    """Why somebody cannot take part as they are."""

    ACCOUNT = "account"
    """They have to sign in first."""
    AREA = "area"
    """They have not said that they live or work in the area."""
    LIST = "list"
    """Their address is not on the list."""


VISIBLE_STATES = frozenset({StatementState.ACCEPTED})
MODERATED = {
    StatementState.ACCEPTED: 1,
    StatementState.WAITING: 0,
    StatementState.TAKEN_OUT: -1,
}
"""As Polis numbers it in ``comments.csv``."""

TITLE_LENGTH = 120
ABOUT_LENGTH = 10_000
STATEMENT_LENGTH = 300
"""One thought, that can be agreed to or not; imported ones may be longer."""
IMPORTED_STATEMENT_LENGTH = 4_000
REASON_LENGTH = 1_000
MOST_STATEMENTS = 5_000
"""Of one consultation, seeds and refused ones included: a ballot has a byte for each."""
MOST_SEEDS_AT_ONCE = 200
MOST_LISTED = 200_000
DEFAULT_STATEMENTS_EACH = 10
DEFAULT_PRIVACY_LIMIT = 5
LEAST_PRIVACY_LIMIT = 3
SEED = 1

REFRESH_SECONDS = 1.0
REFRESH_FACTOR = 2
"""A result is made anew twice as long after the last one began as that one took: half of a worker's
time is left for other things."""
PULSE_SHARDS = 16
VOTES_AN_HOUR = 10_000
"""Of one sender; without an account, of one address: an office, a school, a street."""
NEW_PEOPLE_AN_HOUR = 500
STATEMENTS_AN_HOUR = 60
KEPT_RESULTS = 10

# --- phases ------------------------------------------------------------------------------------


def phase(
    state: ConsultationState, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> ConsultationPhase:
    if state == ConsultationState.DRAFT or opens_at is None or closes_at is None:
        return ConsultationPhase.DRAFT
    if now < opens_at:
        return ConsultationPhase.UPCOMING
    return ConsultationPhase.OPEN if now < closes_at else ConsultationPhase.CLOSED


def takes_statements(at: ConsultationPhase, until: datetime | None, now: datetime) -> bool:
    """Whether people may add statements now; without a day of its own, as long as they vote."""
    return at == ConsultationPhase.OPEN and (until is None or now < until)


def wrong_dates(
    opens_at: datetime | None,
    statements_until: datetime | None,
    closes_at: datetime | None,
) -> str:
    """Which date cannot be so: the name of its field, or ""."""
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        return "closes_at"
    if statements_until is None:
        return ""
    is_early = opens_at is not None and statements_until <= opens_at
    is_late = closes_at is not None and statements_until > closes_at
    return "statements_until" if is_early or is_late else ""


# --- participants --------------------------------------------------------------------------------


def token_digest(token: str, consultation_id: object) -> str:
    """What is kept of a visitor's token: another one in each consultation, so that nobody can tell
    from the tables that two participants are the same browser."""
    return hashlib.sha256(f"{consultation_id}:{token}".encode()).hexdigest()


def address_digest(address: str, consultation_id: object) -> str:
    """What is kept of an address on the list of those who may take part."""
    return hashlib.sha256(f"{consultation_id}:{address.strip().lower()}".encode()).hexdigest()


# --- ballots -------------------------------------------------------------------------------------

_BYTES = {Answer.AGREE: 1, Answer.DISAGREE: 2, Answer.PASS: 3}
_ANSWERS = {code: answer for answer, code in _BYTES.items()}


def with_vote(ballot: bytes, number: int, answer: Answer) -> bytes:
    """A ballot with the vote on the statement of that number: a byte a statement, 0 is unseen."""
    changed = bytearray(ballot.ljust(number + 1, b"\0"))
    changed[number] = _BYTES[answer]
    return bytes(changed)


def vote_on(ballot: bytes, number: int) -> Answer | None:
    """What a ballot says of a statement; None where it was not seen."""
    return _ANSWERS.get(ballot[number]) if number < len(ballot) else None


def votes_of(ballot: bytes) -> dict[int, Answer]:
    """Number of a statement → the vote on it, for those seen."""
    return {number: _ANSWERS[code] for number, code in enumerate(ballot) if code}


# --- the next card -------------------------------------------------------------------------------


def drawn(priorities: Sequence[float], draw: float) -> int:
    """The place of the next card: its chance is its share of all priorities.

    Parameters
    ----------
    priorities : sequence of float
        Positive; not empty.
    draw : float
        0 ≤ draw < 1, drawn by lot.
    """
    sums = list(accumulate(priorities))
    mark = draw * sums[-1]
    return next((place for place, reached in enumerate(sums) if mark < reached), len(sums) - 1)


def refresh_pause(took_ms: int) -> timedelta:
    """How long after a result was begun it is made anew."""
    return timedelta(seconds=max(REFRESH_SECONDS, REFRESH_FACTOR * took_ms / 1000))
