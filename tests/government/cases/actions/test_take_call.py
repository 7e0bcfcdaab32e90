"""Taking a call: a case with a department while the caller waits, and callers who join others."""

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.actions.take_call import join_caller, take_call
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case, CaseEvent, Support
from gongjian.government.cases.rules import CaseState
from tests.factories import NOW, make_actor, make_area, make_case, make_draft

pytestmark = pytest.mark.django_db


def call(town, actor=None, **fields) -> Case:
    return take_call(actor=actor or town.dispatcher, draft=make_draft(town, **fields), now=NOW)


def join(town, case, actor=None, telephone="138 0013 8000", call="a form") -> tuple[Case, bool]:
    return join_caller(
        actor=actor or town.dispatcher, case_id=case.pk, telephone=telephone, call=call, now=NOW
    )


def test_a_call_is_dispatched_at_once(town):
    case = call(town, contact_phone="13800138000")

    assert (case.channel, case.state) == ("phone", CaseState.DISPATCHED)
    assert case.lead_department == town.department
    assert case.due_at is not None
    assert case.requester_id is None


def test_the_task_that_would_dispatch_it_later_leaves_it_alone(town):
    case = call(town)

    run_waiting_tasks()

    names = CaseEvent.objects.filter(case=case).order_by("id").values_list("name", flat=True)
    assert list(names) == ["case_received", "case_dispatched"]


def test_a_call_without_a_category_waits_with_guesses(town):
    case = call(town, category_id=None)

    assert case.state == CaseState.RECEIVED
    assert case.dispatch_note


def test_a_call_from_outside_the_operators_area_is_taken_too(town):
    elsewhere = make_actor(Role.DISPATCHER, area=make_area("Elsewhere"))

    assert call(town, actor=elsewhere).state == CaseState.DISPATCHED


def test_the_same_form_twice_is_one_case(town):
    first = call(town, source_reference="a form")
    again = call(town, source_reference="a form")

    assert first.pk == again.pk
    assert CaseEvent.objects.filter(case=first, name="case_dispatched").count() == 1


@pytest.mark.parametrize("role", [None, Role.HANDLER, Role.SUPERVISOR, Role.AUDITOR])
def test_others_take_no_calls(town, role):
    actor = make_actor(role, organisation=town.department)
    case = make_case(town)

    with pytest.raises(NotAllowed):
        call(town, actor=actor)
    with pytest.raises(NotAllowed):
        join(town, case, actor=actor)
    assert not Support.objects.exists()


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.ADMINISTRATOR])
def test_dispatchers_and_administrators_do(town, role):
    assert call(town, actor=make_actor(role)).channel == "phone"


def test_a_caller_counts_once_by_telephone_number(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    first = join(town, case)
    again = join(town, case, telephone="138-0013-8000", call="another form")
    other = join(town, case, telephone="13900139000")

    assert [is_new for _case, is_new in (first, again, other)] == [True, False, True]
    assert other[0].support_count == 2
    assert LedgerEntry.objects.filter(action="case_supported").count() == 2


def test_a_caller_without_a_number_counts_once_a_call(town):
    case = make_case(town)

    outcomes = [join(town, case, telephone="", call=form)[1] for form in ("one", "one", "two")]

    assert outcomes == [True, False, True]


def test_no_telephone_number_is_kept(town):
    join(town, make_case(town))

    support = Support.objects.get()
    assert "13800138000" not in support.visitor
    assert support.user_id is None


def test_a_private_case_cannot_be_joined(town):
    with pytest.raises(NotFound):
        join(town, make_case(town, is_public=False))


def test_a_case_that_is_over_cannot_be_joined(town):
    with pytest.raises(TransitionNotAllowed):
        join(town, make_case(town, state=CaseState.CLOSED))
