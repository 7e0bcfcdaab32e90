"""The case's states, its allowed transitions, and the formulas of the rates. Pure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from gongjian.government.cases.errors import TransitionNotAllowed

ACCEPT_WORKING_DAYS = 1
"""Default of the law parameter ``case-accept-working-days``."""
SETTLE_AFTER_HAND_BACKS = 2
CLOSE_AFTER_DAYS = 15
REOPEN_WITHIN_DAYS = 30
APPEAL_WITHIN_DAYS = 60
"""As long as for asking administrative reconsideration."""
MOST_EXTRA_WORKING_DAYS = 60
MOST_ASSISTANCE_WORKING_DAYS = 60
PART_SHARE = Fraction(1, 2)
"""Of a duty's working days, what a supporting department has for its part: the lead department
needs the rest to answer with it."""
REMINDER_SHARES = (Fraction(1, 2), Fraction(4, 5), Fraction(1))


class ClockName(StrEnum):
    """What a case's clocks run for."""

    ACCEPT = "accept"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    APPEAL = "appeal"


class CaseKind(StrEnum):
    HELP = "help"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    REPORT = "report"
    APPLICATION = "application"


class CaseState(StrEnum):
    RECEIVED = "received"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_REQUESTER = "waiting_for_requester"
    HANDED_BACK = "handed_back"
    ANSWERED = "answered"
    REOPENED = "reopened"
    CLOSED = "closed"
    REJECTED = "rejected"
    MERGED = "merged"


OPEN_STATES = frozenset(
    {
        CaseState.RECEIVED,
        CaseState.DISPATCHED,
        CaseState.ACCEPTED,
        CaseState.IN_PROGRESS,
        CaseState.WAITING_FOR_REQUESTER,
        CaseState.HANDED_BACK,
        CaseState.REOPENED,
    }
)
"""Somebody in government still owes something."""
DISPATCHER_STATES = frozenset({CaseState.RECEIVED, CaseState.HANDED_BACK})
DEPARTMENT_STATES = OPEN_STATES - DISPATCHER_STATES
UNACCEPTED_STATES = frozenset({CaseState.DISPATCHED, CaseState.REOPENED})
FINAL_STATES = frozenset({CaseState.CLOSED, CaseState.REJECTED, CaseState.MERGED})
WORK_STATES = frozenset(
    {CaseState.ACCEPTED, CaseState.IN_PROGRESS, CaseState.WAITING_FOR_REQUESTER}
)
"""The department has accepted it and owes the answer."""


