from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, Unauthenticated
from gongjian.foundation.people.models import Notice
from gongjian.government.cases import interface as cases
from gongjian.government.cases import policies
from gongjian.government.cases.actions.apply_for_service import (
    ApplicationDraft,
    open_application,
    send_application,
    take_back_application,
)
from gongjian.government.cases.actions.notify_people import notify_people
from gongjian.government.cases.actions.refresh_rates import refresh_rates
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case, CaseEvent, RateCell
from gongjian.government.cases.rules import CaseState, ClockName, Step
from gongjian.government.cases.selectors.clocks import clocks_of
from gongjian.government.cases.selectors.offered_steps import offered_steps
from gongjian.government.duties import interface as duties
from tests.factories import NOW, make_provision, take_step

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=9)
SYSTEM = Actor.system("test")


@pytest.fixture
def provision():
    return make_provision()


def begin(town, provision, *, actor=None, reference="one") -> Case:
    draft = ApplicationDraft(
        reference=reference,
        title="A place in a kindergarten",
        text="Application for a place in a kindergarten.",
        language="en",
        department_id=town.department.pk,
        category_id=None,
        working_days=7,
        provision_id=provision.pk,
    )
    return open_application(actor=actor or town.resident, draft=draft, now=NOW)


def again(case) -> Case:
    return Case.objects.get(pk=case.pk)


def offered(actor, case) -> set[Step]:
    clocks = clocks_of(case=case, now=LATER)
    return set(offered_steps(actor=actor, case=case, clocks=clocks))


def test_while_it_is_filled_in_the_department_has_it_and_nobodys_clock_runs(town, provision):
    case = again(begin(town, provision))

    assert (case.state, case.is_open, case.is_public) == ("waiting_for_requester", True, False)
    assert (case.lead_department_id, case.paused_at) == (town.department.pk, NOW)
    assert case.next_reminder_at is None
    assert offered(town.handler, case) == {Step.NOTE, Step.ATTACH}
    assert offered(town.resident, case) == {Step.ATTACH}
    for step in (Step.ANSWER, Step.ASSIGN, Step.REPLY, Step.CHANGE_VISIBILITY):
        with pytest.raises((TransitionNotAllowed, NotAllowed)):
            policies.require(step, town.handler, case)


def test_handed_in_it_is_due_by_the_days_of_the_service_and_names_its_provision(town, provision):
    case = begin(town, provision)

    send_application(actor=town.resident, case_id=case.pk, now=LATER)

    case = again(case)
    assert (case.state, case.received_at, case.dispatched_at) == ("dispatched", LATER, LATER)
    assert case.due_at == duties.deadline_at(None, LATER, 7)
    assert case.next_reminder_at is not None
    clocks = {one.name: one for one in clocks_of(case=case, now=LATER)}
    assert clocks[ClockName.ANSWER].provision == provision
    assert Step.ACCEPT in offered(town.handler, case)
    assert Step.CHANGE_VISIBILITY not in offered(town.resident, case)


def test_given_to_another_department_it_keeps_the_days_of_the_service(town, provision):
    case = begin(town, provision)
    send_application(actor=town.resident, case_id=case.pk, now=NOW)
    take_step(town, case, Step.HAND_BACK)

    cases.dispatch_case(
        actor=town.dispatcher, case_id=case.pk, category_id=town.category.pk,
        area_id=town.area.pk, now=NOW,
    )  # fmt: skip

    case = again(case)
    assert case.duty is not None
    assert case.due_at == duties.deadline_at(case.area, NOW, 7)
    clocks = {one.name: one for one in clocks_of(case=case, now=NOW)}
    assert clocks[ClockName.ANSWER].provision == provision


def test_handed_in_twice_it_is_handed_in_once(town, provision):
    case = begin(town, provision)
    send_application(actor=town.resident, case_id=case.pk, now=NOW)

    with pytest.raises(TransitionNotAllowed):
        send_application(actor=town.resident, case_id=case.pk, now=LATER)

    assert again(case).received_at == NOW
    assert case.events.filter(name="application_submitted").count() == 1


def test_one_reference_is_one_case(town, provision):
    begin(town, provision)

    with pytest.raises(IntegrityError), transaction.atomic():
        begin(town, provision)

    assert Case.objects.count() == 1


@pytest.mark.parametrize("act", [send_application, take_back_application])
def test_only_whoever_applies_may(town, provision, act):
    case = begin(town, provision)

    with pytest.raises(NotAllowed):
        act(actor=town.handler, case_id=case.pk, now=NOW)
    with pytest.raises(NotFound):
        act(actor=town.neighbour, case_id=case.pk, now=NOW)
    assert again(case).state == "waiting_for_requester"


def test_nobody_in_particular_applies_for_nothing(town, provision):
    with pytest.raises(Unauthenticated):
        begin(town, provision, actor=Actor.anonymous())


@pytest.mark.parametrize("is_sent", [False, True])
def test_taken_back_it_is_closed_and_nothing_is_to_be_rated(town, provision, is_sent):
    case = begin(town, provision)
    if is_sent:
        send_application(actor=town.resident, case_id=case.pk, now=NOW)

    take_back_application(actor=town.resident, case_id=case.pk, now=LATER)

    case = again(case)
    assert (case.state, case.closed_at) == ("closed", LATER)
    assert offered(town.resident, case) == set()
    with pytest.raises(TransitionNotAllowed):
        policies.require(Step.RATE, town.resident, case)
    with pytest.raises(TransitionNotAllowed):
        take_back_application(actor=town.resident, case_id=case.pk, now=LATER)


def test_what_is_handed_in_no_job_takes_back(town, provision):
    case = begin(town, provision)
    send_application(actor=town.resident, case_id=case.pk, now=NOW)

    with pytest.raises(TransitionNotAllowed):
        take_back_application(actor=SYSTEM, case_id=case.pk, now=LATER)


def test_it_counts_in_the_rates_once_it_is_handed_in(town, provision):
    case = begin(town, provision)

    def received():
        events = CaseEvent.objects.filter(case=case).values_list("pk", flat=True)
        refresh_rates(event_ids=list(events), now=NOW)
        return sum(RateCell.objects.values_list("received", flat=True))

    assert received() == 0
    send_application(actor=town.resident, case_id=case.pk, now=LATER)
    assert received() == 1


def test_who_is_told(town, provision):
    case = begin(town, provision)
    send_application(actor=town.resident, case_id=case.pk, now=NOW)
    events = CaseEvent.objects.filter(case=case).values_list("pk", flat=True)

    notify_people(event_ids=list(events), now=NOW)

    told = set(Notice.objects.values_list("user__name", flat=True))
    assert town.resident.name in told
    assert town.handler.name in told


def test_the_handled_way_of_every_case(town, provision):
    case = begin(town, provision)
    send_application(actor=town.resident, case_id=case.pk, now=NOW)
    for step in (Step.ACCEPT, Step.ANSWER, Step.RATE):
        take_step(town, case, step)

    assert again(case).state in (CaseState.ANSWERED, CaseState.CLOSED)
