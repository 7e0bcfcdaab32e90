"""States of an initiative, the steps between them, and what is told of its outcome. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class InitiativeState(StrEnum):
    CONSIDERED = "considered"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    REVIEWED = "reviewed"
    """What it came to was measured and told."""
    REFUSED = "refused"
    """Considered, and not to be done."""
    DROPPED = "dropped"
    """Planned or begun, and given up."""


class InitiativeStep(StrEnum):
    CHANGE = "change"
    PLAN = "plan"
    START = "start"
    DELIVER = "deliver"
    REVIEW = "review"
    REFUSE = "refuse"
    DROP = "drop"
    RESUME = "resume"
    SAVE_MEASURE = "save_measure"
    ADD_READING = "add_reading"
    ADD_EVIDENCE = "add_evidence"
    REMOVE_EVIDENCE = "remove_evidence"
    FOLLOW = "follow"
    MAKE_CALL = "make_call"


S, T = InitiativeState, InitiativeStep
TRANSITIONS: dict[InitiativeStep, dict[InitiativeState, InitiativeState]] = {
    T.PLAN: {S.CONSIDERED: S.PLANNED},
    T.START: {S.PLANNED: S.UNDER_WAY},
    T.DELIVER: {S.UNDER_WAY: S.DELIVERED},
    T.REVIEW: {S.DELIVERED: S.REVIEWED},
    T.REFUSE: {S.CONSIDERED: S.REFUSED},
    T.DROP: {S.PLANNED: S.DROPPED, S.UNDER_WAY: S.DROPPED},
    # What was dropped is considered anew; what was delivered too early is taken up again.
    T.RESUME: {S.REFUSED: S.CONSIDERED, S.DROPPED: S.CONSIDERED, S.DELIVERED: S.UNDER_WAY},
}
"""A step, the states it may start in, and the state each ends in."""

_OPEN = frozenset({S.CONSIDERED, S.PLANNED, S.UNDER_WAY})
WORKS: dict[InitiativeStep, frozenset[InitiativeState]] = {
    T.CHANGE: _OPEN,
    # A measure chosen while the work goes on would be chosen by how it goes.
    T.SAVE_MEASURE: frozenset({S.CONSIDERED, S.PLANNED}),
    T.ADD_READING: frozenset({S.PLANNED, S.UNDER_WAY, S.DELIVERED, S.REVIEWED}),
    T.ADD_EVIDENCE: _OPEN | {S.DELIVERED},
    T.REMOVE_EVIDENCE: frozenset({S.CONSIDERED, S.PLANNED}),
    T.FOLLOW: frozenset(S),
    T.MAKE_CALL: frozenset({S.PLANNED, S.UNDER_WAY}),
}
"""Steps that change no state, and the states in which they exist."""

NEEDS_REASON = frozenset({T.REFUSE, T.DROP, T.RESUME, T.REVIEW})
PLANNING_STATES = frozenset({S.PLANNED, S.UNDER_WAY})
DONE_STATES = frozenset({S.DELIVERED, S.REVIEWED})
ENDED_STATES = frozenset({S.REFUSED, S.DROPPED})

TITLE_LENGTH = 120
TEXT_LENGTH = 6_000
REASON_LENGTH = 3_000
NOTE_LENGTH = 500
MOST_MINOR = 10**15
MOST_MEASURES = 12
MOST_EVIDENCE = 300
MOST_MONTHS = 24
FIRST_YEAR, LAST_YEAR = 2000, 2100
FOLLOWS_AN_HOUR = 120


def is_step_open(step: InitiativeStep, state: InitiativeState) -> bool:
    return state in TRANSITIONS.get(step, {}) or state in WORKS.get(step, ())


def next_state(step: InitiativeStep, state: InitiativeState) -> InitiativeState | None:
    """The state after a step; None where the step changes none."""
    return TRANSITIONS.get(step, {}).get(state)


def quarter_of(day: date) -> date:
    """The first day of the quarter that a day is in."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def quarter_number(first_day: date) -> int:
    """1 to 4."""
    return (first_day.month + 2) // 3


def quarter_end(first_day: date) -> date:
    """The first day of the quarter after."""
    month = first_day.month + 3
    return date(first_day.year + (month > 12), month - 12 if month > 12 else month, 1)


def is_late(quarter: date | None, state: InitiativeState, today: date) -> bool:
    """Whether its quarter has passed and it is not delivered."""
    return quarter is not None and state in PLANNING_STATES and today >= quarter_end(quarter)


def share_reached(
    baseline: Fraction | Decimal, target: Fraction | Decimal, value: Fraction | Decimal
) -> Fraction:
    """How much of the way from baseline to target a value has gone; over 1 beyond the target,
    below 0 on the wrong side of the baseline. Where both are the same, 1 if the value is, too."""
    way = Fraction(target) - Fraction(baseline)
    gone = Fraction(value) - Fraction(baseline)
    if way == 0:
        return Fraction(int(gone == 0))
    return gone / way


def cost_of_a_unit(
    paid_minor: int,
    baseline: Fraction | Decimal,
    target: Fraction | Decimal,
    value: Fraction | Decimal,
) -> Fraction | None:
    """Money paid for each unit that a measure has moved towards its target, in smallest units.

    None where nothing was paid, it has not moved, or it has moved the wrong way.
    """
    gone = Fraction(value) - Fraction(baseline)
    if paid_minor <= 0 or gone * (Fraction(target) - Fraction(baseline)) <= 0:
        return None
    return paid_minor / abs(gone)


def month_after(day: date) -> date:
    """The first day of the month after the one of a day."""
    return _moved(day.replace(day=1), 1)


def months_before(day: date, months: int) -> tuple[date, date]:
    """First days of the first and the last of so many whole months before the month of a day."""
    last = _moved(day.replace(day=1), -1)
    return _moved(last, 1 - months), last


def _moved(first_day: date, months: int) -> date:
    number = first_day.year * 12 + first_day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
