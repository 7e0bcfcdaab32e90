"""What holds of every rule with every completion: docs/reference/budget-rounds.md says so."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.methods.budget_count import CountRule, count_budget
from gongjian.methods.budget_election import budget_election
from tests.methods.test_budget_count import GREEDY, SHARES, approvals, costs, pointed

ALL = [*SHARES, *GREEDY]
NO_UNIT = [rule for rule in ALL if rule.completion in {"none", "greedy"}]
ballots = st.one_of(approvals, pointed)
few = settings(max_examples=60)


def rules(some):
    return pytest.mark.parametrize(
        "rule", some, ids=lambda rule: f"{rule.rule}-{rule.utility}-{rule.completion}"
    )


def election_of(money, budget, said):
    has_points = any(isinstance(one, tuple) for ballot in said for one in ballot)
    return budget_election(costs=money, budget=budget, ballots=said, has_points=has_points)


def scaled(election, factor):
    """Every amount so many times as large; the unit of the currency stays what it is."""
    costs_ = tuple(cost * factor for cost in election.costs)
    return replace(election, costs=costs_, budget=election.budget * factor)


def outcome(election, rule):
    """The projects in the order of selection, and how many units were added."""
    count = count_budget(election, rule)
    return [count.election.projects[place] for place in count.funded], count.added_units


@rules(ALL)
@given(costs, st.integers(1, 40), ballots)
@few
def test_the_budget_is_never_exceeded(rule, money, budget, said):
    election = election_of(money, budget, said)

    count = count_budget(election, rule)

    assert election.cost_of(count.funded) <= election.budget
    assert len(set(count.funded)) == len(count.funded)


@rules(ALL)
@given(costs, st.integers(1, 40), ballots, st.sampled_from(["id", "lot:7"]), st.randoms())
@few
def test_neither_the_order_of_people_nor_that_of_projects_matters(
    rule, money, budget, said, ties, random
):
    rule = replace(rule, ties=ties)
    turned = dict(random.sample(list(money.items()), len(money)))
    mixed = dict(random.sample(list(said.items()), len(said)))
    # Projects within a ballot stand in any order, too.
    mixed = {tuple(random.sample(one, len(one))): voters for one, voters in mixed.items()}

    other = outcome(election_of(turned, budget, mixed), rule)
    assert other == outcome(election_of(money, budget, said), rule)


@rules(NO_UNIT)
@given(costs, st.integers(1, 40), ballots, st.integers(2, 10_000))
@few
def test_more_or_less_money_of_the_same_proportions_changes_nothing(
    rule, money, budget, said, factor
):
    election = election_of(money, budget, said)

    assert outcome(scaled(election, factor), rule) == outcome(election, rule)


@rules(ALL)
@given(costs, st.integers(1, 40), ballots, st.integers(2, 10_000))
@few
def test_amounts_in_smaller_units_change_nothing(rule, money, budget, said, factor):
    election = election_of(money, budget, said)

    in_parts = replace(scaled(election, factor), unit=election.unit * factor)

    assert outcome(in_parts, rule) == outcome(election, rule)


def test_how_far_add1_goes_depends_on_the_unit_of_the_currency():
    # A whole unit more for both would pay for a, which the budget does not; half a unit pays b.
    election = election_of({"a": 5, "b": 2}, 3, {("a", "b"): 1, ("a",): 1})
    rule = CountRule("equal-shares", "cost", "add1")

    assert outcome(election, rule) == ([], 0)
    assert outcome(scaled(election, 10), rule) == (["b"], 5)
