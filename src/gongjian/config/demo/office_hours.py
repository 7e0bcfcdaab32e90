"""Moments of the town's clock: office hours, and when people write or ring."""

from datetime import datetime, time, timedelta, timezone
from random import Random

# China keeps one time the whole year, so a fixed offset is exact.
TOWN_TIME = timezone(timedelta(hours=8))

_OPENS, _CLOSES = time(8, 30), time(17, 30)
_SATURDAY = 5

# How many of a hundred or so write in each hour of the day, from midnight on.
_WEB_HOURS = (
    *(3, 2, 1, 1, 1, 2, 6, 14, 26, 32, 30, 22),
    *(18, 20, 26, 26, 24, 22, 22, 28, 32, 26, 16, 7),
)
_PHONE_HOURS = (
    *(2, 1, 1, 1, 1, 2, 8, 20, 40, 48, 44, 28),
    *(16, 26, 42, 40, 34, 24, 14, 14, 12, 9, 5, 3),
)
_HOURS = {"web": _WEB_HOURS, "open311": _WEB_HOURS, "phone": _PHONE_HOURS}
_DAY_WEIGHTS = (1.15, 1.05, 1.0, 1.0, 1.0, 0.62, 0.5)


def is_working_day(moment: datetime) -> bool:
    """Tell Monday to Friday; the register's own calendar knows the holidays."""
    return moment.weekday() < _SATURDAY


def after_office_hours(moment: datetime, hours: float) -> datetime:
    """Return the moment that many office hours later."""
    left = timedelta(hours=hours)
    moment = _into_office(moment)
    while (today := _at(moment, _CLOSES) - moment) < left:
        left -= today
        moment = _into_office(_at(moment, _CLOSES) + timedelta(minutes=1))
    return moment + left


def after_working_days(moment: datetime, days: int) -> datetime:
    """Return the end of office on the n-th working day after a moment's day."""
    while days:
        moment += timedelta(days=1)
        days -= is_working_day(moment)
    return _at(moment, _CLOSES)


def day_weight(day: datetime) -> float:
    """Return how many write on a weekday of this kind, Wednesday being 1."""
    return _DAY_WEIGHTS[day.weekday()]


def moment_on(day: datetime, channel: str, rng: Random) -> datetime:
    """Draw when on a day somebody uses a channel."""
    hour = rng.choices(range(24), _HOURS[channel])[0]
    return day + timedelta(hours=hour, minutes=rng.randrange(60), seconds=rng.randrange(60))


def _at(moment: datetime, clock: time) -> datetime:
    return datetime.combine(moment.date(), clock, moment.tzinfo)


def _into_office(moment: datetime) -> datetime:
    if moment >= _at(moment, _CLOSES):
        moment = _at(moment + timedelta(days=1), _OPENS)
    moment = max(moment, _at(moment, _OPENS))
    while not is_working_day(moment):
        moment = _at(moment + timedelta(days=1), _OPENS)
    return moment
