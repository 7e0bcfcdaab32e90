"""Hot issues in the demo town's English, of which it is known what is about one thing."""

from __future__ import annotations

import pytest

from benchmarks.demo_issues import Measure, measure, true_issues
from gongjian.config.demo.people import accounts
from gongjian.config.demo.plots import draw_plots
from gongjian.config.demo.stories import CLUSTERS
from tests.factories import NOW

SIZE = 400
AS_IN_A_TOWN = "with places and categories, as in a town"


@pytest.fixture(scope="module")
def english() -> list[Measure]:
    return measure("en", SIZE)


@pytest.mark.parametrize("reading", ["strict", "by place"])
def test_a_town_finds_what_english_cases_are_about_one_thing(english, reading):
    (found,) = (one for one in english if (one.way, one.reading) == (AS_IN_A_TOWN, reading))

    assert found.over_all.f1 >= 0.85
    assert found.of_members.f1 >= 0.85


def test_what_is_true_is_the_hot_matters_and_what_is_told_twice_of_one_place():
    plots = draw_plots(accounts(), NOW, 1, SIZE)

    strict, by_place = true_issues(plots, True), true_issues(plots, False)

    assert {cluster.key for cluster in CLUSTERS} <= set(strict) & set(by_place)
    again = [at for at, plot in enumerate(plots) if plot.original]
    assert again
    assert [strict[at] for at in again].count(None) == 0
    # Whatever is one issue at one house is one at its place.
    assert all(by_place[at] is not None for at, issue in enumerate(strict) if issue)
