"""Working days of an area's calendar: the country's, overridden by the town's own rows.

Both tables are small and change a few times a year, but are asked thousands of times a second
during an import. Each process keeps what it read for `KEPT_SECONDS`; the process that changes them
forgets at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.government.duties.models import Area, CalendarDay
from gongjian.government.duties.rules import calendars as rules

KEPT_SECONDS = 60
_GENERATION = "duties:calendars"
_CALENDARS_OF_AREAS = "duties:calendars-of-areas"


def calendar_of(area: Area | None) -> str:
    """The calendar that holds in an area: its own, else its parent's, else the town's."""
    if area is None:
        return settings.CALENDAR_COUNTRY
    return area.calendar or calendar_under(area.path)


def calendar_under(path: str) -> str:
    """The same by the path of an area; an empty one is no area. No query once they are read."""
    own = _calendars_of_areas() if path else {}
    if own:
        for code in reversed(path.strip("/").split("/")):
            if code in own:
                return own[code]
    return settings.CALENDAR_COUNTRY


def calendars_in_use() -> list[str]:
    """The town's calendar, then those that areas name."""
    own = set(_calendars_of_areas().values()) - {settings.CALENDAR_COUNTRY}
    return [settings.CALENDAR_COUNTRY, *sorted(own)]


def calendar_name(calendar: str) -> str:
    """A calendar by the areas where it holds, and its code."""
    if calendar == settings.CALENDAR_COUNTRY:
        where = _("all other areas")
    else:
        areas = Area.objects.filter(calendar=calendar).order_by("path")
        where = _(", ").join(areas.values_list("name", flat=True))
    return _("%(where)s (%(code)s)") % {"where": where, "code": calendar} if where else calendar


def working_days_of(calendar: str) -> Callable[[date], bool]:
    """Whether a date of this calendar is a working day; keep the function for one computation."""
    masks: dict[int, int] = {}

    def is_working(day: date) -> bool:
        mask = masks.get(day.year)
        if mask is None:
            mask = masks[day.year] = _mask(calendar, day.year)
        return bool(mask & rules.day_bit(day))

    return is_working


def forget_calendars() -> None:
    """Make this process read calendars again, now and once more when the transaction is done."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache = caches["process"]
    cache.delete(_CALENDARS_OF_AREAS)
    # A new generation, because the keys of calendars and years are not listed anywhere.
    cache.set(_GENERATION, cache.get(_GENERATION, 0) + 1, None)


def _calendars_of_areas() -> dict[str, str]:
    cache = caches["process"]
    own = cache.get(_CALENDARS_OF_AREAS)
    if own is None:
        own = dict(Area.objects.exclude(calendar="").values_list("code", "calendar"))
        cache.set(_CALENDARS_OF_AREAS, own, KEPT_SECONDS)
    return own


def _mask(calendar: str, year: int) -> int:
    cache = caches["process"]
    key = f"{_GENERATION}:{cache.get(_GENERATION, 0)}:{calendar}:{year}"
    mask = cache.get(key)
    if mask is None:
        mask = _read_mask(calendar, year)
        cache.set(key, mask, KEPT_SECONDS)
    return mask


def _read_mask(calendar: str, year: int) -> int:
    mask = rules.working_mask(calendar, year)
    chain = rules.calendar_chain(calendar)
    rows = CalendarDay.objects.filter(calendar__in=chain, day__year=year)
    # The country's rows first, so that a subdivision's have the last word.
    for row in sorted(rows, key=lambda row: len(row.calendar)):
        bit = rules.day_bit(row.day)
        mask = mask | bit if row.is_working else mask & ~bit
    return mask


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What a page shows of a year: where it departs from Monday to Friday, and by whose word."""

    calendar: str
    year: int
    is_announced: bool
    days_off: list[date]
    """Monday to Friday, but off."""
    make_up_days: list[date]
    """Saturday or Sunday, but working."""
    working_day_count: int
    declared: list[CalendarDay]
    """The town's own rows."""


def calendar_year(calendar: str, year: int) -> CalendarYear:
    """One year of a calendar, as deadlines count it. Two queries at most."""
    is_working = working_days_of(calendar)
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    return CalendarYear(
        calendar=calendar,
        year=year,
        is_announced=rules.is_announced(calendar, year),
        days_off=[day for day in days if day.weekday() < 5 and not is_working(day)],
        make_up_days=[day for day in days if day.weekday() >= 5 and is_working(day)],
        working_day_count=sum(map(is_working, days)),
        declared=list(
            CalendarDay.objects.filter(
                calendar__in=rules.calendar_chain(calendar), day__year=year
            ).order_by("day", "calendar")
        ),
    )


def declared_days(*, since: date | None = None, until: date | None = None) -> list[CalendarDay]:
    """What the town declared of days, by date; at most 1,000 rows."""
    rows = CalendarDay.objects.order_by("day", "calendar")
    if since is not None:
        rows = rows.filter(day__gte=since)
    if until is not None:
        rows = rows.filter(day__lte=until)
    return list(rows[:1000])
