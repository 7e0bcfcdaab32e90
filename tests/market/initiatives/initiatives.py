"""Initiatives for tests, led to a state by the steps that lead there."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.market.initiatives.actions.save_initiative import InitiativeDraft, create_initiative
from gongjian.market.initiatives.actions.save_measure import (
    MeasureDraft,
    add_measure,
    add_reading,
)
from gongjian.market.initiatives.actions.take_step import take_step
from gongjian.market.initiatives.models import Initiative, State
from gongjian.market.initiatives.rules import InitiativeStep as Step
from tests.factories import NOW, Town, make_actor

WAYS = {
    State.CONSIDERED: (),
    State.PLANNED: (Step.PLAN,),
    State.UNDER_WAY: (Step.PLAN, Step.START),
    State.DELIVERED: (Step.PLAN, Step.START, Step.DELIVER),
    State.REVIEWED: (Step.PLAN, Step.START, Step.DELIVER, Step.REVIEW),
    State.REFUSED: (Step.REFUSE,),
    State.DROPPED: (Step.PLAN, Step.DROP),
}


def make_manager(**fields) -> Actor:
    return make_actor(Role.PRODUCT_MANAGER, **fields)


def make_draft(town: Town, **fields) -> InitiativeDraft:
    defaults = {
        "title": "Bins that tell when they are full",
        "text": "Forty bins around schools say when they are full.",
        "why": "Rubbish lies beside full bins.",
        "department_id": town.department.pk,
        "area_id": town.area.pk,
        "category_id": town.category.pk,
        "budget_minor": 120_000_00,
        "quarter": date(2027, 2, 14),
    }
    return InitiativeDraft(**{**defaults, **fields})


def make_measure_draft(**fields) -> MeasureDraft:
    defaults = {
        "name": "Hours a bin stays full",
        "unit": "hours",
        "baseline": Decimal("20"),
        "target": Decimal("5"),
        "by_when": date(2027, 6, 30),
    }
    return MeasureDraft(**{**defaults, **fields})


def make_initiative(
    town: Town,
    *,
    manager: Actor | None = None,
    state: State = State.CONSIDERED,
    evidence: tuple[str, ...] = (),
    note: str = "",
    now: datetime = NOW,
    **fields,
) -> Initiative:
    """One of the town's street, with a measure; in ``state`` by the shortest way."""
    manager = manager or make_manager()
    made = create_initiative(
        actor=manager, draft=make_draft(town, **fields), evidence=evidence, note=note, now=now
    )
    of_it = {"actor": manager, "initiative_id": made.pk, "now": now}
    measure = add_measure(draft=make_measure_draft(), **of_it)
    for step in WAYS[state]:
        if step is Step.REVIEW:
            add_reading(
                measure_id=measure.pk, value=Decimal("8"), on=NOW.date(), source="Count", **of_it
            )
        take_step(step=step, reason="For good reasons.", **of_it)
    return Initiative.objects.get(pk=made.pk)


def make_known_initiatives(town: Town, now: datetime) -> dict[str, list[str]]:
    """What addresses name of initiatives, one in each state; parameter → values."""
    manager = make_manager()
    made = [make_initiative(town, manager=manager, state=state, now=now) for state in State]
    return {
        "initiative_number": [one.number for one in made],
        "measure_id": [str(one.measures.get().pk) for one in made],
        "initiative_step": ["plan", "drop", "nonsense"],
    }
