"""Days that work, or do not, against the published calendar, from a table."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.imports import Column, ImportReport, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.models import CalendarDay
from gongjian.government.duties.rules.calendars import is_calendar
from gongjian.government.duties.selectors.calendars import forget_calendars

COLUMNS = (
    Column("day", ("日期",), is_required=True),
    Column("is_working", ("是否工作日", "工作日"), is_required=True),
    Column("calendar", ("日历", "工作日历"), max_length=12),
    Column("note", ("说明", "备注"), max_length=120),
)


def import_calendar_days(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Declare days, known by calendar and date; all rows or none.

    Without a calendar a day is one of the town's.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The table lacks a column or is none.
    """
    policies.require_can_edit_town(actor)
    report = ImportReport(is_dry_run)
    with transaction.atomic():
        known = {(row.calendar, row.day): row for row in CalendarDay.objects.select_for_update()}
        rows: dict[tuple[str, date], int] = {}
        added: list[CalendarDay] = []
        changed: list[CalendarDay] = []
        for row in read_rows(table, COLUMNS, report):
            calendar = (row.text("calendar") or settings.CALENDAR_COUNTRY).upper()
            if not is_calendar(calendar):
                row.fail("calendar", _("a country such as CN, or a subdivision such as DE-BY"))
            day, is_working = row.day("day"), row.boolean("is_working")
            if day and (calendar, day) in rows:
                words = _("line %(row)s is the same day")
                row.fail("day", words % {"row": rows[calendar, day]})
            if day is None or not row.is_good:
                continue
            rows[calendar, day] = row.number
            new = CalendarDay(
                calendar=calendar, day=day, is_working=is_working, note=row.text("note")
            )
            old = known.get((calendar, day))
            if old is None:
                added.append(new)
            elif (old.is_working, old.note) != (new.is_working, new.note):
                new.pk = old.pk
                changed.append(new)
            else:
                report.unchanged += 1
        report.added, report.changed = len(added), len(changed)
        if report.is_written:
            CalendarDay.objects.bulk_create(added, batch_size=500)
            CalendarDay.objects.bulk_update(changed, ["is_working", "note"], batch_size=200)
            subjects = [(reference_of(day), _ledger_data(day)) for day in [*added, *changed]]
            ledger.record_many(actor, "calendar_day_set", subjects, now=now)
            forget_calendars()
    return report


def _ledger_data(day: CalendarDay) -> dict[str, object]:
    return {
        "calendar": day.calendar,
        "day": day.day.isoformat(),
        "is_working": day.is_working,
    }
