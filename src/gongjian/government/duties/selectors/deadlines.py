"""Deadlines in the working days of an area.

A deadline is the first instant after its last day, exclusive; people are shown `last_day_of` it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from django.utils import timezone

from gongjian.government.duties.models import Area
from gongjian.government.duties.selectors.calendars import (
    calendar_of,
    calendar_under,
    working_days_of,
)
from gongjian.methods import working_days as method


def deadline_at(area: Area | None, received_at: datetime, working_days: int) -> datetime:
    """The moment the ``working_days``-th working day after receipt ends, in UTC."""
    return method.deadline(received_at, working_days, _zone(), _works_in(area))


def extend_deadline(area: Area | None, due_at: datetime, working_days: int) -> datetime:
    """The end of the ``working_days``-th working day after the last day of a deadline."""
    last_instant = due_at - timedelta(microseconds=1)
    return method.deadline(last_instant, working_days, _zone(), _works_in(area))


def paused_deadline(
    area: Area | None, due_at: datetime, pauses: Sequence[tuple[datetime, datetime]]
) -> datetime:
    """A deadline moved by the working days spent waiting for the requester.

    A pause counts the working days after the day it began, up to the day it ended.
    """
    return method.extended_deadline(due_at, pauses, _zone(), _works_in(area))


def moment_at_share(
    area_path: str, started_at: datetime, due_at: datetime, share: Fraction
) -> datetime:
    """When a share (0 to 1) of the working time up to a deadline will have run; for reminders.

    The area is given by its path, which a case holds: its reminders cost no query.
    """
    is_working = working_days_of(calendar_under(area_path))
    return method.moment_at_share(started_at, due_at, share, _zone(), is_working)


def moved_start(
    area_path: str, started_at: datetime, due_from: datetime, due_to: datetime
) -> datetime:
    """Where a clock starts whose deadline was moved, so that its working time is as long as it
    was."""
    is_working = working_days_of(calendar_under(area_path))
    moved = method.working_time(due_from, due_to, _zone(), is_working)
    return method.after_working_time(started_at, moved, _zone(), is_working)


def last_day_of(due_at: datetime) -> date:
    """The last local day on which a case with this deadline is in time: the date to show."""
    return method.last_day(due_at, _zone())


def is_working_day(area: Area | None, day: date) -> bool:
    """Whether people work in an area on a day."""
    return _works_in(area)(day)


def _works_in(area: Area | None) -> method.IsWorking:
    return working_days_of(calendar_of(area))


def _zone() -> tzinfo:
    # The town's, whatever zone a visitor's pages are shown in.
    return timezone.get_default_timezone()
