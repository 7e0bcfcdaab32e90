"""Who may do what with an initiative, and what is written of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import (
    Invalid,
    NotAllowed,
    StaleVersion,
    StepNotOpen,
    Unauthenticated,
)
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Organisation
from gongjian.market.initiatives import policies, rules
from gongjian.market.initiatives.actions.save_initiative import change_initiative, create_initiative
from gongjian.market.initiatives.actions.save_measure import (
    add_measure,
    add_reading,
    remove_measure,
)
from gongjian.market.initiatives.actions.take_step import take_step
from gongjian.market.initiatives.errors import NotMeasured, NotPlannable
from gongjian.market.initiatives.models import Initiative, State
from gongjian.market.initiatives.rules import InitiativeState
from gongjian.market.initiatives.rules import InitiativeStep as Step
from gongjian.market.initiatives.selectors.initiatives import offered_steps
from tests.factories import NOW, make_actor, make_area, make_town
from tests.market.initiatives.initiatives import (
    make_draft,
    make_initiative,
    make_manager,
    make_measure_draft,
)

pytestmark = pytest.mark.django_db
S = InitiativeState
DECISIONS = {Step.CHANGE, Step.PLAN, Step.REVIEW, Step.REFUSE, Step.DROP, Step.RESUME,
             Step.SAVE_MEASURE, Step.REMOVE_EVIDENCE, Step.MAKE_CALL}  # fmt: skip
WORK = {Step.START, Step.DELIVER, Step.ADD_READING, Step.ADD_EVIDENCE}
OPEN: dict[InitiativeState, set[Step]] = {
    S.CONSIDERED: {Step.CHANGE, Step.PLAN, Step.REFUSE, Step.SAVE_MEASURE, Step.ADD_EVIDENCE,
                   Step.REMOVE_EVIDENCE},
    S.PLANNED: {Step.CHANGE, Step.START, Step.DROP, Step.SAVE_MEASURE, Step.ADD_READING,
                Step.ADD_EVIDENCE, Step.REMOVE_EVIDENCE, Step.MAKE_CALL},
    S.UNDER_WAY: {Step.CHANGE, Step.DELIVER, Step.DROP, Step.ADD_READING, Step.ADD_EVIDENCE,
                  Step.MAKE_CALL},
    S.DELIVERED: {Step.REVIEW, Step.RESUME, Step.ADD_READING, Step.ADD_EVIDENCE},
    S.REVIEWED: {Step.ADD_READING},
    S.REFUSED: {Step.RESUME},
    S.DROPPED: {Step.RESUME},
}  # fmt: skip


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def manager():
    return make_manager()


def actors(town):
    """Name → somebody, and the steps that are theirs in any state."""
    everything, nothing = DECISIONS | WORK | {Step.FOLLOW}, set()
    elsewhere = make_area("Elsewhere")
    return {
        "manager": (make_manager(), everything),
        "manager of the street": (make_manager(area=town.area), everything),
        "manager elsewhere": (make_manager(area=elsewhere), {Step.FOLLOW}),
        "owner's supervisor": (town.supervisor, WORK | {Step.FOLLOW}),
        "owner's handler": (town.handler, {Step.FOLLOW}),
        "other supervisor": (
            make_actor(Role.SUPERVISOR, organisation=town.other_department), {Step.FOLLOW},
        ),
        "dispatcher": (town.dispatcher, {Step.FOLLOW}),
        "auditor": (town.auditor, {Step.FOLLOW}),
        "administrator": (make_actor(Role.ADMINISTRATOR), {Step.FOLLOW}),
        "resident": (town.resident, {Step.FOLLOW}),
        "visitor": (Actor.anonymous(), nothing),
        "job": (Actor.system("test"), nothing),
    }  # fmt: skip


def test_each_role_is_offered_its_steps_in_each_state_and_no_others(town):
    initiative = make_initiative(town)

    for state in InitiativeState:
        initiative.state = state.value
        for name, (actor, own) in actors(town).items():
            offered = offered_steps(actor=actor, initiative=initiative)
            assert offered == own & (OPEN[state] | {Step.FOLLOW}), (name, state)


@pytest.mark.parametrize("state", list(State))
def test_a_step_that_is_not_offered_is_refused(town, manager, state):
    initiative = make_initiative(town, manager=manager, state=state)
    closed = rules.TRANSITIONS.keys() - OPEN[InitiativeState(state)]
    by = {"initiative_id": initiative.pk, "reason": "So.", "now": NOW}

    for step in closed:
        with pytest.raises(StepNotOpen):
            take_step(actor=manager, step=step, **by)
    for step in rules.TRANSITIONS:
        with pytest.raises(NotAllowed):
            take_step(actor=town.resident, step=step, **by)
        with pytest.raises(Unauthenticated):
            take_step(actor=Actor.anonymous(), step=step, **by)
    assert Initiative.objects.get(pk=initiative.pk).version == initiative.version


def test_a_step_writes_history_ledger_and_outbox_together(town, manager):
    initiative = make_initiative(town, manager=manager)

    take_step(actor=manager, initiative_id=initiative.pk, step=Step.PLAN, now=NOW)

    event = initiative.events.order_by("-id").first()
    entry = LedgerEntry.objects.order_by("-id").first()
    announced = OutboxEvent.objects.order_by("-id").first()
    after = Initiative.objects.get(pk=initiative.pk)
    assert (event.name, event.from_state, event.to_state) == (
        "initiative_planned", "considered", "planned",
    )  # fmt: skip
    assert entry.subject == f"initiative:{initiative.pk}"
    assert announced.payload["event_id"] == str(event.pk)
    assert (after.state, after.planned_at, after.quarter) == ("planned", NOW, date(2027, 1, 1))


def test_only_a_product_manager_makes_one_where_they_manage(town):
    for actor in (town.supervisor, town.dispatcher, town.resident):
        with pytest.raises(NotAllowed):
            create_initiative(actor=actor, draft=make_draft(town), now=NOW)
    with pytest.raises(NotAllowed):
        create_initiative(
            actor=make_manager(area=make_area("Elsewhere")), draft=make_draft(town), now=NOW
        )
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    "missing", [{"department_id": None}, {"quarter": None}], ids=["owner", "quarter"]
)
def test_a_plan_needs_an_owner_and_a_quarter(town, manager, missing):
    initiative = make_initiative(town, manager=manager, **missing)

    with pytest.raises(NotPlannable):
        take_step(actor=manager, initiative_id=initiative.pk, step=Step.PLAN, now=NOW)


def test_a_plan_needs_a_measure_and_keeps_its_last_one(town, manager):
    initiative = make_initiative(town, manager=manager)
    measure = initiative.measures.get()
    by = {"actor": manager, "initiative_id": initiative.pk, "now": NOW}
    remove_measure(measure_id=measure.pk, **by)

    with pytest.raises(NotPlannable):
        take_step(step=Step.PLAN, **by)

    again = add_measure(draft=make_measure_draft(), **by)
    take_step(step=Step.PLAN, **by)
    with pytest.raises(Invalid):
        remove_measure(measure_id=again.pk, **by)


def test_measures_stay_as_they_are_once_the_work_has_begun(town, manager):
    initiative = make_initiative(town, manager=manager, state=State.UNDER_WAY)

    with pytest.raises(StepNotOpen):
        add_measure(actor=manager, initiative_id=initiative.pk, draft=make_measure_draft(), now=NOW)


def test_a_review_needs_a_reading_of_what_people_read(town, manager):
    initiative = make_initiative(town, manager=manager, state=State.DELIVERED)
    by = {"actor": manager, "initiative_id": initiative.pk, "now": NOW}

    with pytest.raises(NotMeasured):
        take_step(step=Step.REVIEW, reason="Good.", **by)

    measure = initiative.measures.get()
    add_reading(measure_id=measure.pk, value=Decimal("8"), on=NOW.date(), source="A count", **by)
    take_step(step=Step.REVIEW, reason="Bins are full for 8 hours.", **by)
    assert Initiative.objects.get(pk=initiative.pk).reason == "Bins are full for 8 hours."


@pytest.mark.parametrize("step", [Step.REFUSE, Step.DROP, Step.RESUME, Step.REVIEW])
def test_these_need_a_reason(town, manager, step):
    state = {
        Step.REFUSE: State.CONSIDERED, Step.DROP: State.PLANNED, Step.RESUME: State.REFUSED,
        Step.REVIEW: State.DELIVERED,
    }[step]  # fmt: skip
    initiative = make_initiative(town, manager=manager, state=state)

    with pytest.raises(Invalid) as caught:
        take_step(actor=manager, initiative_id=initiative.pk, step=step, reason="  ", now=NOW)
    assert "reason" in caught.value.fields


def test_what_was_refused_is_considered_anew_without_its_reason(town, manager):
    initiative = make_initiative(town, manager=manager, state=State.REFUSED)
    assert initiative.reason == "For good reasons."

    take_step(
        actor=manager, initiative_id=initiative.pk, step=Step.RESUME, reason="Money came.", now=NOW
    )

    after = Initiative.objects.get(pk=initiative.pk)
    assert (after.state, after.reason, after.ended_at) == ("considered", "", None)
    assert [one.text for one in after.events.order_by("id")][-2:] == [
        "For good reasons.", "Money came.",
    ]  # fmt: skip


def test_whoever_looked_at_an_older_version_overwrites_nothing(town, manager):
    initiative = make_initiative(town, manager=manager)
    by = {"actor": manager, "initiative_id": initiative.pk, "now": NOW}
    change_initiative(draft=make_draft(town, title="Other"), version=initiative.version, **by)

    with pytest.raises(StaleVersion):
        change_initiative(draft=make_draft(town, title="Third"), version=initiative.version, **by)
    with pytest.raises(StaleVersion):
        take_step(step=Step.PLAN, version=initiative.version, **by)
    assert Initiative.objects.get(pk=initiative.pk).title == "Other"


def test_the_history_keeps_what_it_said_before(town, manager):
    initiative = make_initiative(town, manager=manager)
    draft = make_draft(town, title="Other", budget_minor=7)

    change_initiative(
        actor=manager, initiative_id=initiative.pk, draft=draft, reason="Dearer.", now=NOW
    )

    event = initiative.events.order_by("-id").first()
    assert event.data == {
        "before": {"title": "Bins that tell when they are full", "budget_minor": 120_000_00}
    }
    events = initiative.events.count()
    change_initiative(actor=manager, initiative_id=initiative.pk, draft=draft, now=NOW)
    assert initiative.events.count() == events


def test_what_is_planned_keeps_an_owner_and_a_quarter(town, manager):
    initiative = make_initiative(town, manager=manager, state=State.PLANNED)

    with pytest.raises(Invalid) as caught:
        change_initiative(
            actor=manager, initiative_id=initiative.pk, now=NOW,
            draft=make_draft(town, department_id=None, quarter=None),
        )  # fmt: skip
    assert set(caught.value.fields) == {"department_id", "quarter"}


def test_reasons_are_masked(town, manager):
    initiative = make_initiative(town, manager=manager)

    take_step(
        actor=manager, initiative_id=initiative.pk, step=Step.REFUSE,
        reason="Ask 13800138000 about it.", now=NOW,
    )  # fmt: skip

    assert "13800138000" not in Initiative.objects.get(pk=initiative.pk).reason
    assert "13800138000" not in initiative.events.order_by("-id").first().text


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"text": "a\x00b"}, "text"),
        ({"why": ""}, "why"),
        ({"budget_minor": -1}, "budget_minor"),
        ({"currency": "XXX"}, "currency"),
        ({"quarter": date(1900, 1, 1)}, "quarter"),
    ],
)
def test_a_wrong_draft_is_told_at_its_field(town, manager, fields, wrong):
    with pytest.raises(Invalid) as caught:
        create_initiative(actor=manager, draft=make_draft(town, **fields), now=NOW)
    assert set(caught.value.fields) == {wrong}


def test_a_company_owns_no_initiative(town, manager):
    company = Organisation.objects.create(name="Bins Ltd", code="bins", kind="company")

    with pytest.raises(Invalid):
        create_initiative(actor=manager, draft=make_draft(town, department_id=company.pk), now=NOW)


def test_everything_may_be_done_by_somebody():
    assert set(policies.MAY) == set(Step)
    assert set(rules.TRANSITIONS) | set(rules.WORKS) == set(Step)


@pytest.mark.parametrize(
    ("value", "on"),
    [
        (Decimal("1e12"), NOW.date()),
        (Decimal("0.00001"), NOW.date()),
        (Decimal(1), date(2027, 1, 1)),
    ],
)
def test_wrong_readings_are_refused(town, manager, value, on):
    initiative = make_initiative(town, manager=manager, state=State.PLANNED)

    with pytest.raises(Invalid):
        add_reading(
            actor=manager, initiative_id=initiative.pk, measure_id=initiative.measures.get().pk,
            value=value, on=on, source="A count", now=NOW,
        )  # fmt: skip
