"""Deadlines against calendars counted by hand, and as properties.

The Chinese days around the National Day of 2025 are those of the State Council's notice
国办发明电〔2024〕12号: off from 1 to 8 October, and working on Sunday 28 September and Saturday
11 October.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongjian.methods import working_days as wd

BEIJING = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
HAVANA = ZoneInfo("America/Havana")
OFF = {date(2025, 10, day) for day in range(1, 9)}
MAKE_UP = {date(2025, 9, 28), date(2025, 10, 11)}


def in_china(day):
    return day in MAKE_UP or (day.weekday() < 5 and day not in OFF)


def on_weekdays(day):
    return day.weekday() < 5


def always(day):
    return True


def never(day):
    return False


def local(month, day, hour=0, minute=0, year=2025, tz=BEIJING):
    return datetime(year, month, day, hour, minute, tzinfo=tz)


days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.frozensets(st.integers(0, 6), min_size=1).map(
    lambda weekdays: lambda day: day.weekday() in weekdays
)


# --- counting days


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2025, 9, 22), 0, date(2025, 9, 22)),  # a Monday
        (date(2025, 9, 22), 1, date(2025, 9, 23)),
        (date(2025, 9, 26), 1, date(2025, 9, 28)),  # Friday, then the working Sunday
        (date(2025, 9, 27), 0, date(2025, 9, 28)),
        (date(2025, 9, 27), 1, date(2025, 9, 28)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # over the holiday
        (date(2025, 10, 4), 0, date(2025, 10, 9)),
        (date(2025, 9, 27), 5, date(2025, 10, 10)),
        (date(2025, 10, 10), 1, date(2025, 10, 11)),  # the working Saturday
        (date(2025, 10, 10), 2, date(2025, 10, 13)),
    ],
)
def test_working_days_around_the_national_day(start, count, expected):
    assert wd.add_working_days(start, count, in_china) == expected


@given(days, st.integers(1, 60), calendars)
def test_counting_undoes_adding(start, count, is_working):
    end = wd.add_working_days(start, count, is_working)
    assert is_working(end)
    assert wd.count_working_days(start, end, is_working) == count
    assert wd.count_working_days(start, end - timedelta(days=1), is_working) == count - 1


@given(days, st.integers(0, 30), st.integers(1, 30), calendars)
def test_adding_twice_is_adding_the_sum(start, first, second, is_working):
    assume(first or is_working(start))
    there = wd.add_working_days(start, first, is_working)
    assert wd.add_working_days(there, second, is_working) == (
        wd.add_working_days(start, first + second, is_working)
    )


def test_no_days_are_counted_backwards():
    assert wd.count_working_days(date(2025, 1, 2), date(2025, 1, 1), always) == 0


@pytest.mark.parametrize("count", [-1, wd.MAX_DAYS + 1, 10**30])
def test_an_absurd_number_of_days_is_refused(count):
    with pytest.raises(ValueError, match="between 0 and"):
        wd.add_working_days(date(2025, 1, 1), count, always)


@pytest.mark.parametrize("count", [0, 1])
def test_a_calendar_without_working_days_is_refused(count):
    with pytest.raises(ValueError, match="no working day"):
        wd.add_working_days(date(2025, 1, 1), count, never)


def test_a_calendar_that_works_once_a_year_is_accepted():
    def is_working(day):
        return (day.month, day.day) == (2, 28)

    assert wd.add_working_days(date(2023, 2, 28), 2, is_working) == date(2025, 2, 28)


def test_the_end_of_time_is_refused():
    with pytest.raises(ValueError, match="calendar of dates ends"):
        wd.add_working_days(date.max, 1, always)
    with pytest.raises(ValueError, match="calendar of dates ends"):
        wd.deadline(datetime(9999, 12, 31, 12, tzinfo=UTC), 0, UTC, always)


def test_an_absurd_span_is_refused():
    with pytest.raises(ValueError, match="days apart"):
        wd.count_working_days(date.min, date.max, always)


# --- deadlines


@pytest.mark.parametrize(
    ("received", "count", "due"),
    [
        (local(9, 22, 9), 1, local(9, 24)),
        (local(9, 22, 0, 0), 1, local(9, 24)),
        (local(9, 22, 23, 59), 1, local(9, 24)),
        (local(9, 30, 17), 1, local(10, 10)),
        (local(10, 1, 3), 0, local(10, 10)),
        # 20:00 UTC on the 22nd is the 23rd in Beijing.
        (datetime(2025, 9, 22, 20, tzinfo=UTC), 1, local(9, 25)),
    ],
)
def test_a_deadline_is_the_end_of_the_last_day(received, count, due):
    result = wd.deadline(received, count, BEIJING, in_china)
    assert result == due
    assert result.tzinfo is UTC


def test_a_day_is_in_time_until_its_last_instant():
    due = wd.deadline(local(9, 22, 9), 1, BEIJING, in_china)
    assert local(9, 23, 23, 59) < due
    assert wd.last_day(due, BEIJING) == date(2025, 9, 23)


@pytest.mark.parametrize(
    ("received", "tz", "due"),
    [
        # The clocks of New York go back on 2 November 2025: the day has 25 hours.
        (
            datetime(2025, 11, 1, 12, tzinfo=NEW_YORK),
            NEW_YORK,
            datetime(2025, 11, 3, 5, tzinfo=UTC),
        ),
        # Havana skips midnight of 9 March 2025; the day begins at one o'clock, 05:00 UTC.
        (datetime(2025, 3, 7, 12, tzinfo=HAVANA), HAVANA, datetime(2025, 3, 9, 5, tzinfo=UTC)),
        # Havana has midnight of 2 November 2025 twice; the first counts.
        (datetime(2025, 10, 31, 12, tzinfo=HAVANA), HAVANA, datetime(2025, 11, 2, 4, tzinfo=UTC)),
    ],
)
def test_changing_clocks_do_not_move_the_end_of_the_day(received, tz, due):
    assert wd.deadline(received, 1, tz, always) == due


@given(moments, st.integers(0, 40), calendars)
def test_a_deadline_is_after_the_receipt_and_its_last_day_works(received, count, is_working):
    due = wd.deadline(received, count, BEIJING, is_working)
    assert due > received
    assert is_working(wd.last_day(due, BEIJING))
    assert wd.start_of_day(wd.last_day(due, BEIJING) + timedelta(days=1), BEIJING) == due


def test_a_naive_datetime_is_refused():
    naive = datetime(2025, 1, 1)  # noqa: DTZ001
    aware = naive.replace(tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        wd.deadline(naive, 1, BEIJING, always)
    with pytest.raises(ValueError, match="time zone"):
        wd.extended_deadline(aware, [(naive, aware)], BEIJING, always)
    with pytest.raises(ValueError, match="time zone"):
        wd.working_time(aware, naive, BEIJING, always)


# --- pauses move the deadline

DUE = local(9, 27)  # the end of Friday, 26 September


@pytest.mark.parametrize(
    ("paused", "expected"),
    [
        ([], DUE),
        ([(local(9, 23, 9), local(9, 23, 17))], DUE),  # within a day
        ([(local(9, 23, 9), local(9, 24, 9))], local(9, 29)),  # the Sunday that works
        ([(local(9, 23, 23), local(9, 24, 1))], local(9, 29)),  # overnight
        ([(local(9, 23, 9), local(9, 25, 9))], local(9, 30)),
        ([(local(9, 23, 9), local(9, 24, 9)), (local(9, 24, 10), local(9, 25, 9))], local(9, 30)),
        # Overlapping and unordered pauses count a day once.
        ([(local(9, 23, 12), local(9, 25, 9)), (local(9, 23, 9), local(9, 24, 9))], local(9, 30)),
        ([(local(9, 23, 9), local(9, 25, 9)), (local(9, 24, 9), local(9, 24, 10))], local(9, 30)),
        # 28 to 30 September and 9 October count, the holiday between does not.
        ([(local(9, 26, 9), local(9, 28, 9)), (local(9, 28, 9), local(10, 9, 9))], local(10, 10)),
        ([(local(9, 27), local(9, 29))], DUE),  # began when the time was over
        ([(local(9, 26, 23), local(9, 29, 1))], local(9, 30)),
    ],
)
def test_a_pause_moves_the_deadline_by_its_working_days(paused, expected):
    assert wd.extended_deadline(DUE, paused, BEIJING, in_china) == expected


def test_a_pause_in_the_time_won_by_a_pause_counts_too():
    first = (local(9, 25, 9), local(9, 26, 9))  # to the end of Sunday the 28th
    second = (local(9, 28, 9), local(9, 29, 9))
    assert wd.extended_deadline(DUE, [second, first], BEIJING, in_china) == local(9, 30)
    assert wd.extended_deadline(DUE, [second], BEIJING, in_china) == DUE


def test_a_deadline_set_by_hand_keeps_its_time_of_day():
    paused = [(local(9, 23, 9), local(9, 24, 9))]
    assert wd.extended_deadline(local(9, 25, 17), paused, BEIJING, in_china) == local(9, 26, 17)


@given(moments, st.lists(st.tuples(moments, moments).map(lambda pair: tuple(sorted(pair)))))
def test_pauses_never_shorten_and_their_order_does_not_matter(due, paused):
    result = wd.extended_deadline(due, paused, BEIJING, on_weekdays)
    assert result >= due
    assert wd.extended_deadline(due, paused[::-1], BEIJING, on_weekdays) == result


def test_a_pause_that_ends_before_it_began_is_refused():
    pause = (local(9, 24), local(9, 23))
    with pytest.raises(ValueError, match="before it began"):
        wd.extended_deadline(DUE, [pause], BEIJING, in_china)


# --- how much of the working time has run


@pytest.mark.parametrize(
    ("until", "hours"),
    [
        (local(9, 29), 0),
        (local(9, 30), 0),
        (local(9, 30, 12), 12),
        (local(10, 1), 24),
        (local(10, 5), 24),  # nothing runs during the holiday
        (local(10, 9), 24),
        (local(10, 9, 12), 36),
        (local(10, 12), 96),  # the Saturday makes up
    ],
)
def test_no_working_time_runs_on_holidays(until, hours):
    assert wd.working_time(local(9, 30), until, BEIJING, in_china) == timedelta(hours=hours)


def test_reminders_fall_where_they_are_expected():
    # Half of it is over as the holiday begins: nobody is reminded before they work again.
    shares = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
    moments_due = [
        wd.moment_at_share(local(9, 30), local(10, 10), share, BEIJING, in_china)
        for share in shares
    ]
    assert moments_due == [
        local(9, 30),
        local(9, 30, 12),
        local(10, 9),
        local(10, 9, 12),
        local(10, 10),
    ]


def test_a_clock_that_starts_on_a_holiday_runs_from_the_next_working_day():
    half = wd.moment_at_share(local(10, 3, 15), local(10, 11), Fraction(1, 2), BEIJING, in_china)
    assert half == local(10, 10)


def test_time_that_never_runs_is_over_at_the_deadline():
    half = wd.moment_at_share(local(10, 2), local(10, 4), Fraction(1, 2), BEIJING, in_china)
    assert half == local(10, 4)


def test_a_deadline_before_the_receipt_is_over():
    half = wd.moment_at_share(local(9, 4), local(9, 2), Fraction(1, 2), BEIJING, in_china)
    assert half == local(9, 2)


@given(moments, st.integers(1, 30), st.fractions(0, 1, max_denominator=100))
def test_by_the_moment_of_a_share_that_share_has_run(received, count, share):
    due = wd.deadline(received, count, BEIJING, on_weekdays)
    total = wd.working_time(received, due, BEIJING, on_weekdays)
    moment = wd.moment_at_share(received, due, share, BEIJING, on_weekdays)
    assert received <= moment <= due
    assert moment == due or on_weekdays(moment.astimezone(BEIJING).date())
    run = wd.working_time(received, moment, BEIJING, on_weekdays)
    assert abs(run - total * share.numerator / share.denominator) <= timedelta(microseconds=1)


@given(moments, st.integers(0, 40 * 24), st.integers(0, 40 * 24))
def test_working_time_adds_up(begin, first, second):
    middle = wd.after_working_time(begin, timedelta(hours=first), BEIJING, on_weekdays)
    end = wd.after_working_time(middle, timedelta(hours=second), BEIJING, on_weekdays)
    both = timedelta(hours=first + second)
    assert end == wd.after_working_time(begin, both, BEIJING, on_weekdays)
    assert wd.working_time(begin, end, BEIJING, on_weekdays) == both


@pytest.mark.parametrize("share", [Fraction(-1, 10), Fraction(11, 10)])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wd.moment_at_share(local(9, 22), local(9, 26), share, BEIJING, in_china)


def test_an_endless_time_allowed_is_refused():
    with pytest.raises(ValueError, match="longer than"):
        wd.working_time(local(9, 1, year=1900), local(9, 1, year=2100), BEIJING, always)


def test_without_a_working_day_no_time_ever_runs():
    with pytest.raises(ValueError, match="no working day"):
        wd.after_working_time(local(9, 1), timedelta(hours=1), BEIJING, never)
