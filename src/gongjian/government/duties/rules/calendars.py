"""Which days a country works, from published calendars. Pure; overriding days are rows."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
import holidays

_CALENDAR = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,8})?")
_CHINA = "CN"
_CHINESE_YEARS = range(
    min(chinese_calendar.constants.holidays).year,
    max(chinese_calendar.constants.holidays).year + 1,
)
FIRST_YEAR, LAST_YEAR = 1950, 2150


def is_calendar(code: str) -> bool:
    """Whether a code names a calendar: an ISO 3166 country, perhaps "-" and a subdivision.

    China's subdivisions are free: what differs from the country's calendar is rows anyway.
    """
    if not _CALENDAR.fullmatch(code):
        return False
    country, _, subdivision = code.partition("-")
    if country == _CHINA:
        return True
    known = holidays.list_supported_countries(include_aliases=False)
    return country in known and (not subdivision or subdivision in known[country])


def calendar_chain(code: str) -> tuple[str, ...]:
    """The calendars whose overriding days count, nearest last: ``"DE-BY"`` → ``DE, DE-BY``."""
    country, separator, _ = code.partition("-")
    return (country, code) if separator else (code,)


def is_announced(code: str, year: int) -> bool:
    """Whether the days of a year are published; if not, what `working_mask` gives is a forecast.

    China's make-up days are announced each autumn for the next year; until chinesecalendar
    has them, statutory holidays and weekends are all that can be known.
    """
    return not code.startswith(_CHINA) or year in _CHINESE_YEARS


@lru_cache(maxsize=512)
def working_mask(code: str, year: int) -> int:
    """The working days of a year: bit ``n`` stands for the ``n``-th day after 1 January.

    Raises
    ------
    ValueError
        The calendar is unknown.

    Notes
    -----
    Years outside `FIRST_YEAR` to `LAST_YEAR` have weekends only.
    """
    if not is_calendar(code):
        raise ValueError(f"no calendar is called {code!r}")
    country, _, subdivision = code.partition("-")
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(366 if isleap(year) else 365)]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        works = [day.weekday() < 5 for day in days]
    elif country == _CHINA and year in _CHINESE_YEARS:
        works = [chinese_calendar.is_workday(day) for day in days]
    else:
        subdiv = subdivision if subdivision and country != _CHINA else None
        known = holidays.country_holidays(country, subdiv=subdiv, years=year)
        works = [known.is_working_day(day) for day in days]
    return sum(1 << n for n, is_working in enumerate(works) if is_working)


def day_bit(day: date) -> int:
    """The bit of a day in the mask of its year."""
    return 1 << (day - date(day.year, 1, 1)).days
