"""Helping, assigning, and doing so for many cases at once."""

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.ids import new_id
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.bulk import accept_cases, assign_handlers
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.duties import interface as duties
from tests.factories import NOW, make_actor, make_area, make_case, make_department, take_step

pytestmark = pytest.mark.django_db


def ask(town, case, department, working_days=3):
    return cases.ask_assistance(
        actor=town.handler,
        case_id=case.pk,
        department_id=department.pk,
        request="Is the pipe yours?",
        working_days=working_days,
        now=NOW,
    )


def reply(actor, assistance, text="It is."):
    return cases.reply_assistance(
        actor=actor,
        case_id=assistance.case_id,
        assistance_id=assistance.pk,
        reply=text,
        now=NOW,
    )


def test_a_part_has_its_own_clock_and_the_lead_stays_one(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    assistance = ask(town, case, town.other_department)

    assert duties.last_day_of(assistance.due_at).isoformat() == "2026-11-26"
    assert Case.objects.get(pk=case.pk).lead_department == town.department


def test_the_part_is_replied_to_by_the_department_that_was_asked(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    third = make_department()
    assistance = ask(town, case, town.other_department)
    ask(town, case, third)

    with pytest.raises(NotAllowed):
        reply(make_actor(Role.HANDLER, organisation=third), assistance)
    replied = reply(town.other_handler, assistance)

    assert (replied.reply, replied.replied_at) == ("It is.", NOW)
    with pytest.raises(Conflict):
        reply(town.other_handler, assistance)


def test_a_department_is_asked_once_at_a_time(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    assistance = ask(town, case, town.other_department)

    with pytest.raises(Conflict):
        ask(town, case, town.other_department)
    reply(town.other_handler, assistance)
    ask(town, case, town.other_department)


def test_the_lead_department_does_not_ask_itself(town):
    with pytest.raises(Invalid) as error:
        ask(town, make_case(town, state=CaseState.ACCEPTED), town.department)

    assert list(error.value.fields) == ["department_id"]


def test_a_part_of_another_case_is_not_found(town):
    assistance = ask(town, make_case(town, state=CaseState.ACCEPTED), town.other_department)
    other = make_case(town, state=CaseState.ACCEPTED)
    ask(town, other, town.other_department)

    with pytest.raises(NotFound):
        cases.reply_assistance(
            actor=town.other_handler,
            case_id=other.pk,
            assistance_id=assistance.pk,
            reply="No.",
            now=NOW,
        )


def test_a_supervisor_names_the_handler(town):
    case = make_case(town, state=CaseState.DISPATCHED)

    take_step(town, case, Step.ASSIGN)

    assert Case.objects.get(pk=case.pk).handler_id == town.colleague.user_id
    assert Case.objects.get(pk=case.pk).state == CaseState.DISPATCHED


def test_a_case_is_assigned_to_people_of_the_department_and_area_only(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    elsewhere = make_actor(Role.HANDLER, organisation=town.department, area=make_area("Elsewhere"))

    for user_id in (town.other_handler.user_id, elsewhere.user_id, town.resident.user_id, new_id()):
        with pytest.raises(Invalid):
            cases.assign_handler(actor=town.supervisor, case_id=case.pk, user_id=user_id, now=NOW)


def test_accepting_many_tells_of_each_what_became_of_it(town):
    waiting = make_case(town, state=CaseState.DISPATCHED)
    taken = make_case(town, state=CaseState.ACCEPTED)
    missing = new_id()

    outcomes = accept_cases(
        actor=town.handler, case_ids=[waiting.pk, taken.pk, missing, waiting.pk], now=NOW
    )

    assert [outcome.case_id for outcome in outcomes] == [waiting.pk, taken.pk, missing]
    assert [type(outcome.error) for outcome in outcomes] == [
        type(None),
        TransitionNotAllowed,
        NotFound,
    ]
    assert Case.objects.get(pk=waiting.pk).handler_id == town.handler.user_id


def test_assigning_many(town):
    found = [make_case(town, state=CaseState.DISPATCHED) for _ in range(3)]

    outcomes = assign_handlers(
        actor=town.supervisor,
        case_ids=[case.pk for case in found],
        user_id=town.colleague.user_id,
        now=NOW,
    )

    assert all(outcome.is_done for outcome in outcomes)
    assert {outcome.case.handler_id for outcome in outcomes} == {town.colleague.user_id}
