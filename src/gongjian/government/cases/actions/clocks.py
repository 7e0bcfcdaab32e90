"""A case's clocks: deadline, acceptance, reminders, pauses; always in the area's working days.

Each function that moves the deadline returns what the event says about it, so that a deadline
never moves without the history telling from when to when.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Max, Sum
from django.utils import timezone

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.government.cases import rules
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.cases.models.handling import Decision
from gongjian.government.cases.selectors.terms import term_of
from gongjian.government.duties import interface as duties

DEFAULT_WORKING_DAYS = 15
BEGINS_ANEW = ("case_reopened", "rejection_appealed")
"""Events after which what was approved before counts no longer."""
Moved = dict[str, str]


def start_clock(case: Case, *, started_at: datetime, now: datetime) -> Moved:
    """Count the deadline from receipt or reopening, by the case's service, its duty, or the law's
    default."""
    before = case.due_at
    on = local_day(started_at)
    days = _days_of(case, on)
    accept_days = law.parameter("case-accept-working-days", on, rules.ACCEPT_WORKING_DAYS)
    case.clock_started_at = started_at
    case.due_at = duties.deadline_at(case.area, started_at, days)
    case.accept_due_at = duties.deadline_at(case.area, now, accept_days)
    case.is_acceptance_late = False
    case.reminder_level = 0
    case.paused_at = None
    return _moved(before, case.due_at)


def _days_of(case: Case, on: date) -> int:
    if term := term_of(case):
        return term.working_days
    if case.duty:
        return case.duty.deadline_working_days
    return law.parameter("case-working-days", on, DEFAULT_WORKING_DAYS)


def start_again(case: Case, now: datetime) -> Moved:
    """Count the deadline as a case is dispatched: from receipt or reopening, whoever leads.

    What was approved for this clock is approved for the case, not for one department: it is added
    to whatever the duty gives.
    """
    before = case.due_at
    start_clock(case, started_at=case.clock_started_at or case.received_at, now=now)
    granted = _granted_days(case) if before is not None else 0
    if granted and case.due_at is not None:
        case.due_at = duties.extend_deadline(case.area, case.due_at, granted)
    return _moved(before, case.due_at)


def restart_clock(case: Case, now: datetime) -> Moved:
    """Forget the deadline; the next dispatch counts one from now. The time during which a case
    was rejected is nobody's delay."""
    before = case.due_at
    case.clock_started_at = now
    case.due_at = case.accept_due_at = None
    return _moved(before, None)


def extend(case: Case, *, working_days: int, now: datetime) -> Moved:
    """Move the deadline by working days; shares of the new time are reminded of anew."""
    if case.due_at is None or case.clock_started_at is None:
        return {}
    before = case.due_at
    case.due_at = duties.extend_deadline(case.area, before, working_days)
    case.reminder_level = min(case.reminder_level, shares_passed(case, now))
    return _moved(before, case.due_at)


def end_pause(case: Case, now: datetime) -> Moved:
    """Let the clock run on: the working days spent waiting are added to the deadline.

    The start moves with the deadline by as much working time, so that the share of it used up is
    after the pause what it was before.
    """
    if case.paused_at is None or case.due_at is None or case.clock_started_at is None:
        case.paused_at = None
        return {}
    before = case.due_at
    case.due_at = duties.paused_deadline(case.area, before, [(case.paused_at, now)])
    if case.due_at > before:
        case.clock_started_at = duties.moved_start(
            case.area_path, case.clock_started_at, before, case.due_at
        )
    case.paused_at = None
    return _moved(before, case.due_at)


def set_next_reminder(case: Case) -> None:
    """Set when somebody is to be reminded next; None where nothing runs.

    The next share (50, 80, 100 %) of the working time, or the moment nobody accepted it in time.
    """
    moments = []
    is_running = case.is_open and case.paused_at is None
    if is_running and case.due_at is not None and case.clock_started_at is not None:
        if case.reminder_level < len(rules.REMINDER_SHARES):
            share = rules.REMINDER_SHARES[case.reminder_level]
            moments.append(
                duties.moment_at_share(case.area_path, case.clock_started_at, case.due_at, share)
            )
        if (
            case.state in rules.UNACCEPTED_STATES
            and case.accept_due_at
            and not case.is_acceptance_late
        ):
            moments.append(case.accept_due_at)
    case.next_reminder_at = min(moments, default=None)


def part_due_at(case: Case, working_days: int, now: datetime) -> datetime:
    """When the part that a duty asks for is due: after its share of the duty's working days, not
    after the case itself, and never before the next working day ends."""
    days = rules.part_working_days(working_days)
    due_at = duties.deadline_at(case.area, now, days)
    if case.due_at is None or due_at <= case.due_at:
        return due_at
    return max(case.due_at, duties.deadline_at(case.area, now, 1))


def set_part_reminder(part: Assistance) -> None:
    """Set when the department is to be reminded of its part next; None where it owes nothing."""
    part.next_reminder_at = None
    if part.is_open and part.reminder_level < len(rules.REMINDER_SHARES):
        share = rules.REMINDER_SHARES[part.reminder_level]
        part.next_reminder_at = duties.moment_at_share(
            part.case.area_path, part.asked_at, part.due_at, share
        )


def shares_passed(case: Case, now: datetime) -> int:
    """How many of the reminders' shares of the case's working time have passed by now."""
    if case.clock_started_at is None or case.due_at is None:
        return 0
    return _passed(case.area_path, case.clock_started_at, case.due_at, now)


def shares_of_part_passed(part: Assistance, now: datetime) -> int:
    """The same of a part's."""
    return _passed(part.case.area_path, part.asked_at, part.due_at, now)


def cell_of(case: Case) -> dict[str, str]:
    """The cell of the rates that a case counts in, kept with the event that makes it leave."""
    return {
        "month": f"{local_day(case.received_at):%Y-%m-01}",
        "department": str(case.lead_department_id or ""),
        "category": str(case.category_id or ""),
        "area": str(case.area_id or ""),
    }


def month_range(month: date) -> tuple[datetime, datetime]:
    """The first moment of a local month and of the one after it."""
    after = (month + timedelta(days=31)).replace(day=1)
    zone = timezone.get_default_timezone()
    begin, end = (datetime.combine(day, time.min, tzinfo=zone) for day in (month, after))
    return begin, end


def _granted_days(case: Case) -> int:
    """The working days approved since the clock began anew, by a reopening or an appeal."""
    granted = case.extensions.filter(decision=Decision.GRANTED)
    begun = case.events.filter(name__in=BEGINS_ANEW).aggregate(at=Max("at"))["at"]
    if begun is not None:
        granted = granted.filter(decided_at__gte=begun)
    return granted.aggregate(days=Sum("working_days"))["days"] or 0


def _passed(area_path: str, started_at: datetime, due_at: datetime, now: datetime) -> int:
    return sum(
        duties.moment_at_share(area_path, started_at, due_at, share) <= now
        for share in rules.REMINDER_SHARES
    )


def _moved(before: datetime | None, after: datetime | None) -> Moved:
    if before == after:
        return {}
    return {
        "due_from": before.isoformat() if before else "",
        "due_to": after.isoformat() if after else "",
    }
