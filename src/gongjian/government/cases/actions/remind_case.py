"""Reminding: at 50 and 80 % of the working time, escalating at 100 %, and when nobody accepts.

A part of another department has its own clock, and is reminded of like a case.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import rules
from gongjian.government.cases.actions.clocks import (
    set_next_reminder,
    set_part_reminder,
    shares_of_part_passed,
    shares_passed,
)
from gongjian.government.cases.actions.parts import part_data
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases

REMINDER = Actor.system("reminders")


def remind_case(*, case_id: UUID, now: datetime) -> list[str]:
    """Write what there is to remind of by now, and when to look again; each once a deadline.

    Of several shares that passed since the last look only the last is told: whoever is late needs
    not be told that half the time is over.

    Returns
    -------
    list of str
        Names of the events written; empty where somebody was quicker or the clock stands.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=REMINDER, case_id=case_id)
        if case.next_reminder_at is None or case.next_reminder_at > now:
            return []
        told = [*_unaccepted(case, now), *_share_passed(case, now)]
        for name, data in told:
            write_event(
                case,
                actor=REMINDER,
                name=name,
                now=now,
                visibility=Visibility.STAFF,
                department_id=case.lead_department_id,
                data=data,
            )
        if not told:
            set_next_reminder(case)
            case.save(update_fields=["next_reminder_at"])
    return [name for name, _ in told]


def remind_assistance(*, assistance_id: UUID, now: datetime) -> str:
    """The same for the part of another department; returns the name of the event, or nothing."""
    with transaction.atomic():
        # The case's row guards its parts: locked first, then read.
        case_id = Assistance.objects.values_list("case", flat=True).get(pk=assistance_id)
        case = cases.get_locked(actor=REMINDER, case_id=case_id)
        part = case.assistances.get(pk=assistance_id)
        if part.next_reminder_at is None or part.next_reminder_at > now:
            return ""
        passed = shares_of_part_passed(part, now)
        is_new = passed > part.reminder_level
        part.reminder_level = max(passed, part.reminder_level)
        set_part_reminder(part)
        part.save(update_fields=["reminder_level", "next_reminder_at"])
        if not is_new:
            # The moment was set by a calendar that has changed since.
            return ""
        name = "assistance_overdue" if rules.is_all_passed(passed) else "assistance_reminded"
        write_event(
            case,
            actor=REMINDER,
            name=name,
            now=now,
            visibility=Visibility.STAFF,
            department_id=part.department_id,
            data={**part_data(part), "share": rules.share_passed(passed)},
        )
    return name


def _unaccepted(case: Case, now: datetime) -> list[tuple[str, dict[str, str]]]:
    is_late = (
        case.state in rules.UNACCEPTED_STATES and case.accept_due_at and case.accept_due_at <= now
    )
    if not is_late or case.is_acceptance_late:
        return []
    case.is_acceptance_late = True
    return [("acceptance_overdue", {})]


def _share_passed(case: Case, now: datetime) -> list[tuple[str, dict[str, str]]]:
    passed = shares_passed(case, now)
    if passed <= case.reminder_level:
        return []
    case.reminder_level = passed
    name = "case_overdue" if rules.is_all_passed(passed) else "case_reminded"
    return [(name, {"share": rules.share_passed(passed)})]
