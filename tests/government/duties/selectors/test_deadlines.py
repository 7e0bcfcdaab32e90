from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from gongjian.government.duties import interface as duties
from gongjian.government.duties.models import Area, CalendarDay
from gongjian.government.duties.selectors.calendars import forget_calendars

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def area_at(code, parent=None, calendar=""):
    path = f"{parent.path if parent else ''}{code}/"
    level = parent.level + 1 if parent else 1
    return Area.objects.create(
        code=code, name=code, level=level, parent=parent, path=path, calendar=calendar
    )


@pytest.mark.parametrize(
    ("received", "working_days", "last_day"),
    [
        ("2025-09-26T09:00", 1, "2025-09-28"),  # Friday; the Sunday makes up
        ("2025-09-30T17:59", 1, "2025-10-09"),  # over the National Day
        ("2025-09-30T17:59", 3, "2025-10-11"),  # the Saturday makes up
        ("2026-02-13T12:00", 1, "2026-02-14"),
        ("2026-02-14T12:00", 1, "2026-02-24"),  # over the Spring Festival
        ("2024-02-09T08:00", 5, "2024-02-22"),
        ("2025-01-24T23:59", 2, "2025-01-27"),
    ],
)
def test_a_chinese_deadline(received, working_days, last_day):
    due = duties.deadline_at(None, at(received), working_days)

    assert duties.last_day_of(due) == date.fromisoformat(last_day)
    assert due.tzinfo == UTC
    assert due.astimezone(BEIJING).time().isoformat() == "00:00:00"


def test_an_area_inherits_the_calendar_of_the_nearest_area_above():
    city = area_at("1", calendar="DE")
    district = area_at("2", parent=city, calendar="DE-BY")
    street = area_at("3", parent=district)
    other = area_at("4", parent=city)
    epiphany = date(2025, 1, 6)

    working = [duties.is_working_day(area, epiphany) for area in (city, district, street, other)]

    assert working == [True, False, False, True]


def test_a_row_overrides_the_published_calendar():
    CalendarDay.objects.create(calendar="CN", day=date(2025, 9, 29), is_working=False)
    CalendarDay.objects.create(calendar="CN", day=date(2025, 10, 1), is_working=True)

    assert not duties.is_working_day(None, date(2025, 9, 29))
    assert duties.is_working_day(None, date(2025, 10, 1))


def test_a_subdivision_overrides_its_country():
    guangxi = area_at("45", calendar="CN-GX")
    day = date(2025, 3, 31)
    CalendarDay.objects.create(calendar="CN", day=day, is_working=True)
    CalendarDay.objects.create(calendar="CN-GX", day=day, is_working=False)

    assert not duties.is_working_day(guangxi, day)
    assert duties.is_working_day(None, day)


def test_a_change_of_a_calendar_is_seen_at_once():
    day = date(2025, 9, 29)
    assert duties.is_working_day(None, day)

    CalendarDay.objects.create(calendar="CN", day=day, is_working=False)
    forget_calendars()

    assert not duties.is_working_day(None, day)


def test_thousands_of_deadlines_ask_the_database_once(django_assert_num_queries):
    street = area_at("3", parent=area_at("2", parent=area_at("1")))

    with django_assert_num_queries(2):
        deadlines = {duties.deadline_at(street, at("2025-09-01T09:00"), n) for n in range(1, 60)}

    assert len(deadlines) == 59


def test_an_extension_counts_from_the_last_day():
    due = duties.deadline_at(None, at("2025-09-24T09:00"), 3)
    assert duties.last_day_of(due) == date(2025, 9, 28)

    assert duties.last_day_of(duties.extend_deadline(None, due, 2)) == date(2025, 9, 30)
    assert duties.last_day_of(duties.extend_deadline(None, due, 3)) == date(2025, 10, 9)


def test_waiting_for_the_requester_moves_the_deadline_by_working_days():
    due = duties.deadline_at(None, at("2025-09-22T09:00"), 5)
    pause = (at("2025-09-25T10:00"), at("2025-09-29T10:00"))

    moved = duties.paused_deadline(None, due, [pause])

    assert duties.last_day_of(due) == date(2025, 9, 28)
    assert duties.last_day_of(moved) == date(2025, 10, 9)


def test_a_share_of_the_time_is_a_share_of_the_working_time():
    received = at("2025-09-30T00:00")
    due = duties.deadline_at(None, received, 1)

    assert duties.moment_at_share("", received, due, Fraction(3, 4)) == at("2025-10-09T12:00")


@pytest.mark.parametrize(
    ("share", "moment"),
    # Friday 10:00, over the Spring Festival: 14 hours, then the Saturday that makes up, then
    # Tuesday and Wednesday; 86 hours of working time.
    [
        (Fraction(1, 2), "2026-02-24T05:00"),
        (Fraction(4, 5), "2026-02-25T06:48"),
        (Fraction(1), "2026-02-26T00:00"),
    ],
)
def test_nobody_is_reminded_during_the_spring_festival(share, moment):
    received = at("2026-02-13T10:00")
    due = duties.deadline_at(None, received, 3)

    assert duties.moment_at_share("", received, due, share) == at(moment)


def test_an_area_counts_the_working_time_of_its_own_calendar():
    german = area_at("de", calendar="DE")
    below = area_at("berlin", parent=german)
    received = at("2026-02-13T00:00")
    due = duties.deadline_at(german, received, 3)

    assert duties.last_day_of(due) == date(2026, 2, 18)
    half = duties.moment_at_share(below.path, received, due, Fraction(1, 2))
    assert half == at("2026-02-17T00:00")


def test_a_start_moves_on_by_as_much_working_time_as_its_deadline():
    started = at("2026-02-13T10:00")
    due = duties.deadline_at(None, started, 3)
    moved = duties.extend_deadline(None, due, 2)

    start = duties.moved_start("", started, due, moved)

    assert start == at("2026-02-24T10:00")
    assert duties.deadline_at(None, start, 3) == moved
