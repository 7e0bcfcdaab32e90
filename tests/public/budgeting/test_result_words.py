"""The words of a result page, from reports as counts make them."""

from types import SimpleNamespace

import pytest

from gongjian.methods.budget_count import CountRule, count_budget, report_of
from gongjian.methods.budget_election import budget_election
from gongjian.public.budgeting.models import BudgetProject, BudgetRound, KindChoice, PartCount
from gongjian.public.budgeting.views.result_words import count_name, told_projects


def words_of(rule, *, kind=KindChoice.APPROVAL, **options):
    has_points = kind == KindChoice.POINTS
    ballots = {(("1", 5),): 3, (("2", 3),): 2} if has_points else {("1",): 3, ("2",): 2}
    election = budget_election(
        costs={"1": 6, "2": 5}, budget=8, ballots=ballots, has_points=has_points
    )
    count = PartCount(
        rule=rule.rule, utility=rule.utility, completion=rule.completion,
        report=report_of(count_budget(election, rule, **options)),
    )  # fmt: skip
    projects = {number: BudgetProject(number=number) for number in (1, 2)}
    rows = told_projects(BudgetRound(kind=kind, currency="CNY"), projects, [count])
    return " ".join(next(row.why for row in rows if row.project.number == 2))


def test_points_are_called_points_and_supporters_supporters():
    assert "With 10 more points it would" in words_of(CountRule("greedy"), kind=KindChoice.POINTS)
    assert "With 2 more supporters it would" in words_of(CountRule("greedy"))


def test_what_was_counted_again_is_told_apart_from_a_figure_at_the_same_share():
    assert "Counted again with 3 more voters" in words_of(CountRule(), asks_what_was_needed=True)
    assert "If each voter’s share had stayed at" in words_of(CountRule())


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_no_two_counts_have_one_name(utility):
    counts = [
        SimpleNamespace(rule=rule, utility=utility, completion=completion)
        for rule, completions in (
            ("equal-shares", ("none", "add1", "add1u-greedy", "greedy")),
            ("greedy", ("none",)),
        )
        for completion in completions
    ]

    assert len({count_name(count) for count in counts}) == 5
