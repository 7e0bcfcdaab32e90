"""Declaring a day working or not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.models import CalendarDay
from gongjian.government.duties.rules.calendars import is_calendar
from gongjian.government.duties.selectors.calendars import forget_calendars


def set_calendar_day(
    *, actor: Actor, calendar: str, day: date, is_working: bool, note: str = "", now: datetime
) -> CalendarDay:
    """Override a calendar on a day; deadlines set from now on count by it.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        There is no such calendar.
    """
    with transaction.atomic():
        policies.require_can_edit_town(actor)
        if not is_calendar(calendar):
            raise Invalid(fields={"calendar": [_("There is no such calendar.")]})
        row, _is_new = CalendarDay.objects.update_or_create(
            calendar=calendar, day=day, defaults={"is_working": is_working, "note": note}
        )
        ledger.record(
            actor,
            "calendar_day_set",
            reference_of(row),
            now=now,
            data={"calendar": calendar, "day": day.isoformat(), "is_working": is_working},
        )
        forget_calendars()
    return row
