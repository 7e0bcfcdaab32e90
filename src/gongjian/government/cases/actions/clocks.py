"""A case's clocks: deadline, acceptance, reminders, pauses; always in the area's working days."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from django.utils import timezone

from gongjian.foundation.law import interface as law
from gongjian.government.cases import rules
from gongjian.government.cases.models import Case
from gongjian.government.duties import interface as duties

DEFAULT_WORKING_DAYS = 15


def set_deadline(case: Case, *, working_days: int | None, now: datetime) -> None:
    """Set the deadline, counted from receipt, and the times that hang on it."""
    on = timezone.localdate(case.received_at)
    days = working_days or law.parameter("case-working-days", on, DEFAULT_WORKING_DAYS)
    case.due_at = duties.deadline_at(case.area, case.received_at, days)
    accept_days = law.parameter("case-accept-working-days", on, rules.ACCEPT_WORKING_DAYS)
    case.accept_due_at = duties.deadline_at(case.area, now, accept_days)
    set_next_reminder(case, now)


def set_next_reminder(case: Case, now: datetime) -> None:
    """Set when the next share of the time (50, 80, 100 %) is used up; None while paused or done."""
    case.next_reminder_at = None
    if case.due_at is None or case.paused_at is not None or not case.is_open:
        return
    if case.reminder_level < len(rules.REMINDER_SHARES):
        share = rules.REMINDER_SHARES[case.reminder_level]
        case.next_reminder_at = moment_at(case.received_at, case.due_at, share)


def moment_at(received_at: datetime, due_at: datetime, share: Fraction) -> datetime:
    """The moment at which a share of the time between the two has passed."""
    return received_at + (due_at - received_at) * float(share)


def cell_of(case: Case) -> dict[str, str]:
    """The cell of the rates that a case counts in, kept with the event that makes it leave."""
    return {
        "month": f"{timezone.localdate(case.received_at):%Y-%m-01}",
        "department": str(case.lead_department_id or ""),
        "category": str(case.category_id or ""),
        "area": str(case.area_id or ""),
    }
