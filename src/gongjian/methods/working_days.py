"""Deadlines in working days, and how much of the working time has run.

Which days work is the caller's business: ``is_working`` says it for a date of the area's
calendar, public holidays and make-up days included. The day an act happens is not counted;
day 1 is the first working day after it. A deadline of n working days ends *with* day n: it
is the first instant of the following local day, exclusive. A case is in time while
``now < due`` and overdue from ``due`` on. People are shown `last_day`.

Instants are aware datetimes; results are UTC.

References
----------
Civil Code of the People's Republic of China, articles 201 (the day of the act is not
counted) and 203 (a period ends at 24:00 of its last day; if that is a holiday, of the day
after). Deviation from 203: an office's hours are not considered, which favours the handler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from fractions import Fraction

IsWorking = Callable[[date], bool]
Interval = tuple[datetime, datetime]

MAX_DAYS = 10_000
"""Most working days that can be added, about forty years."""

MAX_SPAN_DAYS = 40_000
"""Longest span of calendar days that is walked, about 110 years."""

MAX_GAP_DAYS = 366
"""A calendar without a working day for longer than this is taken for broken."""

_ONE_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)


def add_working_days(start: date, days: int, is_working: IsWorking) -> date:
    """The n-th working day after a day.

    Parameters
    ----------
    start : date
        Not counted itself.
    days : int
        0 to `MAX_DAYS`. 0 gives ``start`` if it works, else the next working day.
    is_working : callable
        Whether a date is a working day.

    Raises
    ------
    ValueError
        If ``days`` is out of range, the calendar has no working day for more than
        `MAX_GAP_DAYS` days, or dates run out.

    Notes
    -----
    One call of ``is_working`` for each calendar day passed.
    """
    if not 0 <= days <= MAX_DAYS:
        raise ValueError(f"working days must be between 0 and {MAX_DAYS}, got {days}")
    day, left, gap = start, days, 0
    if days == 0:
        if is_working(start):
            return start
        left = 1
    while left:
        if gap > MAX_GAP_DAYS:
            raise ValueError(f"no working day in the {MAX_GAP_DAYS} days before {day}")
        if day == date.max:
            raise ValueError("the calendar of dates ends before the last working day")
        day += _ONE_DAY
        if is_working(day):
            left, gap = left - 1, 0
        else:
            gap += 1
    return day


def count_working_days(start: date, end: date, is_working: IsWorking) -> int:
    """Working days after ``start`` up to and including ``end``.

    The inverse of `add_working_days`: ``count(start, add(start, n)) == n`` for n >= 1.

    Parameters
    ----------
    start : date
        Exclusive.
    end : date
        Inclusive. On or before ``start`` gives 0.
    is_working : callable
        Whether a date is a working day.

    Raises
    ------
    ValueError
        If the days are more than `MAX_SPAN_DAYS` apart.

    Notes
    -----
    One call of ``is_working`` a calendar day.
    """
    span = (end - start).days
    if span > MAX_SPAN_DAYS:
        raise ValueError(f"{start} and {end} are more than {MAX_SPAN_DAYS} days apart")
    return sum(bool(is_working(start + timedelta(days=n))) for n in range(1, span + 1))


def start_of_day(day: date, tz: tzinfo) -> datetime:
    """First instant of a local day, in UTC.

    Where clocks skip midnight, the day starts at the skip; where midnight comes twice, at
    the first.
    """
    return datetime.combine(day, time.min, tzinfo=tz).astimezone(UTC)


def deadline(received: datetime, days: int, tz: tzinfo, is_working: IsWorking) -> datetime:
    """When a case received now is due.

    Parameters
    ----------
    received : datetime
        Aware.
    days : int
        Working days allowed, 0 to `MAX_DAYS`; 0 means by the end of the day, or of the next
        working day.
    tz : tzinfo
        Time zone of the office.
    is_working : callable
        Whether a local date is a working day.

    Returns
    -------
    datetime
        Start of the local day after the last working day, exclusive, in UTC.

    Raises
    ------
    ValueError
        If ``received`` is naive, or as in `add_working_days`.
    """
    last = add_working_days(_local_date(received, tz), days, is_working)
    return _end_of_day(last, tz)


def last_day(due: datetime, tz: tzinfo) -> date:
    """The last local day on which a case that is due then is still in time.

    This is the date to show: a deadline at the first instant of Tuesday is "Monday".

    Raises
    ------
    ValueError
        If ``due`` is naive.
    """
    return _local_date(due - _TICK, tz)


def extended_deadline(
    due: datetime, paused: Sequence[Interval], tz: tzinfo, is_working: IsWorking
) -> datetime:
    """Move a deadline by the whole working days spent waiting for the requester.

    A pause counts the working days after the local day it began on, up to and including the
    day it ended on. So a pause within one day costs nothing, overnight between two working
    days counts one, and Friday to Monday counts one. A day is counted once, however many
    pauses touch it. A pause that began when the deadline had already passed moves nothing:
    asking back cannot undo being late.

    Parameters
    ----------
    due : datetime
        Aware; the deadline before these pauses.
    paused : sequence of (datetime, datetime)
        Begin and end of each pause, aware, in any order. For a pause that still lasts give
        ``now`` as the end.
    tz : tzinfo
        Time zone of the office.
    is_working : callable
        Whether a local date is a working day.

    Returns
    -------
    datetime
        In UTC, at the local time of day of ``due``; ``due`` itself if nothing counts.

    Raises
    ------
    ValueError
        If a datetime is naive, a pause ends before it began, or as in `add_working_days`.
    """
    extended = _to_utc(due)
    counted_until = date.min
    for begin, end in sorted(_checked(paused)):
        if begin >= extended:
            break
        first = max(_local_date(begin, tz), counted_until)
        last = _local_date(end, tz)
        counted_until = max(counted_until, last)
        extended = _move(extended, count_working_days(first, last, is_working), tz, is_working)
    return extended


def working_time(begin: datetime, end: datetime, tz: tzinfo, is_working: IsWorking) -> timedelta:
    """How much of the time between two instants falls on working days, each from 0 to 24 h.

    Raises
    ------
    ValueError
        If a datetime is naive, or the two are more than `MAX_SPAN_DAYS` apart.

    Notes
    -----
    One call of ``is_working`` a calendar day.
    """
    begin, end = _to_utc(begin), _to_utc(end)
    if end - begin > timedelta(days=MAX_SPAN_DAYS):
        raise ValueError(f"the time allowed is longer than {MAX_SPAN_DAYS} days")
    total = timedelta()
    for first, last in _working_spans(begin, tz, is_working):
        if first >= end:
            break
        total += min(last, end) - first
    return total


def after_working_time(
    begin: datetime, run: timedelta, tz: tzinfo, is_working: IsWorking
) -> datetime:
    """The instant on a working day by which so much working time has run since another.

    Where a working day ends just then, it is the begin of the next one: nobody is reminded of
    anything on a holiday.

    Returns
    -------
    datetime
        In UTC.

    Raises
    ------
    ValueError
        If ``begin`` is naive, the calendar has no working day for more than `MAX_GAP_DAYS` days,
        or dates run out.
    """
    left = run
    for first, last in _working_spans(_to_utc(begin), tz, is_working):
        if left < last - first:
            return first + left
        left -= last - first
    raise ValueError("the calendar of dates ends before the working time has run")


def moment_at_share(
    received: datetime, due: datetime, share: Fraction, tz: tzinfo, is_working: IsWorking
) -> datetime:
    """When a share of the working time allowed will have run.

    Made to be stored, so that reminders are found by an index and not by computing the share of
    every open case.

    Parameters
    ----------
    received, due : datetime
        Aware. ``due`` is the deadline in force, after all extensions.
    share : Fraction
        0 to 1.
    tz : tzinfo
        Time zone of the office.
    is_working : callable
        Whether a local date is a working day.

    Returns
    -------
    datetime
        In UTC, on a working day, to the microsecond; ``due`` for share 1, and where no working
        time lies between the two.

    Raises
    ------
    ValueError
        If the share is out of range, or as in `working_time`.

    Notes
    -----
    Two calls of ``is_working`` a calendar day at most.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, got {share}")
    total = working_time(received, due, tz, is_working)
    if share == 1 or not total:
        return _to_utc(due)
    run = total * share.numerator / share.denominator
    return after_working_time(received, run, tz, is_working)


