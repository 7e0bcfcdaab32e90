"""Votes with points and ranks, of real elections, as pabutools counts them."""

import json
from pathlib import Path

import pytest

from gongjian.methods.budget_count import CountRule, count_budget
from gongjian.methods.pabulib import read_pabulib
from tests.shared_data import shared

GOLDEN = json.loads((Path(__file__).parent.parent / "golden/budget_points.json").read_text())


@pytest.mark.parametrize("rule", ["equal-shares", "greedy"])
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("name", GOLDEN["results"])
def test_points_and_ranks_count_as_in_the_reference(name, utility, rule):
    election = read_pabulib(shared(f"budgeting/{name}").read_text(encoding="utf-8")).election

    count = count_budget(election, CountRule(rule, utility))

    funded = sorted(election.projects[place] for place in count.funded)
    assert funded == GOLDEN["results"][name][f"{rule} {utility}"]
