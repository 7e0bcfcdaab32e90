"""Heat, trend and what issues share: the formulas."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import isclose
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.government.triage import rules
from gongjian.government.triage.rules import Trend, Voice, heat_at, warmed_by

START = datetime(2026, 3, 1, tzinfo=UTC)
voices = st.builds(
    Voice,
    at=st.integers(0, 400).map(lambda days: START + timedelta(days=days)),
    person=st.sampled_from(["", "a", "b", "c"]),
    supports=st.integers(0, 3000),
    dislikes=st.integers(0, 100),
)
several = st.lists(voices, min_size=1, max_size=20)


def heat_of(*cases: Voice, at: datetime) -> float:
    return heat_at(warmed_by(cases).heat, at)


def test_one_case_just_come_is_one_degree():
    assert isclose(heat_of(Voice(START, "a"), at=START), 1.0)


def test_after_thirty_days_half_of_it_is_left():
    assert isclose(heat_of(Voice(START, "a"), at=START + timedelta(days=30)), 0.5)


def test_what_is_nearly_cold_is_shown_as_cold():
    assert heat_of(Voice(START, "a"), at=START + timedelta(days=3000)) == 0.0
    assert heat_at(rules.COLD, START) == 0.0


def test_an_earlier_case_of_a_person_counts_a_quarter():
    twice = warmed_by([Voice(START, "a"), Voice(START, "a")])

    assert twice.people == 1
    assert isclose(heat_at(twice.heat, START), 1.25 + rules.rush_warmth(1))


def test_whoever_is_not_known_is_a_person_by_itself():
    assert warmed_by([Voice(START, ""), Voice(START, "")]).people == 2


def test_a_hundred_clicks_weigh_as_five_people():
    assert rules.support_warmth(100, 0) == 5
    assert rules.support_warmth(100, 19) == 4.5
    assert rules.support_warmth(1, 5) == 0


def test_a_flood_is_hotter_than_the_same_people_spread_over_the_time():
    flood = [Voice(START + timedelta(days=60), str(n)) for n in range(8)]
    spread = [Voice(START + timedelta(days=60 - 8 * n), str(n)) for n in range(8)]

    assert warmed_by(flood).heat > warmed_by(spread).heat
    assert rules.rush_warmth(7) == 0.75


def test_the_peak_stays_when_the_issue_has_cooled():
    first = [Voice(START, str(n)) for n in range(10)]
    much_later = Voice(START + timedelta(days=365), "z")

    assert warmed_by([*first, much_later]).peak == warmed_by(first).peak


def test_an_issue_without_cases_is_cold():
    assert warmed_by([]) == rules.Warmth(rules.COLD, 0.0, 0)


@given(several, voices)
def test_one_more_case_never_makes_an_issue_cooler(cases, more):
    assert warmed_by([*cases, more]).heat >= warmed_by(cases).heat - 1e-9


@given(several, st.integers(0, 1000), st.integers(0, 1000))
def test_likes_warm_and_dislikes_cool(cases, likes, dislikes):
    first, *others = cases
    liked = Voice(first.at, first.person, first.supports + likes, first.dislikes)
    disliked = Voice(first.at, first.person, first.supports, first.dislikes + dislikes)

    assert warmed_by([liked, *others]).heat >= warmed_by(cases).heat - 1e-9
    assert warmed_by([disliked, *others]).heat <= warmed_by(cases).heat + 1e-9


@given(several, st.integers(0, 400))
def test_the_same_cases_all_later_are_hotter(cases, days):
    later = [Voice(v.at + timedelta(days=days), v.person, v.supports, v.dislikes) for v in cases]

    assert warmed_by(later).heat >= warmed_by(cases).heat - 1e-9


@given(several, several, st.integers(400, 900))
def test_time_passing_changes_no_order(one, other, days):
    kept = warmed_by(one).heat, warmed_by(other).heat
    now = START + timedelta(days=days)
    shown = heat_at(kept[0], now), heat_at(kept[1], now)

    assert (kept[0] >= kept[1]) <= (shown[0] >= shown[1])


@given(several)
def test_the_order_in_which_cases_are_read_is_nothing(cases):
    assert isclose(warmed_by(cases).heat, warmed_by(cases[::-1]).heat, abs_tol=1e-6)


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("recent", "before", "expected"),
    [
        (0, 0, Trend.QUIET),
        (0, 9, Trend.QUIET),
        (1, 0, Trend.STEADY),
        (2, 0, Trend.RISING),
        (10, 9, Trend.STEADY),
        (12, 9, Trend.RISING),
        (9, 10, Trend.STEADY),
        (9, 12, Trend.FALLING),
    ],
)
def test_the_trend_compares_four_weeks_with_the_four_before(recent, before, expected):
    arrivals = [["2026-10-20", before], ["2026-11-20", recent], ["2025-11-20", 99]]

    assert rules.trend(arrivals, TODAY) is expected


def test_arrivals_are_counted_by_day():
    days = [date(2026, 11, 2), date(2026, 11, 1), date(2026, 11, 2)]

    assert rules.arrivals_by_day(days) == [("2026-11-01", 1), ("2026-11-02", 2)]


def test_of_many_days_the_last_are_kept_and_no_case_is_lost():
    days = [TODAY - timedelta(days=n) for n in range(1000)]
    kept = rules.arrivals_by_day(days)

    assert len(kept) == rules.KEPT_DAYS
    assert sum(count for _day, count in kept) == 1000


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([None, None], None), (["a", None, None], "a"), (["a", "b", "b"], "b")],
)
def test_most_decide_and_those_without_do_not_vote(values, expected):
    assert rules.most_common(values) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], ""),
        (["city/north/mill/"], "city/north/mill/"),
        (["city/north/mill/", "city/north/bay/"], "city/north/"),
        (["city/n/", "city/north/"], "city/"),
        (["city/north/", ""], ""),
    ],
)
def test_the_common_area_holds_all(paths, expected):
    assert rules.common_path(paths) == expected


def test_a_larger_issue_is_summed_up_less_often():
    assert rules.refresh_pause(0) == timedelta(seconds=2)
    assert rules.refresh_pause(10_000) == timedelta(seconds=22)


class Somewhere(NamedTuple):
    longitude: float | None = None
    latitude: float | None = None
    category_path: str = ""


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (Somewhere(), Somewhere(), 1.0),
        (Somewhere(115.0, 30.0), Somewhere(), 1.0),
        (Somewhere(115.0, 30.0), Somewhere(115.005, 30.005), 1.0),
        (Somewhere(115.0, 30.0), Somewhere(115.02, 30.0), 0.0),
        (Somewhere(115.0, 30.0), Somewhere(115.0, 30.01), 0.0),
        # A degree of longitude is short in the north.
        (Somewhere(25.0, 69.0), Somewhere(25.02, 69.0), 1.0),
        (Somewhere(category_path="ENV/AIR/"), Somewhere(category_path="ENV/AIR/"), 1.0),
        (Somewhere(category_path="ENV/AIR/"), Somewhere(category_path="ENV/"), 1.0),
        (Somewhere(category_path="ENV/AIR/"), Somewhere(), 1.0),
        (
            Somewhere(category_path="ENV/AIR/"),
            Somewhere(category_path="ENV/NOISE/"),
            rules.OTHER_CATEGORY,
        ),
        (
            Somewhere(category_path="ENV/AIR/DUST/"),
            Somewhere(category_path="CITY/"),
            rules.OTHER_BRANCH,
        ),
        (Somewhere(0.0, 0.0, "ENV/"), Somewhere(0.0, 0.0, "CITY/"), rules.OTHER_BRANCH),
    ],
)
def test_place_and_category_weigh_likeness(here, there, expected):
    assert rules.oneness(here, there) == expected
    assert rules.oneness(there, here) == expected
