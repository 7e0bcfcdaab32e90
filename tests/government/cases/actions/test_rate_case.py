"""Rating, reopening and closing."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.government.cases import interface as cases
from gongjian.government.cases.errors import TooLate, TransitionNotAllowed
from gongjian.government.cases.models import Case, CaseRating
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_case, take_step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def rate(town, case: Case, *, is_solved=True, satisfaction=5, now=NOW, **named) -> CaseRating:
    return cases.rate_case(
        actor=town.resident,
        case_id=case.pk,
        is_solved=is_solved,
        satisfaction=satisfaction,
        now=now,
        **named,
    )


def state_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_a_rating_stands_at_the_answer_and_on_the_case(town):
    case = make_case(town, state=CaseState.ANSWERED)

    rating = rate(town, case, satisfaction=4, reason="Quick.")

    case = Case.objects.get(pk=case.pk)
    assert rating.answer == case.answers.get()
    assert (case.is_solved, case.satisfaction, case.rated_at) == (True, 4, NOW)
    assert case.state == CaseState.ANSWERED


def test_an_answer_is_rated_once(town):
    case = make_case(town, state=CaseState.ANSWERED)
    rate(town, case)

    with pytest.raises(Conflict):
        rate(town, case)

    assert case.events.filter(name="case_rated").count() == 1


def test_solved_it_closes_where_they_want_that(town):
    case = make_case(town, state=CaseState.ANSWERED)

    rate(town, case, wants_close=True)

    assert state_of(case) == CaseState.CLOSED
    assert list(case.events.order_by("id").values_list("name", flat=True))[-2:] == [
        "case_rated",
        "case_closed",
    ]
    assert Case.objects.get(pk=case.pk).close_after is None


def test_what_is_closed_or_unsolved_is_not_closed_by_a_rating(town):
    closed = make_case(town, state=CaseState.CLOSED)
    unsolved = make_case(town, state=CaseState.ANSWERED)

    rate(town, closed, wants_close=True)
    rate(town, unsolved, is_solved=False, wants_close=True)

    assert state_of(closed) == CaseState.CLOSED
    assert closed.events.filter(name="case_closed").count() == 1
    assert state_of(unsolved) == CaseState.REOPENED


@pytest.mark.parametrize(
    ("wants_reopen", "state"),
    [(None, CaseState.REOPENED), (True, CaseState.REOPENED), (False, CaseState.ANSWERED)],
)
def test_unsolved_it_reopens_unless_they_do_not_want_that(town, wants_reopen, state):
    case = make_case(town, state=CaseState.ANSWERED)

    rate(town, case, is_solved=False, satisfaction=1, wants_reopen=wants_reopen)

    assert state_of(case) == state


def test_unsolved_with_full_satisfaction_reopens_still(town):
    case = make_case(town, state=CaseState.ANSWERED)

    rate(town, case, is_solved=False, satisfaction=5)

    assert state_of(case) == CaseState.REOPENED


def test_a_closed_case_reopens_within_thirty_days(town):
    case = make_case(town, state=CaseState.CLOSED)

    rate(town, case, is_solved=False, now=NOW + 30 * DAY)

    assert state_of(case) == CaseState.REOPENED


def test_a_late_rating_counts_without_reopening(town):
    case = make_case(town, state=CaseState.CLOSED)

    rate(town, case, is_solved=False, now=NOW + 31 * DAY)

    assert state_of(case) == CaseState.CLOSED
    assert Case.objects.get(pk=case.pk).is_solved is False


def test_who_insists_too_late_is_told_and_nothing_is_half_written(town):
    case = make_case(town, state=CaseState.CLOSED)

    with pytest.raises(TooLate):
        rate(town, case, is_solved=False, wants_reopen=True, now=NOW + 31 * DAY)

    assert not CaseRating.objects.exists()
    assert not case.events.filter(name="case_rated").exists()


def test_answered_again_it_is_rated_again_and_the_last_rating_counts(town):
    case = make_case(town, state=CaseState.ANSWERED)
    rate(town, case, is_solved=False, satisfaction=1)
    take_step(town, case, Step.ACCEPT)
    take_step(town, case, Step.ANSWER, now=NOW + DAY)

    rate(town, case, is_solved=True, satisfaction=4, now=NOW + 2 * DAY)

    case = Case.objects.get(pk=case.pk)
    assert (case.is_solved, case.satisfaction) == (True, 4)
    assert case.ratings.count() == 2


@pytest.mark.parametrize("satisfaction", [0, 6, -1])
def test_satisfaction_out_of_range(town, satisfaction):
    with pytest.raises(Invalid) as error:
        rate(town, make_case(town, state=CaseState.ANSWERED), satisfaction=satisfaction)

    assert list(error.value.fields) == ["satisfaction"]


def test_whoever_holds_the_secret_may_rate_without_an_account(town):
    case = make_case(town, state=CaseState.ANSWERED, requester_id=None)
    visitor = Actor.anonymous().with_cases(frozenset({case.pk}))

    cases.rate_case(actor=visitor, case_id=case.pk, is_solved=True, satisfaction=3, now=NOW)

    assert Case.objects.get(pk=case.pk).satisfaction == 3


def test_reopening_too_late(town):
    case = make_case(town, state=CaseState.ANSWERED)

    with pytest.raises(TooLate):
        take_step(town, case, Step.REOPEN, now=NOW + 31 * DAY)


def test_the_requester_may_close_at_once(town):
    case = make_case(town, state=CaseState.ANSWERED)

    take_step(town, case, Step.CLOSE)

    assert (state_of(case), Case.objects.get(pk=case.pk).closed_at) == (CaseState.CLOSED, NOW)


def test_a_job_closes_only_what_is_due(town):
    case = make_case(town, state=CaseState.ANSWERED)
    closer = Actor.system("closing")

    with pytest.raises(TransitionNotAllowed):
        cases.close_case(actor=closer, case_id=case.pk, now=NOW + 14 * DAY)
    cases.close_case(actor=closer, case_id=case.pk, now=NOW + 15 * DAY)
