"""Deadlines of open cases whose basis is gone, or reads another way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.actions.check_dependents import check_dependents
from gongjian.foundation.law.dependents import Touched
from gongjian.foundation.law.models import LawFinding, Parameter, Provision
from gongjian.government.cases.law_dependents import DEPENDENTS, SHOWN
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case, make_provision, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = make_town()
    town.duty.provision = make_provision()
    town.duty.save()
    return town


def changed(*, provisions=(), parameters=()):
    caches["process"].clear()
    made = announce_change(
        actor=Actor.system("test"), provisions=provisions, parameters=parameters, now=now()
    )
    check_dependents(change_id=made.pk, now=now())
    rows = LawFinding.objects.filter(kind="deadline").order_by("id")
    return [(one.title, one.outcome, one.organisation_id, one.is_public) for one in rows]


def test_open_cases_of_a_duty_whose_provision_ended_are_counted_and_the_first_named(town):
    cases = [make_case(town, state=CaseState.ACCEPTED) for _case in range(SHOWN + 2)]
    for day, case in enumerate(cases):
        Case.objects.filter(pk=case.pk).update(due_at=now() + timedelta(days=day))
    make_case(town, state=CaseState.CLOSED)
    Case.objects.update(duty=town.duty)
    provision = town.duty.provision
    Provision.objects.filter(pk=provision.pk).update(
        in_force_until=local_day(now()) - timedelta(days=1)
    )

    [(title, outcome, body, is_public)] = changed(provisions=[provision.code])

    first = ", ".join(one.number for one in cases[:SHOWN])
    assert title.endswith(f" · {len(cases)}: {first}")
    assert (outcome, body, is_public) == ("fail", town.department.pk, False)


def test_cases_that_no_duty_gives_a_time_rest_on_the_number_of_the_law(town):
    provision = make_provision()
    Parameter.objects.create(
        code="case-working-days", value=15, provision=provision,
        in_force_from=date(2020, 1, 1),
    )  # fmt: skip
    case = make_case(town, state=CaseState.ACCEPTED)
    Case.objects.update(duty=None, due_at=now() + timedelta(days=3))
    assert changed(parameters=["case-working-days"]) == []
    Provision.objects.filter(pk=provision.pk).update(
        in_force_until=local_day(now()) - timedelta(days=1)
    )

    [(title, outcome, body, _is_public)] = changed(provisions=[provision.code])

    assert title.endswith(f"case-working-days · 1: {case.number}")
    assert (outcome, body) == ("fail", town.department.pk)


def test_what_is_closed_rests_on_nothing(town):
    make_case(town, state=CaseState.CLOSED)
    Case.objects.update(duty=town.duty)

    assert changed(provisions=[town.duty.provision.code]) == []


def test_it_asks_as_often_for_many_cases_as_for_one(town):
    asked = []
    for count in (1, 20):
        for _case in range(count):
            make_case(town, state=CaseState.ACCEPTED)
        Case.objects.update(duty=town.duty, due_at=now())
        touched = Touched(frozenset({town.duty.provision_id}), frozenset(), local_day(now()))
        with CaptureQueriesContext(connection) as queries:
            assert len(list(DEPENDENTS[0].read(touched))) == 1
        asked.append(len(queries))
    assert asked[0] == asked[1] == 3
