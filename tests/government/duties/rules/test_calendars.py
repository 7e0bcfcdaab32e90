"""Published calendars against the State Council's notices.

国办发明电〔2023〕7号 (2024), 国办发明电〔2024〕12号 (2025) and 国办发明电〔2025〕7号 (2026).
"""

from datetime import date, timedelta

import pytest

from gongjian.government.duties.rules import calendars as rules


def works(code, day):
    return bool(rules.working_mask(code, day.year) & rules.day_bit(day))


def days(*texts):
    return [date.fromisoformat(text) for text in texts]


def span(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


MAKE_UP_DAYS = days(
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14",
    "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip
HOLIDAYS = [
    *span("2024-01-01", "2024-01-01"),
    *span("2024-02-10", "2024-02-17"),
    *span("2024-04-04", "2024-04-06"),
    *span("2024-05-01", "2024-05-05"),
    *span("2024-06-08", "2024-06-10"),
    *span("2024-09-15", "2024-09-17"),
    *span("2024-10-01", "2024-10-07"),
    *span("2025-01-01", "2025-01-01"),
    *span("2025-01-28", "2025-02-04"),
    *span("2025-04-04", "2025-04-06"),
    *span("2025-05-01", "2025-05-05"),
    *span("2025-05-31", "2025-06-02"),
    *span("2025-10-01", "2025-10-08"),
    *span("2026-01-01", "2026-01-03"),
    *span("2026-02-15", "2026-02-23"),
    *span("2026-04-04", "2026-04-06"),
    *span("2026-05-01", "2026-05-05"),
    *span("2026-06-19", "2026-06-21"),
    *span("2026-09-25", "2026-09-27"),
    *span("2026-10-01", "2026-10-07"),
]


@pytest.mark.parametrize("day", MAKE_UP_DAYS, ids=str)
def test_chinese_make_up_days_work_though_they_are_weekends(day):
    assert day.weekday() >= 5
    assert works("CN", day)


def test_chinese_holidays_and_only_they_keep_weekdays_off():
    off = [
        day
        for year in (2024, 2025, 2026)
        for day in span(f"{year}-01-01", f"{year}-12-31")
        if day.weekday() < 5 and not works("CN", day)
    ]

    assert off == [day for day in HOLIDAYS if day.weekday() < 5]


def test_no_other_chinese_weekend_works():
    working = [
        day
        for year in (2024, 2025, 2026)
        for day in span(f"{year}-01-01", f"{year}-12-31")
        if day.weekday() >= 5 and works("CN", day)
    ]

    assert working == MAKE_UP_DAYS


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("DE", "2025-10-03", False),
        ("DE-BY", "2025-01-06", False),  # Epiphany is a holiday in Bavaria only
        ("DE", "2025-01-06", True),
        ("US", "2025-07-04", False),
        ("GB", "2025-12-26", False),
        ("DE", "2025-10-04", False),  # a Saturday
        ("CN-GX", "2025-10-11", True),
        ("CN", "2049-10-03", False),  # a forecast: the statutory holiday
        ("CN", "2049-10-12", True),
    ],
)
def test_other_calendars_and_years(code, day, expected):
    assert works(code, date.fromisoformat(day)) is expected


@pytest.mark.parametrize("year", [1, 1949, 2151, 9999])
def test_far_years_have_weekends_only(year):
    assert rules.working_mask("CN", year).bit_count() in {260, 261, 262}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("CN", True), ("CN-45", True), ("DE-BY", True), ("HK", True), ("US-CA", True),
        ("", False), ("cn", False), ("XX", False), ("DE-QQ", False), ("DE-", False),
        ("CN-TOOLONGTOBE", False), ("../x", False),
    ],
)  # fmt: skip
def test_calendar_codes(code, expected):
    assert rules.is_calendar(code) is expected


def test_an_unknown_calendar_is_refused():
    with pytest.raises(ValueError, match="XX"):
        rules.working_mask("XX", 2025)


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [("CN", 2026, True), ("CN", 2060, False), ("CN-45", 2060, False), ("DE", 2060, True)],
)
def test_years_without_published_days_are_known_as_such(code, year, expected):
    assert rules.is_announced(code, year) is expected


def test_the_nearest_calendar_has_the_last_word():
    assert rules.calendar_chain("DE-BY") == ("DE", "DE-BY")
    assert rules.calendar_chain("CN") == ("CN",)
