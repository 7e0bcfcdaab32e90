"""Letting the published calendar hold again on a day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.models import CalendarDay
from gongjian.government.duties.selectors.calendars import forget_calendars


def remove_calendar_day(*, actor: Actor, calendar_day_id: UUID, now: datetime) -> None:
    """Take back what was declared of a day.

    Raises
    ------
    NotFound
        There is no such declaration.
    NotAllowed
        The actor is not an administrator of the town.
    """
    with transaction.atomic():
        policies.require_can_edit_town(actor)
        row = CalendarDay.objects.select_for_update().filter(pk=calendar_day_id).first()
        if row is None:
            raise NotFound
        data = {"calendar": row.calendar, "day": row.day.isoformat()}
        ledger.record(actor, "calendar_day_removed", reference_of(row), now=now, data=data)
        row.delete()
        forget_calendars()
