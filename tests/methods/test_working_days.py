"""Deadlines against calendars counted by hand, and as properties.

The Chinese days around the National Day of 2025 are those of the State Council's notice
国办发明电〔2024〕12号: off from 1 to 8 October, and working on Sunday 28 September and Saturday
11 October.
"""

from datetime import UTC, date, datetime, timedelta
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
        wd.share_elapsed(aware, aware, naive)


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
    with pytest.raises(ValueError, match="before it began"):
        wd.share_elapsed(local(9, 1), DUE, DUE, [pause])


# --- how much of the time has run

RECEIVED = local(9, 22)
END = local(9, 26)


@pytest.mark.parametrize(
    ("now", "paused", "expected"),
    [
        (local(9, 21), [], 0.0),
        (local(9, 22), [], 0.0),
        (local(9, 24), [], 0.5),
        (local(9, 26), [], 1.0),
        (local(9, 28), [], 1.5),
        (local(9, 24), [(local(9, 22), local(9, 24))], 0.0),
        (local(9, 25), [(local(9, 22), local(9, 24))], 0.5),
        (local(9, 25), [(local(9, 22), local(9, 24)), (local(9, 23), local(9, 24))], 0.5),
        (local(9, 26), [(local(9, 22), local(9, 24))], 1.0),
        (local(9, 24), [(local(9, 1), local(9, 2)), (local(9, 27), local(9, 28))], 0.5),
    ],
)
def test_the_share_of_the_time_that_has_run(now, paused, expected):
    assert wd.share_elapsed(RECEIVED, END, now, paused) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(9, 30, 12), 0.25),
        (local(10, 1), 0.5),
        (local(10, 5), 0.5),  # nothing runs during the holiday
        (local(10, 9), 0.5),
        (local(10, 9, 12), 0.75),
        (local(10, 10), 1.0),
    ],
)
def test_with_a_calendar_no_time_runs_on_holidays(now, expected):
    share = wd.share_elapsed(local(9, 30), local(10, 10), now, tz=BEIJING, is_working=in_china)
    assert share == pytest.approx(expected)


@pytest.mark.parametrize("paused", [[(RECEIVED, END)], [(local(9, 1), local(9, 30))]])
def test_time_that_never_ran_is_over_at_the_deadline(paused):
    assert wd.share_elapsed(RECEIVED, END, local(9, 25), paused) == 0.0
    assert wd.share_elapsed(RECEIVED, END, END, paused) == 1.0
    assert wd.moment_at_share(RECEIVED, END, 0.5, paused) == END


def test_an_immediate_deadline_is_over_at_once():
    assert wd.share_elapsed(RECEIVED, RECEIVED, RECEIVED) == 1.0


@st.composite
def clocks(draw):
    received = draw(moments)
    due = wd.deadline(received, draw(st.integers(1, 30)), BEIJING, on_weekdays)
    offsets = st.integers(-50, 1000).map(lambda hours: received + timedelta(hours=hours))
    pauses = st.lists(st.tuples(offsets, offsets).map(lambda pair: tuple(sorted(pair))), max_size=4)
    calendar = draw(st.sampled_from([{}, {"tz": BEIJING, "is_working": on_weekdays}]))
    return received, due, draw(pauses), calendar, offsets


@given(st.data(), clocks())
def test_the_share_never_falls_and_reaches_one_exactly_when_due(data, clock):
    received, due, paused, calendar, offsets = clock
    earlier, later = sorted([data.draw(offsets), data.draw(offsets)])
    first = wd.share_elapsed(received, due, earlier, paused, **calendar)
    second = wd.share_elapsed(received, due, later, paused, **calendar)
    assert 0.0 <= first <= second
    assert (second >= 1.0) == (later >= due)


@given(clocks(), st.floats(0, 1))
def test_the_moment_of_a_share_is_the_first_that_has_it(clock, share):
    received, due, paused, calendar, _ = clock
    moment = wd.moment_at_share(received, due, share, paused, **calendar)
    assert received <= moment <= due
    at_moment = wd.share_elapsed(received, due, moment, paused, **calendar)
    before = wd.share_elapsed(received, due, moment - timedelta(minutes=1), paused, **calendar)
    assert at_moment >= share - 1e-9
    assert before <= share


def test_reminders_fall_where_they_are_expected():
    moments_due = [
        wd.moment_at_share(local(9, 30), local(10, 10), share, tz=BEIJING, is_working=in_china)
        for share in (0.5, 0.75, 1)
    ]
    assert moments_due == [local(10, 1), local(10, 9, 12), local(10, 10)]


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wd.moment_at_share(RECEIVED, END, share)


def test_a_deadline_before_the_receipt_is_refused():
    with pytest.raises(ValueError, match="before the receipt"):
        wd.share_elapsed(END, RECEIVED, END)


def test_half_a_calendar_is_refused():
    with pytest.raises(ValueError, match="both"):
        wd.share_elapsed(RECEIVED, END, END, tz=BEIJING)


def test_an_endless_time_allowed_is_refused():
    with pytest.raises(ValueError, match="longer than"):
        wd.share_elapsed(
            datetime(1900, 1, 1, tzinfo=UTC),
            datetime(2100, 1, 1, tzinfo=UTC),
            datetime(2000, 1, 1, tzinfo=UTC),
            tz=UTC,
            is_working=always,
        )