def _working_spans(begin: datetime, tz: tzinfo, is_working: IsWorking) -> Iterator[Interval]:
    """What is left of the working day of an instant, then whole working days, ascending."""
    day, gap = _local_date(begin, tz), 0
    while gap <= MAX_GAP_DAYS:
        gap += 1
        if is_working(day):
            gap = 0
            yield max(begin, start_of_day(day, tz)), _end_of_day(day, tz)
        day += _ONE_DAY
    raise ValueError(f"no working day in the {MAX_GAP_DAYS} days before {day}")


def _move(due: datetime, days: int, tz: tzinfo, is_working: IsWorking) -> datetime:
    """The deadline ``days`` working days later, at the same local time of day."""
    if days == 0:
        return due
    local = due.astimezone(tz)
    last = last_day(due, tz)
    moved = add_working_days(last, days, is_working) + (local.date() - last)
    return datetime.combine(moved, local.time(), tzinfo=tz).astimezone(UTC)


def _end_of_day(day: date, tz: tzinfo) -> datetime:
    if day == date.max:
        raise ValueError("the calendar of dates ends before the end of the day")
    return start_of_day(day + _ONE_DAY, tz)


def _checked(intervals: Sequence[Interval]) -> list[Interval]:
    checked = [(_to_utc(begin), _to_utc(end)) for begin, end in intervals]
    if any(end < begin for begin, end in checked):
        raise ValueError("a pause ends before it began")
    return checked


def _local_date(moment: datetime, tz: tzinfo) -> date:
    return _to_utc(moment).astimezone(tz).date()


def _to_utc(moment: datetime) -> datetime:
    # Differences of datetimes in one zone are wall-clock differences; only UTC is exact.
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a datetime without a time zone has no place in time")
    return moment.astimezone(UTC)
