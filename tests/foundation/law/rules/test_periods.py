from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.foundation.law.rules.periods import Period, first_overlap

days = st.dates(date(2020, 1, 1), date(2020, 2, 15))
periods = st.builds(
    lambda first, length: Period(first, first if length == 0 else None if length > 20 else
                                 date.fromordinal(first.toordinal() + length)),
    days, st.integers(0, 25),
)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "day", "expected"),
    [
        ("2020-01-01", "2020-01-31", "2020-01-01", True),
        ("2020-01-01", "2020-01-31", "2020-01-31", True),
        ("2020-01-01", "2020-01-31", "2020-02-01", False),
        ("2020-01-01", "2020-01-31", "2019-12-31", False),
        ("2020-01-01", None, "2999-12-31", True),
    ],
)
def test_both_ends_belong_to_a_period(first, last, day, expected):
    period = Period(date.fromisoformat(first), last and date.fromisoformat(last))

    assert period.holds(date.fromisoformat(day)) is expected


@given(st.lists(periods, max_size=6))
def test_an_overlap_is_found_if_there_is_one(given_periods):
    pairs = [
        (a, b) for n, a in enumerate(given_periods) for b in given_periods[n + 1 :] if a.overlaps(b)
    ]

    found = first_overlap(given_periods)

    assert (found is not None) == bool(pairs)


@given(periods, periods, days)
def test_periods_that_hold_the_same_day_overlap(a, b, day):
    holds_both = a.holds(day) and b.holds(day)

    assert a.overlaps(b) or not holds_both
    assert a.overlaps(b) == b.overlaps(a)
