"""What is found of all votes, when, and what of it everybody may know."""

from datetime import timedelta

import pytest

from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.public.deliberation.actions.announce_consultation import change_closing
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.actions.moderate_statement import moderate_statement
from gongjian.public.deliberation.models import ConsultationResult, Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Answer
from gongjian.public.deliberation.selectors.consultation_results import shown_result
from gongjian.public.deliberation.selectors.due_results import due_results, results_are_due
from tests.factories import NOW
from tests.public.deliberation.conversations import (
    LATER,
    hold_camps,
    make_consultation,
    vote,
)

pytestmark = pytest.mark.django_db


def test_camps_are_found_and_what_unites_them():
    found, _holder = hold_camps()

    result = compute_result(consultation_id=found.pk, now=LATER)

    values = result.values
    assert (result.version, result.people, result.votes, result.method) == (1, 24, 216, "best")
    assert (values["k"], values["sizes"]) == (2, [12, 12])
    assert [one["statement"] for one in values["consensus"]["agree"]] == [8]
    assert len(values["centres"]) == len(values["middles"]) == 2
    assert sum(cell[3] for cell in values["cells"]) == 24
    assert Statement.objects.filter(consultation=found, priority=0).count() == 0


def test_a_vote_makes_the_result_due_and_the_result_settles_it():
    found, _holder = hold_camps(people=4)
    assert due_results(LATER) == [found.pk]
    compute_result(consultation_id=found.pk, now=LATER)
    assert not results_are_due(LATER)

    vote(found, 1, 0, Answer.PASS)

    assert results_are_due(LATER)
    assert due_results(LATER) == []
    assert due_results(LATER + timedelta(minutes=1)) == [found.pk]


def test_a_result_rests_twice_as_long_as_it_took():
    found, _holder = hold_camps(people=4)
    compute_result(consultation_id=found.pk, now=LATER)
    ConsultationResult.objects.update(took_ms=20_000)
    vote(found, 1, 0, Answer.PASS)

    assert due_results(LATER + timedelta(seconds=39)) == []
    assert due_results(LATER + timedelta(seconds=40)) == [found.pk]


def test_a_group_below_the_limit_is_told_of_without_its_members():
    found, _holder = hold_camps(people=24)
    found.privacy_limit = 13
    found.save()

    values = compute_result(consultation_id=found.pk, now=LATER).values

    assert values["small"] == [0, 1]
    assert values["sizes"] == [None, None]
    assert set(map(len, values["representative"].values())) == {0}
    assert values["centres"] == values["middles"] == [None, None]
    assert {cell[2] for cell in values["cells"]} == {-1}
    assert values["statements"][0]["groups"] == [None, None]


def test_what_was_taken_out_stands_for_nobody_and_comes_back():
    found, holder = hold_camps()
    given = {"actor": holder, "consultation_id": found.pk, "statement": 8, "now": LATER}
    moderate_statement(is_accepted=False, reason="Not about the square", **given)

    hidden = compute_result(consultation_id=found.pk, now=LATER)
    moderate_statement(is_accepted=True, reason="", **given)
    shown = compute_result(consultation_id=found.pk, now=LATER)

    assert hidden.values["consensus"]["agree"] == []
    assert hidden.statements == 8
    assert [one["statement"] for one in shown.values["consensus"]["agree"]] == [8]


def test_after_closing_the_final_result_is_made_once_and_recorded():
    found, holder = hold_camps(people=8)
    compute_result(consultation_id=found.pk, now=LATER)
    change_closing(
        actor=holder, consultation_id=found.pk, closes_at=None, reason="All is said", now=LATER
    )
    end = LATER + timedelta(minutes=1)
    assert due_results(end) == [found.pk]

    compute_result(consultation_id=found.pk, now=end)

    assert not results_are_due(end)
    told = LedgerEntry.objects.get(action="consultation_counted").data
    assert (told["people"], told["votes"], len(told["ballots_sha256"])) == (8, 72, 64)


def test_the_last_results_are_kept():
    found, _holder = make_consultation()
    for _turn in range(rules.KEPT_RESULTS + 3):
        compute_result(consultation_id=found.pk, now=NOW)

    kept = list(ConsultationResult.objects.values_list("version", flat=True).order_by("version"))
    assert kept == list(range(4, 14))


def test_what_fewer_than_half_of_a_group_say_is_not_what_it_stands_for():
    found, _holder = hold_camps()
    result = compute_result(consultation_id=found.pk, now=LATER)
    result.values["representative"]["0"][0]["share"] = 0.11
    result.save()

    told = shown_result(found).groups[0].stands_for

    left = {one["statement"] for one in result.values["representative"]["0"][1:]}
    assert {one.number for one in told} == left


def test_nobody_yet_is_a_result_too():
    found, _holder = make_consultation()

    result = compute_result(consultation_id=found.pk, now=LATER)

    assert (result.people, result.values["k"], result.values["cells"]) == (0, 0, [])