class Step(StrEnum):
    """What somebody may do with a case; policies.MAY says who, TRANSITIONS when."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    START = "start"
    ASK_REQUESTER = "ask_requester"
    REPLY = "reply"
    HAND_BACK = "hand_back"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    REJECT = "reject"
    APPEAL = "appeal"
    MERGE = "merge"
    ASSIGN = "assign"
    ASK_EXTENSION = "ask_extension"
    DECIDE_EXTENSION = "decide_extension"
    ASK_ASSISTANCE = "ask_assistance"
    REPLY_ASSISTANCE = "reply_assistance"
    SET_URGENCY = "set_urgency"
    NOTE = "note"
    ATTACH = "attach"
    SUPPORT = "support"
    RATE = "rate"
    DECIDE_APPEAL = "decide_appeal"
    CHANGE_VISIBILITY = "change_visibility"
    HIDE = "hide"
    LIFT_HIDING = "lift_hiding"
    APPEAL_HIDING = "appeal_hiding"
    DECIDE_HIDING_APPEAL = "decide_hiding_appeal"


S = CaseState
TRANSITIONS: dict[Step, tuple[frozenset[CaseState], CaseState | None]] = {
    Step.DISPATCH: (frozenset({S.RECEIVED, S.HANDED_BACK}), S.DISPATCHED),
    Step.ACCEPT: (frozenset({S.DISPATCHED, S.REOPENED}), S.ACCEPTED),
    Step.START: (frozenset({S.ACCEPTED}), S.IN_PROGRESS),
    Step.ASK_REQUESTER: (frozenset({S.ACCEPTED, S.IN_PROGRESS}), S.WAITING_FOR_REQUESTER),
    Step.REPLY: (frozenset({S.WAITING_FOR_REQUESTER}), S.IN_PROGRESS),
    Step.HAND_BACK: (frozenset({S.DISPATCHED, S.ACCEPTED, S.REOPENED}), S.HANDED_BACK),
    Step.ANSWER: (
        frozenset({S.ACCEPTED, S.IN_PROGRESS, S.WAITING_FOR_REQUESTER}),
        S.ANSWERED,
    ),
    Step.CLOSE: (frozenset({S.ANSWERED}), S.CLOSED),
    Step.REOPEN: (frozenset({S.ANSWERED, S.CLOSED}), S.REOPENED),
    Step.REJECT: (
        frozenset({S.RECEIVED, S.DISPATCHED, S.ACCEPTED, S.IN_PROGRESS, S.HANDED_BACK}),
        S.REJECTED,
    ),
    Step.APPEAL: (frozenset({S.REJECTED}), S.RECEIVED),
    Step.MERGE: (
        frozenset({S.RECEIVED, S.DISPATCHED, S.ACCEPTED, S.IN_PROGRESS, S.HANDED_BACK, S.REOPENED}),
        S.MERGED,
    ),
    Step.ASSIGN: (DEPARTMENT_STATES, None),
    Step.ASK_EXTENSION: (WORK_STATES, None),
    Step.DECIDE_EXTENSION: (WORK_STATES, None),
    Step.ASK_ASSISTANCE: (WORK_STATES, None),
    # The register asks as the case is dispatched: nobody has to wait for the lead to accept it.
    Step.REPLY_ASSISTANCE: (DEPARTMENT_STATES, None),
    Step.SET_URGENCY: (OPEN_STATES | {S.ANSWERED}, None),
    Step.NOTE: (frozenset(S), None),
    Step.ATTACH: (OPEN_STATES | {S.ANSWERED}, None),
    Step.SUPPORT: (OPEN_STATES | {S.ANSWERED}, None),
    Step.RATE: (frozenset({S.ANSWERED, S.CLOSED}), None),
    Step.DECIDE_APPEAL: (frozenset({S.RECEIVED}), None),
    # Who may read a case has nothing to do with how far it is.
    Step.CHANGE_VISIBILITY: (frozenset(S), None),
    Step.HIDE: (frozenset(S), None),
    Step.LIFT_HIDING: (frozenset(S), None),
    Step.APPEAL_HIDING: (frozenset(S), None),
    Step.DECIDE_HIDING_APPEAL: (frozenset(S), None),
}
"""The state machine: a step, the states it may start in, the state it ends in (None: the same)."""


class ApplicationStep(StrEnum):
    """What whoever applies for a service does, beside the steps of every case."""

    BEGIN = "begin"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"


APPLICATION_SOURCE = "service"
"""``Case.source`` of applications for a service of the catalogue."""
APPLICATION_TRANSITIONS: dict[ApplicationStep, tuple[frozenset[CaseState], CaseState | None]] = {
    # Whoever fills in a form is waited for: no clock of the department runs.
    ApplicationStep.BEGIN: (frozenset({S.RECEIVED}), S.WAITING_FOR_REQUESTER),
    ApplicationStep.SUBMIT: (frozenset({S.WAITING_FOR_REQUESTER}), S.DISPATCHED),
    ApplicationStep.WITHDRAW: (DEPARTMENT_STATES, S.CLOSED),
}
WHILE_FILLED_IN = frozenset({Step.NOTE, Step.ATTACH})
"""What of the steps of every case exists while its form is being filled in."""
AFTER_AN_ANSWER = frozenset({Step.RATE, Step.REOPEN})


def next_state(step: Step | ApplicationStep, state: CaseState) -> CaseState:
    """Return the state after a step.

    Raises
    ------
    TransitionNotAllowed
        The step does not exist in this state.
    """
    if isinstance(step, Step):
        allowed, target = TRANSITIONS[step]
    else:
        allowed, target = APPLICATION_TRANSITIONS[step]
    if state not in allowed:
        raise TransitionNotAllowed(step=step.value, state=state.value)
    return target or state


def steps_from(state: CaseState) -> list[Step]:
    """The steps that exist in a state; who may take them is another question."""
    return [step for step, (allowed, _) in TRANSITIONS.items() if state in allowed]


def fill_template(
    text: str, *, number: str, department: str, title: str, provision: str = ""
) -> str:
    """A ready-made answer with its places filled; other braces stay as they are.

    Only these names: a template is written by people, and ``str.format`` would let it reach
    into whatever it is given.
    """
    places = {"number": number, "department": department, "title": title, "provision": provision}
    return re.sub(r"\{(number|department|title|provision)\}", lambda match: places[match[1]], text)


def part_working_days(working_days: int) -> int:
    """How many working days a supporting department has where the duty gives ``working_days``."""
    return max(1, math.ceil(working_days * PART_SHARE))


def is_in_time(answered_at: datetime, due_at: datetime | None) -> bool:
    """Whether an answer kept its deadline; without one, nothing was broken."""
    return due_at is None or answered_at < due_at


def share_passed(level: int) -> str:
    """The share that the reminder of a level tells of: "1/2", "4/5", "1/1"."""
    share = REMINDER_SHARES[level - 1]
    return f"{share.numerator}/{share.denominator}"


def is_all_passed(level: int) -> bool:
    """Whether a level is the last: no more reminder, but an escalation."""
    return level == len(REMINDER_SHARES)


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over any set of cases; sums of sums are sums, so partitions can be added.

    received: cases received in the period, merged ones not counted.
    open: of those, what government still owes an answer to.
    due: of those, whose deadline has passed or that were answered.
    answered, answered_in_time: of those, answered at all; first answered before the deadline
    that was in force then (a deadline is the first instant that is too late).
    rated, solved: last ratings given; those that say "solved".
    satisfied: last ratings with satisfaction 4 or 5 of 5.
    first_responses, first_response_seconds: cases with a first response, the sum of their waits.
    """

    received: int = 0
    open: int = 0
    due: int = 0
    answered: int = 0
    answered_in_time: int = 0
    rated: int = 0
    solved: int = 0
    satisfied: int = 0
    first_responses: int = 0
    first_response_seconds: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def response_rate(self) -> Fraction | None:
        """answered in time ÷ due; None where nothing was due."""
        return Fraction(self.answered_in_time, self.due) if self.due else None

    def solution_rate(self) -> Fraction | None:
        """rated solved ÷ rated; None where nothing was rated."""
        return Fraction(self.solved, self.rated) if self.rated else None

    def satisfaction_rate(self) -> Fraction | None:
        """rated 4 or 5 ÷ rated; None where nothing was rated."""
        return Fraction(self.satisfied, self.rated) if self.rated else None

    def first_response_hours(self) -> Fraction | None:
        """Mean hours from receipt to the first word of the department; None without any."""
        if not self.first_responses:
            return None
        return Fraction(self.first_response_seconds, 3600 * self.first_responses)
