"""Counts tell why: payments sum up to costs, and what is said to be needed is enough."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongjian.methods import equal_shares as shares
from gongjian.methods.budget_count import CountRule, count_budget, count_rule, report_of
from gongjian.methods.budget_election import budget_election
from gongjian.methods.budget_explanation import explain_shares
from gongjian.methods.budget_recount import SharesRule, supporters_needed, with_supporters
from gongjian.methods.equal_shares import SharesOutcome
from gongjian.methods.tie_rules import tie_rule

NAMES = "abcdef"
SHARES = [
    CountRule("equal-shares", utility, completion)
    for utility in ("cost", "cardinality")
    for completion in ("none", "add1", "add1u-greedy", "greedy")
]
GREEDY = [CountRule("greedy", utility) for utility in ("cost", "cardinality")]

approvals = st.dictionaries(
    st.frozensets(st.sampled_from(NAMES), max_size=4).map(lambda names: tuple(sorted(names))),
    st.integers(1, 4),
    min_size=1,
    max_size=8,
)
pointed = st.dictionaries(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), max_size=4).map(
        lambda given: tuple(sorted(given.items()))
    ),
    st.integers(1, 3),
    min_size=1,
    max_size=6,
)
costs = st.lists(st.sampled_from([0, 2, 3, 6, 12]), min_size=6, max_size=6).map(
    lambda money: dict(zip(NAMES, money, strict=True))
)


def by_id(count):
    return {one["id"]: one for one in report_of(count)["projects"]}


@pytest.mark.parametrize("rule", SHARES, ids=lambda rule: f"{rule.utility}-{rule.completion}")
@given(costs, st.integers(1, 40), pointed)
@settings(max_examples=60)
def test_supporters_pay_exactly_the_cost_and_nobody_more_than_they_have(rule, money, budget, said):
    election = budget_election(costs=money, budget=budget, ballots=said, has_points=True)

    count = count_budget(election, rule)

    for project, story in enumerate(count.stories):
        paid = sum(one.each * one.voters for one in story.payments)
        assert paid == (election.costs[project] if story.way == "equal-shares" else 0)
        assert all(one.each <= count.endowment for one in story.payments)
        assert (story.way == "unfunded") == (project not in count.funded)
        assert story.missing is None or story.missing > 0 or not story.supporters


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@given(costs, st.integers(2, 40), approvals, st.data())
@settings(max_examples=100)
def test_at_the_cost_that_supporters_had_left_it_would_have_been_funded(
    utility, money, budget, said, data
):
    rule = CountRule("equal-shares", utility)
    count = count_budget(budget_election(costs=money, budget=budget, ballots=said), rule)
    missed = [
        place for place, one in enumerate(count.stories) if one.way == "unfunded" and one.supporters
    ]
    assume(missed)
    place = data.draw(st.sampled_from(missed))
    cheaper = {**money, NAMES[place]: count.stories[place].available}

    again = count_budget(budget_election(costs=cheaper, budget=budget, ballots=said), rule)

    assert NAMES[place] in report_of(again)["funded"]


@pytest.mark.parametrize("rule", GREEDY, ids=lambda rule: rule.utility)
@given(costs, st.integers(1, 30), approvals, st.data())
@settings(max_examples=150)
def test_the_support_that_greedy_asks_for_is_enough_and_no_less_is(rule, money, budget, said, data):
    count = count_budget(budget_election(costs=money, budget=budget, ballots=said), rule)
    missed = [place for place, one in enumerate(count.stories) if one.more_support]
    assume(missed)
    place = data.draw(st.sampled_from(missed))
    name, more = NAMES[place], count.stories[place].more_support

    def with_more(voters):
        ballots = {**said, (name,): said.get((name,), 0) + voters}
        ballots = {ballot: number for ballot, number in ballots.items() if number}
        again = budget_election(costs=money, budget=budget, ballots=ballots)
        return name in report_of(count_budget(again, rule))["funded"]

    assert with_more(more)
    assert not with_more(more - 1)


@pytest.mark.parametrize("rule", GREEDY, ids=lambda rule: rule.utility)
@given(costs, st.integers(1, 30), approvals, st.data())
@settings(max_examples=60)
def test_at_the_cost_of_what_was_left_greedy_would_have_funded_it(rule, money, budget, said, data):
    count = count_budget(budget_election(costs=money, budget=budget, ballots=said), rule)
    missed = [place for place, one in enumerate(count.stories) if one.way == "unfunded"]
    assume(missed)
    place = data.draw(st.sampled_from(missed))
    cheaper = {**money, NAMES[place]: count.stories[place].available}

    again = count_budget(budget_election(costs=cheaper, budget=budget, ballots=said), rule)

    assert NAMES[place] in report_of(again)["funded"]


def test_what_would_have_been_needed_is_told():
    election = budget_election(
        costs={"a": 6, "b": 9, "c": 1}, budget=12, ballots={("a",): 2, ("b",): 2}
    )

    told = by_id(count_budget(election, CountRule()))

    assert told["a"]["paid"] == [{"voters": 2, "each": "3"}]
    assert told["b"]["needed"] == {
        "money": "3", "support": None, "support_of": "supporters", "at_same_share": 1,
    }  # fmt: skip
    assert (told["c"]["needed"]["money"], told["c"]["needed"]["at_same_share"]) == ("1", 1)
    assert (told["c"]["supporters"], told["c"]["way"]) == (0, "unfunded")


SHARES = [
    CountRule("equal-shares", utility, completion)
    for utility in ("cost", "cardinality")
    for completion in ("none", "add1", "add1u-greedy", "greedy")
]


@pytest.mark.parametrize("rule", SHARES, ids=lambda rule: f"{rule.utility}-{rule.completion}")
@given(costs, st.integers(2, 40), approvals)
@settings(max_examples=25)
def test_counted_again_with_the_supporters_told_it_is_funded_and_with_one_fewer_not(
    rule, money, budget, said
):
    election = budget_election(costs=money, budget=budget, ballots=said)
    count = count_budget(election, rule, asks_what_was_needed=True)
    missed = [place for place, one in enumerate(count.stories) if one.way == "unfunded"]

    def is_funded(place, voters):
        name = NAMES[place]
        ballots = {**said, (name,): said.get((name,), 0) + voters}
        ballots = {ballot: number for ballot, number in ballots.items() if number}
        again = budget_election(costs=money, budget=budget, ballots=ballots)
        return name in report_of(count_budget(again, rule))["funded"]

    for place in missed:
        story = count.stories[place]
        can_be_paid = story.supporters > 0 and money[NAMES[place]] < budget
        assert (story.more_support is not None) == can_be_paid
        if story.more_support:
            assert is_funded(place, story.more_support)
            assert not is_funded(place, story.more_support - 1)


def test_recounting_ends_where_its_work_does():
    election = budget_election(costs={"a": 9, "b": 8}, budget=10, ballots={("a",): 20, ("b",): 1})
    rule = SharesRule("cost", "none", str)
    outcome = rule.count(election)

    assert supporters_needed(election, outcome, rule, most_work=0) == {}
    assert supporters_needed(election, outcome, rule).keys() == {1}


def test_further_voters_give_points_as_the_highest_on_a_ballot():
    ballots = {(("a", 5), ("b", 2)): 3}
    election = budget_election(costs={"a": 4, "b": 3}, budget=9, ballots=ballots, has_points=True)

    more = with_supporters(election, 1, 7)

    assert (more.voters, more.support(1), more.score(1)) == (10, 10, 6 + 35)
    assert (more.support(0), election.support(1)) == (3, 3)


def test_an_amount_that_is_no_whole_cent_is_rounded_in_reports_only():
    election = budget_election(costs={"a": 1}, budget=1, ballots={("a",): 3})

    count = count_budget(election, CountRule())

    assert count.stories[0].payments[0].each == Fraction(1, 3)
    assert by_id(count)["a"]["paid"] == [{"voters": 3, "each": "0.333333"}]


def test_what_is_withdrawn_is_not_funded_and_its_voters_still_count():
    ballots = {("a",): 3, ("b",): 1}
    election = budget_election(costs={"a": 6, "b": 2}, budget=8, ballots=ballots)

    report = report_of(count_budget(election, CountRule(), withdrawn=("a",)))

    assert (report["funded"], report["voters"], report["endowment"]) == (["b"], 4, "2")
    assert report["treatment"]["withdrawn"] == ["a"]


def test_a_report_says_whether_anything_more_would_fit():
    election = budget_election(costs={"a": 4, "b": 4}, budget=8, ballots={("a",): 1, ("b",): 3})

    none, greedy = (
        report_of(count_budget(election, CountRule(completion=completion)))
        for completion in ("none", "greedy")
    )

    assert (none["funded"], none["treatment"]["exhaustive"]) == (["b"], False)
    assert (greedy["funded"], greedy["treatment"]["exhaustive"]) == (["b", "a"], True)


def test_an_outcome_that_nobody_could_pay_is_refused():
    election = budget_election(costs={"a": 6}, budget=8, ballots={("a",): 1, (): 3})

    with pytest.raises(ValueError, match="could not be paid"):
        explain_shares(election, SharesOutcome((0,), 1, Fraction(2), 0))


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "loudest"},
        {"utility": "fun"},
        {"completion": "all"},
        {"rule": "greedy", "completion": "add1"},
        {"ties": "mine"},
        {"ties": "lot:"},
        {"ties": "lot:" + "x" * 201},
    ],
)
def test_unknown_rules_are_refused(wrong):
    with pytest.raises(ValueError, match=r"none of|complete|ties"):
        count_rule(**{"rule": "equal-shares", "utility": "cost", "completion": "none", **wrong})


def test_ties_are_broken_as_published():
    names = ["10", "9", "2"]

    assert sorted(names, key=tie_rule("id")) == ["10", "2", "9"]
    assert sorted(names, key=tie_rule("number")) == ["2", "9", "10"]
    lots = {tuple(sorted(names, key=tie_rule(f"lot:{seed}"))) for seed in range(20)}
    assert len(lots) == 6


def test_adding_ends_with_an_error_where_it_would_never_end(monkeypatch):
    monkeypatch.setattr(shares, "MOST_ELECTIONS", 100)
    ballots = {("a",): 1, (): 40}
    election = budget_election(costs={"a": 10**6}, budget=10**6, ballots=ballots)

    with pytest.raises(ValueError, match="to no end"):
        count_budget(election, CountRule(completion="add1"))


def test_the_endowment_that_is_told_is_the_one_that_decided():
    election = budget_election(costs={"a": 6}, budget=6, ballots={("a",): 1, (): 2})

    count = count_budget(election, replace(CountRule(), completion="add1"))

    assert (count.endowment, count.added_units) == (6, ceil(6 - 2))
