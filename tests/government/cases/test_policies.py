"""Who may do what when: one table of roles, beside the table of states in rules."""

from __future__ import annotations

import pytest
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import GongjianError, NotAllowed, NotFound
from gongjian.government.cases import policies
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import (
    DISPATCHER_STATES,
    OPEN_STATES,
    TRANSITIONS,
    CaseState,
    Step,
)
from gongjian.government.cases.selectors import cases as case_selectors
from gongjian.government.cases.selectors import reaches
from tests.factories import NOW, make_actor, make_area, make_case, make_department, take_step

pytestmark = pytest.mark.django_db

OWNERS = {"handler", "supervisor"}
HELPERS = {"assisting"}
ASKERS = {"requester", "secret"}
OTHERS = {
    "visitor",
    "neighbour",
    "other department",
    "other area",
    "assisting elsewhere",
    "auditor",
    "administrator",
    "product manager",
}
EVERYBODY = OWNERS | HELPERS | ASKERS | OTHERS | {"dispatcher", "system"}

# step → who may take it wherever it exists, and who only while the case is with the department.
WHO: dict[Step, tuple[set[str], set[str]]] = {
    Step.DISPATCH: ({"dispatcher", "system"}, set()),
    Step.ACCEPT: (OWNERS, set()),
    Step.START: (OWNERS, set()),
    Step.ASK_REQUESTER: (OWNERS, set()),
    Step.REPLY: (ASKERS | {"dispatcher"}, set()),
    Step.HAND_BACK: (OWNERS, set()),
    Step.ANSWER: (OWNERS, set()),
    Step.CLOSE: (ASKERS | {"dispatcher", "system"}, set()),
    Step.REOPEN: (ASKERS, set()),
    Step.REJECT: ({"dispatcher"}, {"supervisor"}),
    Step.APPEAL: (ASKERS, set()),
    Step.MERGE: ({"dispatcher", "system"}, OWNERS),
    Step.ASSIGN: ({"supervisor"}, set()),
    Step.ASK_EXTENSION: (OWNERS, set()),
    Step.DECIDE_EXTENSION: ({"supervisor", "dispatcher"}, set()),
    Step.ASK_ASSISTANCE: (OWNERS, set()),
    Step.REPLY_ASSISTANCE: (HELPERS, set()),
    Step.SET_URGENCY: ({"dispatcher"}, OWNERS),
    Step.NOTE: (OWNERS | HELPERS | {"dispatcher"}, set()),
    Step.ATTACH: (OWNERS | HELPERS | ASKERS | {"dispatcher"}, set()),
    Step.SUPPORT: (EVERYBODY - ASKERS, set()),
    Step.RATE: (ASKERS, set()),
    Step.DECIDE_APPEAL: ({"dispatcher"}, set()),
    Step.CHANGE_VISIBILITY: (ASKERS, set()),
    Step.HIDE: (OWNERS | {"dispatcher", "administrator"}, set()),
    Step.LIFT_HIDING: (OWNERS | {"dispatcher", "administrator"}, set()),
    Step.APPEAL_HIDING: (ASKERS, set()),
    Step.DECIDE_HIDING_APPEAL: ({"dispatcher", "administrator"}, set()),
}


@pytest.fixture
def case(town) -> Case:
    """One that has been through everything, and another department was asked to help."""
    case = make_case(town, state=CaseState.REOPENED)
    take_step(town, case, Step.ACCEPT)
    take_step(town, case, Step.ASK_ASSISTANCE)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def actors(town, case) -> dict[str, Actor]:
    elsewhere = make_area("Elsewhere")
    return {
        "visitor": Actor.anonymous(),
        "secret": Actor.anonymous().with_cases(frozenset({case.pk})),
        "requester": town.resident,
        "neighbour": town.neighbour,
        "handler": town.handler,
        "supervisor": town.supervisor,
        "assisting": town.other_handler,
        "other department": make_actor(Role.HANDLER, organisation=make_department()),
        "other area": make_actor(Role.HANDLER, organisation=town.department, area=elsewhere),
        "assisting elsewhere": make_actor(
            Role.HANDLER, organisation=town.other_department, area=elsewhere
        ),
        "dispatcher": town.dispatcher,
        "auditor": town.auditor,
        "administrator": make_actor(Role.ADMINISTRATOR),
        "product manager": make_actor(Role.PRODUCT_MANAGER),
        "system": Actor.system("test"),
    }


def expected_steps(who: str, state: CaseState) -> set[Step]:
    return {
        step
        for step, (anywhere, with_department) in WHO.items()
        if state in TRANSITIONS[step][0]
        and (who in anywhere or (who in with_department and state not in DISPATCHER_STATES))
    }


OF_HIDDEN = {Step.LIFT_HIDING, Step.APPEAL_HIDING, Step.DECIDE_HIDING_APPEAL}
OF_NOT_HIDDEN = {Step.CHANGE_VISIBILITY, Step.HIDE}


def in_state(case: Case, state: CaseState) -> Case:
    """The same case as if it stood in another state; nothing is saved."""
    case.state, case.is_open = state, state in OPEN_STATES
    return case


def put_in_state(case: Case, state: CaseState) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state, is_open=state in OPEN_STATES)
    return case


def outcome(town, case: Case, step: Step, actor: Actor) -> type[GongjianError] | None:
    """The kind of error with which the action refuses; None where it does it, for a moment."""
    try:
        with transaction.atomic():
            take_step(town, case, step, actor=actor)
            transaction.set_rollback(True)
    except GongjianError as error:
        return type(error)
    return None


