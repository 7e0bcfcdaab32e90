"""The clocks that run for a case: what is to happen by when, and which provision says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.government.cases import policies, rules
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.rules import CaseState, ClockName, Step
from gongjian.government.cases.selectors.terms import provision_of_deadline
from gongjian.government.duties import interface as duties

PARAMETERS = {
    ClockName.ACCEPT: "case-accept-working-days",
    ClockName.ANSWER: "case-working-days",
    ClockName.CLOSE: "case-close-days",
    ClockName.REOPEN: "case-reopen-days",
    ClockName.APPEAL: "case-appeal-days",
}
"""The law's parameter behind each clock; a duty sets the time for its answer itself."""


@dataclass(frozen=True, slots=True)
class Clock:
    """``ends_at`` is the first moment that is too late; ``last_day`` the day to show."""

    name: ClockName
    ends_at: datetime
    last_day: date
    provision: law.Provision | None
    is_paused: bool = False


def clocks_of(*, case: Case, now: datetime) -> list[Clock]:
    """What runs for a case now, the next to end first. One query, beside the case's duty's; of an
    application and of a rejected one another: what its service gives, whether an appeal was
    refused."""
    ends = _ends(case, now)
    by = law.provisions_setting([PARAMETERS[name] for name in ends], local_day(now)) if ends else {}
    own = provision_of_deadline(case) if ClockName.ANSWER in ends else None
    clocks = [
        Clock(
            name=name,
            ends_at=ends_at,
            last_day=_last_day(name, ends_at),
            provision=_provision(name, case, own, by),
            is_paused=name is ClockName.ANSWER and case.paused_at is not None,
        )
        for name, ends_at in ends.items()
    ]
    return sorted(clocks, key=lambda clock: clock.ends_at)


def _provision(
    name: ClockName, case: Case, own: law.Provision | None, by: Mapping[str, law.Provision]
) -> law.Provision | None:
    if name is ClockName.ANSWER and (case.duty or own):
        return own
    return by.get(PARAMETERS[name])


def _ends(case: Case, now: datetime) -> dict[ClockName, datetime]:
    """Which clocks run, and when each ends."""
    state, ends = CaseState(case.state), {}
    if state in rules.TRANSITIONS[Step.ACCEPT][0] and case.accept_due_at:
        ends[ClockName.ACCEPT] = case.accept_due_at
    if case.is_open and case.due_at and not policies.is_being_filled_in(case):
        ends[ClockName.ANSWER] = case.due_at
    if case.close_after:
        ends[ClockName.CLOSE] = case.close_after
    if state in rules.TRANSITIONS[Step.REOPEN][0] and case.answered_at:
        days = law.parameter(PARAMETERS[ClockName.REOPEN], local_day(now), rules.REOPEN_WITHIN_DAYS)
        ends[ClockName.REOPEN] = case.answered_at + timedelta(days=days)
    if state is CaseState.REJECTED and case.closed_at and not _is_final(case):
        days = law.parameter(PARAMETERS[ClockName.APPEAL], local_day(now), rules.APPEAL_WITHIN_DAYS)
        ends[ClockName.APPEAL] = case.closed_at + timedelta(days=days)
    # What one may do no longer is no clock; what government owes is, however late.
    lapsed = {ClockName.REOPEN, ClockName.APPEAL}
    return {name: at for name, at in ends.items() if name not in lapsed or at >= now}


def _is_final(case: Case) -> bool:
    refused = case.appeals.filter(against=Against.REJECTION, decision=Decision.REFUSED)
    return refused.exists()


def _last_day(name: ClockName, ends_at: datetime) -> date:
    if name in (ClockName.ACCEPT, ClockName.ANSWER):
        return duties.last_day_of(ends_at)
    return local_day(ends_at)
