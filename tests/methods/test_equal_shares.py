"""Equal shares against plain fractions, against the reference's outcomes, and its properties."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.methods import equal_shares as shares
from gongjian.methods.budget_election import budget_election
from gongjian.methods.equal_shares import equal_shares
from gongjian.methods.greedy_budget import greedy_budget
from gongjian.methods.pabulib import read_pabulib
from tests.shared_data import DATA, shared

NAMES = "abcdefg"
UTILITIES = ["cost", "cardinality"]
COMPLETIONS = ["none", "add1", "add1u-greedy", "greedy"]

approvals = st.dictionaries(
    st.frozensets(st.sampled_from(NAMES), max_size=5).map(lambda names: tuple(sorted(names))),
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
# Few different costs, so that ties are the rule and not the exception.
costs = st.lists(st.sampled_from([0, 2, 3, 6, 12]), min_size=7, max_size=7).map(
    lambda money: dict(zip(NAMES, money, strict=True))
)


def plain_rate(cost, gain, purses, wants):
    """The rate at which those who want a project pay it together, by going up through them."""
    order = sorted(wants, key=lambda voter: purses[voter] / wants[voter])
    owed, rich = Fraction(cost), sum(wants.values())
    for voter in order:
        rate = owed / rich
        if rate * wants[voter] <= purses[voter]:
            return rate / gain
        owed -= purses[voter]
        rich -= wants[voter]
    return None


def plain_equal_shares(money, budget, ballots, utility, added=0):
    """Every voter for themselves, in fractions."""
    voters = [dict(ballot) for ballot, number in ballots.items() for _ in range(number)]
    purses = [Fraction(budget, len(voters)) + added] * len(voters)
    wanted = {
        name: {at: voter[name] for at, voter in enumerate(voters) if voter.get(name)}
        for name in money
    }
    wanted = {name: wants for name, wants in wanted.items() if wants}
    bought = sorted(name for name in wanted if not money[name])
    left = {name for name in wanted if money[name]}
    while True:
        rates = {}
        for name in left:
            gain = money[name] if utility == "cost" else 1
            rate = plain_rate(money[name], gain, purses, wanted[name])
            if rate is not None:
                rates[name] = rate
        if not rates:
            return bought
        best = min(rates, key=lambda name: (rates[name], name))
        gain = money[best] if utility == "cost" else 1
        for voter, points in wanted[best].items():
            purses[voter] -= min(purses[voter], rates[best] * gain * points)
        bought.append(best)
        left.remove(best)


def as_points(ballots):
    return {tuple((name, 1) for name in names): number for names, number in ballots.items()}


def names_of(election, outcome):
    return [election.projects[place] for place in outcome]


@pytest.mark.parametrize("utility", UTILITIES)
@given(costs, st.integers(0, 30), approvals)
@settings(max_examples=150)
def test_approvals_count_as_in_plain_fractions(utility, money, budget, ballots):
    election = budget_election(costs=money, budget=budget, ballots=ballots)

    found = equal_shares(election, utility=utility)

    expected = plain_equal_shares(money, budget, as_points(ballots), utility)
    assert names_of(election, found.funded) == expected


@pytest.mark.parametrize("utility", UTILITIES)
@given(costs, st.integers(0, 30), pointed)
@settings(max_examples=150)
def test_points_count_as_in_plain_fractions(utility, money, budget, ballots):
    election = budget_election(costs=money, budget=budget, ballots=ballots, has_points=True)

    found = equal_shares(election, utility=utility)

    assert names_of(election, found.funded) == plain_equal_shares(money, budget, ballots, utility)


def plain_add1(money, budget, ballots, utility):
    """Election after election, each voter with one unit more."""
    supported = {name for ballot in ballots for name, points in ballot if points}
    last, added = [], 0
    while True:
        outcome = plain_equal_shares(money, budget, ballots, utility, added)
        spent = sum(money[name] for name in outcome)
        if spent > budget:
            return last, added - 1
        rest = [name for name in supported - set(outcome) if money[name]]
        if all(spent + money[name] > budget for name in rest):
            return outcome, added
        last, added = outcome, added + 1


@pytest.mark.parametrize("utility", UTILITIES)
@given(costs, st.integers(1, 40), approvals)
@settings(max_examples=100)
def test_adding_units_ends_where_it_does_in_plain_fractions(utility, money, budget, ballots):
    election = budget_election(costs=money, budget=budget, ballots=ballots)

    found = equal_shares(election, utility=utility, completion="add1")

    expected, added = plain_add1(money, budget, as_points(ballots), utility)
    assert (names_of(election, found.funded), found.added_units) == (expected, added)


@pytest.mark.parametrize("completion", COMPLETIONS)
@given(costs, st.integers(0, 40), approvals)
@settings(max_examples=60)
def test_the_budget_is_never_exceeded_and_nothing_funded_twice(completion, money, budget, ballots):
    election = budget_election(costs=money, budget=budget, ballots=ballots)

    found = equal_shares(election, utility="cost", completion=completion)

    assert election.cost_of(found.funded) <= election.budget
    assert len(set(found.funded)) == len(found.funded)
    assert found.bought <= len(found.funded)


@given(costs, st.integers(0, 40), approvals, st.integers(2, 1000))
@settings(max_examples=60)
def test_the_size_of_the_unit_of_money_changes_nothing(money, budget, ballots, factor):
    whole = budget_election(costs=money, budget=budget, ballots=ballots)
    parts = budget_election(
        costs={name: Fraction(cost, factor) for name, cost in money.items()},
        budget=Fraction(budget, factor),
        ballots=ballots,
    )

    found = [equal_shares(election, utility="cost").funded for election in (whole, parts)]

    assert found[0] == found[1]


@given(costs, st.integers(0, 40), approvals, st.randoms())
@settings(max_examples=60)
def test_the_order_of_ballots_and_projects_changes_nothing(money, budget, ballots, random):
    mixed = dict(random.sample(list(ballots.items()), len(ballots)))
    turned = dict(random.sample(list(money.items()), len(money)))
    one = budget_election(costs=money, budget=budget, ballots=ballots)
    other = budget_election(costs=turned, budget=budget, ballots=mixed)

    found = [
        names_of(election, equal_shares(election, utility="cost", completion="add1").funded)
        for election in (one, other)
    ]

    assert found[0] == found[1]


@pytest.mark.parametrize("completion", COMPLETIONS)
@given(costs, st.integers(0, 40), pointed, st.randoms())
@settings(max_examples=40)
def test_the_order_of_points_and_projects_changes_nothing(
    completion, money, budget, ballots, random
):
    mixed = dict(random.sample(list(ballots.items()), len(ballots)))
    turned = dict(random.sample(list(money.items()), len(money)))

    found = []
    for costs_, given_ in ((money, ballots), (turned, mixed)):
        election = budget_election(costs=costs_, budget=budget, ballots=given_, has_points=True)
        outcome = equal_shares(election, utility="cardinality", completion=completion)
        assert election.cost_of(outcome.funded) <= election.budget
        found.append((names_of(election, outcome.funded), outcome.added_units))

    assert found[0] == found[1]


@pytest.mark.parametrize("utility", UTILITIES)
@given(costs, st.integers(1, 40), approvals, st.integers(1, 3))
@settings(max_examples=60)
def test_what_is_told_by_two_elections_is_what_those_between_would_tell(
    utility, money, budget, ballots, one_by_one
):
    # Nearly all steps are wide, instead of one by one.
    election = budget_election(
        costs={name: 40 * cost for name, cost in money.items()},
        budget=40 * budget,
        ballots=ballots,
    )
    narrow = equal_shares(election, utility=utility, completion="add1")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "ONE_BY_ONE", one_by_one)
        wide = equal_shares(election, utility=utility, completion="add1")

    assert wide == narrow


def test_a_tie_is_broken_by_the_rule_that_is_given():
    election = budget_election(costs={"a": 4, "b": 4}, budget=4, ballots={("a", "b"): 2})

    first = equal_shares(election, utility="cost")
    last = equal_shares(election, utility="cost", tie_break=lambda name: -ord(name))

    assert names_of(election, first.funded) == ["a"]
    assert names_of(election, last.funded) == ["b"]


def test_supported_projects_that_cost_nothing_come_first():
    election = budget_election(
        costs={"dear": 5, "free": 0, "unloved": 0}, budget=5, ballots={("dear", "free"): 1}
    )

    found = equal_shares(election, utility="cost")

    assert names_of(election, found.funded) == ["free", "dear"]


def test_what_greedy_adds_is_told_apart():
    election = budget_election(
        costs={"a": 6, "b": 5}, budget=10, ballots={("a",): 3, ("b",): 2, (): 5}
    )

    found = equal_shares(election, utility="cost", completion="greedy")

    assert names_of(election, found.funded) == ["a"]
    assert found.bought == 0


def test_nobody_votes():
    election = budget_election(costs={"a": 6}, budget=10, ballots={})

    assert equal_shares(election, utility="cost", completion="add1").funded == ()
    assert names_of(election, greedy_budget(election, utility="cost")) == ["a"]


@pytest.mark.parametrize("wrong", [{"utility": "fun"}, {"utility": "cost", "completion": "all"}])
def test_what_is_not_known_is_refused(wrong):
    election = budget_election(costs={"a": 6}, budget=10, ballots={("a",): 1})

    with pytest.raises(ValueError, match=r"no utility|no completion"):
        equal_shares(election, **wrong)


@given(costs, st.integers(0, 40), approvals)
@settings(max_examples=60)
def test_greedy_leaves_nothing_that_fits(money, budget, ballots):
    election = budget_election(costs=money, budget=budget, ballots=ballots)

    funded = greedy_budget(election, utility="cost")

    spent = election.cost_of(funded)
    rest = [place for place in range(7) if place not in funded]
    assert spent <= election.budget
    assert all(spent + election.costs[place] > election.budget for place in rest)


def expected_outcomes():
    path = DATA / "budgeting" / "expected-pabutools.json"
    return json.loads(path.read_text())["results"] if path.exists() else {"absent": {}}


@pytest.mark.parametrize("name", expected_outcomes())
def test_real_elections_end_as_the_reference_counts_them(name):
    expected = expected_outcomes()[name]
    election = read_pabulib(shared(f"budgeting/{name}").read_text(encoding="utf-8")).election
    rules = {
        "greedy_cost": lambda: greedy_budget(election, utility="cost"),
        "mes_cost": lambda: equal_shares(election, utility="cost").funded,
        "mes_cardinality": lambda: equal_shares(election, utility="cardinality").funded,
        "mes_cost_add1": lambda: equal_shares(election, utility="cost", completion="add1").funded,
    }

    assert election.voters == expected["voters"]
    for rule, count in rules.items():
        wanted = expected.get(rule)
        assert wanted is None or sorted(names_of(election, count())) == sorted(wanted)


def test_many_endowments_side_by_side_are_as_one_by_one():
    random = np.random.default_rng(4)
    ballots = {
        tuple(sorted(random.choice(list(NAMES), size=3, replace=False))): int(random.integers(1, 9))
        for _ in range(30)
    }
    money = dict(zip(NAMES, [700, 500, 900, 300, 1100, 400, 800], strict=True))
    election = budget_election(costs=money, budget=1500, ballots=ballots)

    found = equal_shares(election, utility="cost", completion="add1")

    expected, added = plain_add1(money, 1500, as_points(ballots), "cost")
    assert (names_of(election, found.funded), found.added_units) == (expected, added)
