"""Dispatching by the register, by name, into a gap, and after hand-backs."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import new_id
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.dispatch_case import GAP, NO_AREA, NO_CATEGORY, NOT_YET
from gongjian.government.cases.errors import AppealOpen, DutySettled
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.duties.actions.change_duty import change_duty
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.models import DutyProposal
from tests.factories import NOW, make_case, make_category, make_department, make_duty, take_step

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def dispatch(case: Case, actor: Actor = SYSTEM, **named) -> Case:
    return cases.dispatch_case(actor=actor, case_id=case.pk, now=NOW, **named)


def hand_back(case: Case, actor: Actor, better) -> Case:
    return cases.hand_back_case(
        actor=actor, case_id=case.pk, reason="Not ours.", better_department_id=better.pk, now=NOW
    )


def last_event(case: Case):
    return case.events.order_by("-id")[0]


def test_the_register_names_department_and_deadline(town):
    case = dispatch(make_case(town))

    assert (case.lead_department, case.duty) == (town.department, town.duty)
    assert case.due_at.isoformat() == "2026-12-07T16:00:00+00:00"
    assert case.accept_due_at.isoformat() == "2026-11-24T16:00:00+00:00"
    assert last_event(case).department == town.department
    assert last_event(case).data["due_to"] == case.due_at.isoformat()


def test_the_most_specific_duty_is_taken(town):
    specific = make_duty(
        category=town.category, area=town.area, lead_department=town.other_department
    )

    assert dispatch(make_case(town)).duty == specific


def test_a_case_keeps_the_duty_it_was_dispatched_by(town):
    case = dispatch(make_case(town))

    change_duty(
        actor=SYSTEM,
        duty_id=town.duty.pk,
        terms=DutyTerms(lead_department_id=town.other_department.pk, deadline_working_days=2),
        in_force_from=NOW.date(),
        now=NOW,
    )

    kept = Case.objects.get(pk=case.pk)
    assert (kept.duty, kept.lead_department) == (town.duty, town.department)
    assert kept.due_at == case.due_at
    # What comes after the change is dispatched by the new version.
    assert dispatch(make_case(town)).lead_department == town.other_department


def test_a_gap_leaves_it_with_the_dispatcher_and_says_so(town):
    case = dispatch(make_case(town, category_id=make_category("Noise").pk))

    assert (case.state, case.dispatch_note) == (CaseState.RECEIVED, GAP)
    assert case.lead_department is None
    assert last_event(case).name == "case_held"


def test_a_gap_without_an_area_asks_for_one(town):
    noise = make_category("Noise")
    make_duty(category=noise, area=town.area, lead_department=town.department)

    case = dispatch(make_case(town, category_id=noise.pk, area_id=None))

    assert case.dispatch_note == NO_AREA


def test_a_duty_that_begins_after_receipt_is_said(town):
    noise, later = make_category("Noise"), NOW.date() + timedelta(days=2)
    make_duty(category=noise, lead_department=town.department, in_force_from=later)

    case = dispatch(make_case(town, category_id=noise.pk))

    assert case.dispatch_note == NOT_YET


def test_what_has_no_category_waits_with_guesses(town):
    case = dispatch(make_case(town, category_id=None, title="Rubbish", text="Rubbish again"))

    assert (case.state, case.dispatch_note) == (CaseState.RECEIVED, NO_CATEGORY)
    assert [guess["category"] for guess in case.guesses] == [str(town.category.pk)]


def test_holding_it_twice_says_it_once(town):
    case = make_case(town, category_id=None)

    first, second = dispatch(case), dispatch(case)

    assert first.version == second.version
    assert case.events.filter(name="case_held").count() == 1


def test_a_dispatcher_gives_it_a_category(town):
    case = dispatch(make_case(town, category_id=None))

    case = dispatch(case, town.dispatcher, category_id=town.category.pk, version=case.version)

    assert (case.state, case.lead_department) == (CaseState.DISPATCHED, town.department)
    assert (case.dispatch_note, case.guesses) == ("", [])


def test_another_department_than_the_registers_needs_a_reason(town):
    case = make_case(town)

    with pytest.raises(Invalid) as error:
        dispatch(case, town.dispatcher, department_id=town.other_department.pk)
    case = dispatch(
        case, town.dispatcher, department_id=town.other_department.pk, reason="Their pipe."
    )

    assert list(error.value.fields) == ["reason"]
    assert case.lead_department == town.other_department
    assert case.events.get(name="case_dispatched").text == "Their pipe."


@pytest.mark.parametrize("field", ["category_id", "area_id", "department_id"])
def test_an_unknown_id_is_told_at_its_field(town, field):
    case = make_case(town)

    with pytest.raises(Invalid) as error:
        dispatch(case, town.dispatcher, reason="So.", **{field: new_id()})

    assert list(error.value.fields) == [field]
    assert Case.objects.get(pk=case.pk).state == CaseState.RECEIVED


def test_a_case_cannot_be_given_to_a_company_or_a_closed_body(town):
    for department in (make_department(is_active=False), make_department(kind="company")):
        with pytest.raises(Invalid):
            dispatch(
                make_case(town), town.dispatcher, department_id=department.pk, reason="Theirs."
            )


def test_handed_back_it_waits_with_a_better_owner_named(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    case = hand_back(case, town.handler, town.other_department)

    assert (case.state, case.hand_back_count) == (CaseState.HANDED_BACK, 1)
    assert (case.better_department, case.is_settled) == (town.other_department, False)
    # Somebody is always answerable: until another one is, it is they who had it.
    assert case.lead_department == town.department


@pytest.mark.parametrize("reason", ["", "   "])
def test_handing_back_needs_a_reason(town, reason):
    case = make_case(town, state=CaseState.DISPATCHED)

    with pytest.raises(Invalid) as error:
        cases.hand_back_case(
            actor=town.handler,
            case_id=case.pk,
            reason=reason,
            better_department_id=town.other_department.pk,
            now=NOW,
        )

    assert list(error.value.fields) == ["reason"]


def test_a_department_names_another_than_itself(town):
    with pytest.raises(Invalid):
        hand_back(make_case(town, state=CaseState.DISPATCHED), town.handler, town.department)


def test_after_the_second_hand_back_the_dispatcher_settles_for_good(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    hand_back(case, town.handler, town.other_department)
    dispatch(case, town.dispatcher, department_id=town.other_department.pk, reason="Try them.")
    hand_back(case, town.other_handler, town.department)

    settled = dispatch(
        case, town.dispatcher, department_id=town.other_department.pk, reason="It is their pipe."
    )

    assert settled.is_settled
    assert last_event(settled).name == "case_settled"
    with pytest.raises(DutySettled):
        hand_back(case, town.other_handler, town.department)


def test_a_settlement_is_offered_as_a_change_of_the_register(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    hand_back(case, town.handler, town.other_department)
    dispatch(case, town.dispatcher)
    hand_back(case, town.handler, town.other_department)

    dispatch(case, town.dispatcher, department_id=town.other_department.pk, reason="It is theirs.")

    proposal = DutyProposal.objects.get()
    assert (proposal.department, proposal.category) == (town.other_department, town.category)


def test_a_settlement_as_the_register_says_proposes_nothing(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    hand_back(case, town.handler, town.other_department)
    dispatch(case, town.dispatcher)
    hand_back(case, town.handler, town.other_department)

    assert dispatch(case, town.dispatcher).is_settled
    assert not DutyProposal.objects.exists()


def test_a_new_dispatch_counts_from_receipt_still(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    due_at = case.due_at
    hand_back(case, town.handler, town.other_department)

    assert dispatch(case, town.dispatcher).due_at == due_at


def test_an_open_appeal_comes_first(town):
    case = make_case(town, state=CaseState.REJECTED)
    take_step(town, case, Step.APPEAL)

    with pytest.raises(AppealOpen):
        dispatch(case, town.dispatcher)
