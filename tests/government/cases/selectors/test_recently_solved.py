"""What the first page calls solved: what its requester said last, and everybody may read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_case, take_step


def rated(town, *, is_solved: bool = True, days: int = 0, **fields) -> Case:
    case = make_case(town, state=CaseState.ANSWERED, **fields)
    cases.rate_case(
        actor=town.resident, case_id=case.pk, is_solved=is_solved, satisfaction=4,
        now=NOW + timedelta(days=days),
    )  # fmt: skip
    return case


def shown() -> list[Case]:
    return [found.case for found in cases.recently_solved()]


def test_the_latest_said_to_be_solved_stands_first(town):
    old, new = rated(town, days=1), rated(town, days=2)

    assert shown() == [new, old]


def test_with_what_was_answered_and_after_how_many_days(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    later = NOW + timedelta(days=3)
    cases.answer_case(actor=town.handler, case_id=case.pk, text="Person, it is lit.", now=later)
    cases.rate_case(actor=town.resident, case_id=case.pk, is_solved=True, satisfaction=5, now=later)

    (found,) = cases.recently_solved()

    assert found.days == 3
    assert "it is lit" in found.answer


@pytest.mark.parametrize(
    ("is_solved", "fields"),
    [(False, {}), (True, {"is_public": False})],
    ids=["unsolved", "private"],
)
def test_what_is_not_solved_or_not_public_is_left_out(town, is_solved, fields):
    rated(town, is_solved=is_solved, **fields)

    assert shown() == []


def test_what_was_opened_again_is_solved_no_more(town):
    case = rated(town)
    assert shown() == [case]

    cases.reopen_case(
        actor=town.resident, case_id=case.pk, reason="Dark again.", now=NOW + timedelta(days=1)
    )

    assert shown() == []


def test_what_is_said_last_counts(town):
    case = rated(town, is_solved=False)
    assert Case.objects.get(pk=case.pk).state == CaseState.REOPENED
    take_step(town, case, Step.ACCEPT)
    take_step(town, case, Step.ANSWER)

    cases.rate_case(
        actor=town.resident, case_id=case.pk, is_solved=True, satisfaction=4,
        now=NOW + timedelta(days=1),
    )  # fmt: skip

    assert shown() == [case]


@pytest.mark.parametrize("count", [1, 6])
def test_it_costs_two_queries_and_five_are_shown(town, django_assert_num_queries, count):
    for _ in range(count):
        rated(town)

    with django_assert_num_queries(2):
        found = cases.recently_solved()

    assert len(found) == min(count, 5)
