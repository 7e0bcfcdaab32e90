"""How long the steps of a trail took, and what it adds up to."""

from __future__ import annotations

from datetime import date

from gongjian.foundation.trail.kinds import Money, Weight
from gongjian.foundation.trail.rules import days_in_all, spans, sums_of_money


def day(number: int) -> date:
    return date(2026, 3, number)


def test_a_step_lasts_until_the_next_kind_of_thing_comes():
    found = spans([("case", day(1)), ("proposal", day(8)), ("call", day(8))])

    assert [(one.kind, one.days) for one in found] == [("case", 7), ("proposal", 0), ("call", None)]


def test_what_was_there_before_has_no_days():
    assert spans([("proposal", day(8)), ("initiative", day(2))])[0].days is None


def test_days_in_all_are_those_between_the_first_and_the_last():
    assert days_in_all([day(9), day(2), day(4)]) == 7
    assert days_in_all([]) == 0


def test_money_is_added_up_by_name_and_currency_only():
    money = [Money("paid", "CNY", 5), Money("budgeted", "CNY", 9), Money("paid", "CNY", 2),
             Money("paid", "EUR", 1)]  # fmt: skip

    assert sums_of_money(money) == [
        Money("budgeted", "CNY", 9), Money("paid", "CNY", 7), Money("paid", "EUR", 1),
    ]  # fmt: skip


def test_weights_add_up():
    assert Weight(rated=2, stars=9, starred=2) + Weight(rated=1, solved=1, voters=4) == Weight(
        rated=3, solved=1, stars=9, starred=2, voters=4
    )
