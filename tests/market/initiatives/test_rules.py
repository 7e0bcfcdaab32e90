from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.market.initiatives import rules
from gongjian.market.initiatives.rules import InitiativeState as S
from gongjian.market.initiatives.rules import InitiativeStep as T

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


def test_the_ways_between_states_are_these_and_no_others():
    ways = {(step, a, b) for step, by in rules.TRANSITIONS.items() for a, b in by.items()}

    assert ways == {
        (T.PLAN, S.CONSIDERED, S.PLANNED),
        (T.REFUSE, S.CONSIDERED, S.REFUSED),
        (T.START, S.PLANNED, S.UNDER_WAY),
        (T.DROP, S.PLANNED, S.DROPPED),
        (T.DROP, S.UNDER_WAY, S.DROPPED),
        (T.DELIVER, S.UNDER_WAY, S.DELIVERED),
        (T.REVIEW, S.DELIVERED, S.REVIEWED),
        (T.RESUME, S.REFUSED, S.CONSIDERED),
        (T.RESUME, S.DROPPED, S.CONSIDERED),
        (T.RESUME, S.DELIVERED, S.UNDER_WAY),
    }


@pytest.mark.parametrize(
    ("day", "first", "number", "after"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), 1, date(2026, 4, 1)),
        (date(2026, 6, 30), date(2026, 4, 1), 2, date(2026, 7, 1)),
        (date(2026, 9, 30), date(2026, 7, 1), 3, date(2026, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1), 4, date(2027, 1, 1)),
    ],
)
def test_quarters(day, first, number, after):
    assert rules.quarter_of(day) == first
    assert rules.quarter_number(first) == number
    assert rules.quarter_end(first) == after


def test_late_is_what_is_planned_or_under_way_after_its_quarter():
    quarter, last, next_day = date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)

    assert not rules.is_late(quarter, S.PLANNED, last)
    assert [state for state in S if rules.is_late(quarter, state, next_day)] == [
        S.PLANNED, S.UNDER_WAY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("baseline", "target", "value", "reached"),
    [
        (20, 5, 20, 0),
        (20, 5, 5, 1),
        (20, 5, 8, Fraction(4, 5)),
        (20, 5, 25, Fraction(-1, 3)),
        (60, 90, 75, Fraction(1, 2)),
        (60, 90, 105, Fraction(3, 2)),
        (7, 7, 7, 1),
        (7, 7, 8, 0),
    ],
)
def test_share_reached(baseline, target, value, reached):
    assert rules.share_reached(Fraction(baseline), Fraction(target), Fraction(value)) == reached


@given(NUMBERS, NUMBERS, NUMBERS)
def test_the_share_leads_from_the_baseline_to_the_value(baseline, target, value):
    reached = rules.share_reached(baseline, target, value)

    assert target == baseline or baseline + reached * (target - baseline) == value


def test_whole_months_before_a_day():
    assert rules.months_before(date(2026, 3, 31), 3) == (date(2025, 12, 1), date(2026, 2, 1))
    assert rules.months_before(date(2026, 1, 1), 1) == (date(2025, 12, 1), date(2025, 12, 1))
    assert rules.month_after(date(2026, 12, 31)) == date(2027, 1, 1)
