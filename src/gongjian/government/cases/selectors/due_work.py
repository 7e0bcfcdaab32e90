"""What the clock has made due, found by an index."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.government.cases.models import Assistance, Case


def cases_to_remind(at: datetime, *, limit: int) -> list[UUID]:
    """Cases of which somebody is to be reminded, the longest due first."""
    due = Case.objects.filter(next_reminder_at__lte=at).order_by("next_reminder_at", "id")
    return list(due.values_list("pk", flat=True)[:limit])


def assistances_to_remind(at: datetime, *, limit: int) -> list[UUID]:
    """Parts of which a department is to be reminded, the longest due first."""
    due = Assistance.objects.filter(next_reminder_at__lte=at).order_by("next_reminder_at", "id")
    return list(due.values_list("pk", flat=True)[:limit])


def cases_to_close(at: datetime, *, limit: int) -> list[UUID]:
    """Answered cases that are not urgent and whose time for objections has ended, the longest due
    first."""
    due = Case.objects.filter(close_after__lte=at, is_urgent=False).order_by("close_after", "id")
    return list(due.values_list("pk", flat=True)[:limit])
