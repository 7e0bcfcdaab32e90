"""Which clocks run for a case, when each ends, and which provision says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.law.interface import forget_parameters
from gongjian.foundation.law.models import Parameter
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, ClockName, Step
from gongjian.government.cases.selectors.clocks import PARAMETERS, Clock, clocks_of
from tests.factories import IN_FORCE_FROM, NOW, make_case, make_provision, take_step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
N = ClockName


def running(case: Case, now=NOW) -> list[Clock]:
    return clocks_of(case=Case.objects.select_related("duty__provision").get(pk=case.pk), now=now)


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (CaseState.RECEIVED, []),
        (CaseState.DISPATCHED, [N.ACCEPT, N.ANSWER]),
        (CaseState.ACCEPTED, [N.ANSWER]),
        (CaseState.IN_PROGRESS, [N.ANSWER]),
        (CaseState.WAITING_FOR_REQUESTER, [N.ANSWER]),
        (CaseState.HANDED_BACK, [N.ANSWER]),
        (CaseState.ANSWERED, [N.CLOSE, N.REOPEN]),
        (CaseState.REOPENED, [N.ACCEPT, N.ANSWER]),
        (CaseState.CLOSED, [N.REOPEN]),
        (CaseState.REJECTED, [N.APPEAL]),
        (CaseState.MERGED, []),
    ],
)
def test_each_state_has_its_clocks(town, state, names):
    assert [clock.name for clock in running(make_case(town, state=state))] == names


def test_days_to_show_are_the_last_that_are_in_time(town):
    dispatched = make_case(town, state=CaseState.DISPATCHED)
    answered = make_case(town, state=CaseState.ANSWERED)
    rejected = make_case(town, state=CaseState.REJECTED)

    days = {
        clock.name: clock.last_day.isoformat()
        for case in (dispatched, answered, rejected)
        for clock in running(case)
    }

    assert days == {
        N.ACCEPT: "2026-11-24",
        N.ANSWER: "2026-12-07",
        N.CLOSE: "2026-12-08",
        N.REOPEN: "2026-12-23",
        N.APPEAL: "2027-01-22",
    }


def test_while_the_requester_is_asked_the_answers_clock_stands(town):
    (clock,) = running(make_case(town, state=CaseState.WAITING_FOR_REQUESTER))

    assert clock.is_paused


def test_the_duty_sets_the_time_for_the_answer_and_the_law_all_others(town):
    rule = make_provision(title="Rules on Requests", article="9")
    town.duty.provision = make_provision(title="Rules on Streets", article="14")
    town.duty.save()
    for code in PARAMETERS.values():
        Parameter.objects.create(
            code=code, value=3, unit="days", provision=rule, in_force_from=IN_FORCE_FROM
        )
    forget_parameters()
    states = (CaseState.DISPATCHED, CaseState.ANSWERED, CaseState.REJECTED)

    cited = {
        clock.name: clock.provision
        for state in states
        for clock in running(make_case(town, state=state))
    }

    assert cited.pop(N.ANSWER) == town.duty.provision
    assert cited == dict.fromkeys((N.ACCEPT, N.CLOSE, N.REOPEN, N.APPEAL), rule)


def test_without_a_duty_the_law_sets_the_time_for_the_answer(town):
    rule = make_provision(title="Rules on Requests", article="9")
    Parameter.objects.create(
        code="case-working-days", value=3, unit="days", provision=rule,
        in_force_from=IN_FORCE_FROM,
    )  # fmt: skip
    forget_parameters()
    case = make_case(town, category_id=None, area_id=None, area_path="")
    Case.objects.filter(pk=case.pk).update(category=town.category.parent)
    town.duty.delete()
    case.refresh_from_db()
    take_step(town, case, Step.DISPATCH)

    cases.dispatch_case(
        actor=town.dispatcher, case_id=case.pk, department_id=town.department.pk,
        reason="Agreed.", now=NOW,
    )  # fmt: skip

    assert [(c.name, c.provision) for c in running(case)][1] == (N.ANSWER, rule)


@pytest.mark.parametrize(("state", "days"), [(CaseState.CLOSED, 31), (CaseState.REJECTED, 61)])
def test_what_can_be_done_no_longer_is_no_clock(town, state, days):
    case = make_case(town, state=state)

    assert running(case, NOW + days * DAY) == []


def test_after_an_appeal_that_was_refused_none_is_open(town):
    case = make_case(town, state=CaseState.REJECTED)
    take_step(town, case, Step.APPEAL)
    cases.decide_appeal(
        actor=town.dispatcher, case_id=case.pk, appeal_id=case.appeals.get().pk,
        is_granted=False, reason="It stays so.", now=NOW,
    )  # fmt: skip

    assert running(case) == []


def test_what_is_owed_is_owed_however_late(town):
    (clock,) = running(make_case(town, state=CaseState.ACCEPTED), NOW + 90 * DAY)

    assert clock.name == N.ANSWER


def test_one_query_for_all_of_them(town, django_assert_num_queries):
    case = Case.objects.select_related("duty__provision").get(
        pk=make_case(town, state=CaseState.DISPATCHED).pk
    )
    clocks_of(case=case, now=NOW)

    with django_assert_num_queries(1):
        clocks_of(case=case, now=NOW)