@pytest.mark.any_database
def test_the_table_names_everybody_and_every_step(actors):
    assert set(actors) == EVERYBODY
    assert set(WHO) == set(Step) == set(policies.MAY)


@pytest.mark.any_database
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_steps_by_role_and_state(case, actors, who):
    offered = {s: set(policies.steps_of(actors[who], in_state(case, s))) for s in CaseState}

    assert offered == {state: expected_steps(who, state) - OF_HIDDEN for state in CaseState}


@pytest.mark.any_database
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_what_is_hidden_has_other_steps(case, actors, who):
    case.is_public, case.hidden_at = False, NOW

    offered = set(policies.steps_of(actors[who], case))

    # Joining needs a case that everybody may read.
    expected = expected_steps(who, CaseState(case.state)) - OF_NOT_HIDDEN - {Step.SUPPORT}
    assert offered == expected


@pytest.mark.any_database
@pytest.mark.parametrize("step", Step)
def test_the_action_refuses_whom_the_table_refuses(town, case, actors, step, uploads):
    put_in_state(case, sorted(TRANSITIONS[step][0] - DISPATCHER_STATES or TRANSITIONS[step][0])[0])

    refused = {
        who for who, actor in actors.items() if outcome(town, case, step, actor) is NotAllowed
    }

    assert refused == EVERYBODY - WHO[step][0] - WHO[step][1]


@pytest.mark.any_database
@pytest.mark.parametrize("step", Step)
def test_the_action_refuses_where_the_step_does_not_exist(town, case, actors, step, uploads):
    who = sorted(WHO[step][0])[0]
    # Elsewhere than with a department nobody owns it: that is another refusal, tested above.
    states = set(CaseState) - TRANSITIONS[step][0] - DISPATCHER_STATES

    refused = {
        state
        for state in states
        if outcome(town, put_in_state(case, state), step, actors[who]) is TransitionNotAllowed
    }

    assert refused == states


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("visitor", False),
        ("neighbour", False),
        ("other department", False),
        ("other area", False),
        ("assisting elsewhere", False),
        ("secret", True),
        ("requester", True),
        ("handler", True),
        ("supervisor", True),
        ("assisting", True),
        ("dispatcher", True),
        ("auditor", True),
        ("administrator", True),
        ("product manager", True),
        ("system", True),
    ],
)
def test_who_sees_a_private_case(case, actors, who, sees):
    Case.objects.filter(pk=case.pk).update(is_public=False)
    private = Case.objects.get(pk=case.pk)

    found = Case.objects.filter(reaches.visible_to(actors[who]), pk=case.pk).exists()

    assert policies.may_see(actors[who], private) is sees
    assert policies.sees_in_full(actors[who], private) is sees
    assert found is sees


@pytest.mark.parametrize("who", sorted(OTHERS - {"auditor", "administrator", "product manager"}))
def test_a_private_case_is_not_there_for_others(town, case, actors, who):
    Case.objects.filter(pk=case.pk).update(is_public=False)

    with pytest.raises(NotFound):
        take_step(town, case, Step.START, actor=actors[who])
    with pytest.raises(NotFound):
        case_selectors.get_case(actor=actors[who], number=case.number)


def test_everybody_sees_the_public_face_only(case, actors):
    strangers = OTHERS - {"auditor", "administrator", "product manager"}

    assert {who for who in actors if not policies.sees_in_full(actors[who], case)} == strangers
    assert all(policies.may_see(actor, case) for actor in actors.values())


def test_an_assisting_department_lists_a_case_once(town, case):
    take_step(town, case, Step.REPLY_ASSISTANCE)
    take_step(town, case, Step.ASK_ASSISTANCE)

    listed = Case.objects.filter(reaches.staff_sees(town.other_handler))

    assert [found.pk for found in listed] == [case.pk]


def test_the_parts_of_what_staff_see_share_no_case_and_leave_none_out(town, case):
    district = town.area.parent
    elsewhere = make_case(town, state=CaseState.DISPATCHED, area_id=None, area_path="")
    make_case(town)
    person = Actor(
        "user:p",
        grants=(
            *town.handler.grants,
            *town.supervisor.grants,
            *town.other_handler.grants,
            *make_actor(Role.AUDITOR, area=district).grants,
            *make_actor(Role.DISPATCHER, area=town.area).grants,
        ),
    )

    parts = [set(Case.objects.filter(part)) for part in reaches.staff_reaches(person)]

    assert sum(map(len, parts)) == len(set().union(*parts)) == 3
    assert set().union(*parts) == set(Case.objects.filter(reaches.staff_sees(person)))
    assert elsewhere in set().union(*parts)


def test_whoever_helps_in_one_area_speaks_for_the_department_there_only(town, case, actors):
    nearby = make_actor(Role.HANDLER, organisation=town.other_department, area=town.area)
    elsewhere = actors["assisting elsewhere"]

    spoken = [policies.department_speaking(who, case) for who in (nearby, elsewhere)]

    assert spoken == [town.other_department.pk, None]


def test_a_role_for_two_areas_lists_what_it_was_asked_for_in_both(town, case):
    district = make_actor(Role.HANDLER, organisation=town.other_department, area=town.area.parent)
    nearby = make_actor(Role.HANDLER, organisation=town.other_department, area=town.area)
    person = Actor("user:p", grants=(*nearby.grants, *district.grants))

    parts = [list(Case.objects.filter(part)) for part in reaches.staff_reaches(person)]

    assert [found for part in parts for found in part] == [case]
