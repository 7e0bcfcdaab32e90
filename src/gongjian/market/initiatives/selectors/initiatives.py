"""Initiatives: one by its number, lists, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound, StaleVersion, StepNotOpen
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.people import interface as people
from gongjian.market.initiatives import policies, rules
from gongjian.market.initiatives.models import (
    Initiative,
    InitiativeEvent,
    InitiativeFollow,
    Measure,
    MeasureReading,
    State,
)
from gongjian.market.initiatives.rules import InitiativeState, InitiativeStep

SHOWN = ("area", "category", "department", "provision")
MOST_EVENTS = 200


class RoadmapPart(StrEnum):
    """The parts of the roadmap."""

    PLAN = "plan"
    CONSIDERED = "considered"
    DONE = "done"
    ENDED = "ended"


_PARTS: dict[RoadmapPart, tuple[frozenset[InitiativeState], tuple[str, ...]]] = {
    RoadmapPart.PLAN: (rules.PLANNING_STATES, ("quarter", "id")),
    RoadmapPart.CONSIDERED: (frozenset({InitiativeState.CONSIDERED}), ("-updated_at", "-id")),
    RoadmapPart.DONE: (rules.DONE_STATES, ("-updated_at", "-id")),
    RoadmapPart.ENDED: (rules.ENDED_STATES, ("-updated_at", "-id")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFilters:
    """What a list is narrowed to; empty values do not narrow. Trees are named by their paths."""

    department_id: UUID | None = None
    category_path: str = ""
    area_path: str = ""
    words: str = ""

    def as_q(self) -> Q:
        narrow = Q()
        if self.department_id:
            narrow &= Q(department=self.department_id)
        if self.category_path:
            narrow &= Q(category__path__startswith=self.category_path)
        if self.area_path:
            narrow &= Q(area_path__startswith=self.area_path)
        if self.words:
            narrow &= Q(title__icontains=self.words) | Q(text__icontains=self.words)
        return narrow


def list_initiatives(
    *,
    part: RoadmapPart = RoadmapPart.PLAN,
    filters: InitiativeFilters | None = None,
    cursor: str = "",
    size: int = 30,
) -> Page[Initiative]:
    """One part of the roadmap: the plan by its quarters, the others with the latest first. One
    query."""
    states, order = _PARTS[part]
    wanted = [state.value for state in sorted(states)]
    rows = Initiative.objects.filter((filters or InitiativeFilters()).as_q(), state__in=wanted)
    return keyset_page(rows.select_related(*SHOWN), order=order, cursor=cursor, size=size)


def managed_initiatives(
    *, actor: Actor, state: State | None = None, cursor: str = "", size: int = 30
) -> Page[Initiative]:
    """Those that somebody works on, the latest first. One query."""
    reached = Q(pk__in=[])
    for grant in actor.grants_of(Role.PRODUCT_MANAGER):
        reached |= Q(area_path__startswith=grant.area_path)
    for grant in actor.grants_of(Role.SUPERVISOR):
        if grant.organisation_id:
            reached |= Q(department=grant.organisation_id, area_path__startswith=grant.area_path)
    rows = Initiative.objects.filter(reached).select_related(*SHOWN)
    if state is not None:
        rows = rows.filter(state=state)
    return keyset_page(rows, order=("-updated_at", "-id"), cursor=cursor, size=size)


def get_initiative(*, number: str) -> Initiative:
    """The initiative with a number; all are public.

    Raises
    ------
    NotFound
        No such initiative, or a mistyped number.
    """
    key = read_number(number[:40])
    rows = Initiative.objects.select_related(*SHOWN, "manager")
    found = rows.filter(number=key).first() if key else None
    if found is None:
        raise NotFound
    return found


def get_locked(
    *, actor: Actor, initiative_id: UUID, step: InitiativeStep, version: int | None = None
) -> Initiative:
    """The initiative, locked until the transaction ends, if this actor may take ``step`` on it now.

    Raises
    ------
    NotFound
        No such initiative.
    NotAllowed, Unauthenticated
        It is not this actor's step.
    StaleVersion
        Something was done with it since ``version``.
    StepNotOpen
        The step does not exist in its state.
    """
    rows = Initiative.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=initiative_id).first()
    if found is None:
        raise NotFound
    policies.require(step, actor, found)
    if version is not None and version != found.version:
        raise StaleVersion
    if not rules.is_step_open(step, InitiativeState(found.state)):
        raise StepNotOpen
    return found


def offered_steps(*, actor: Actor, initiative: Initiative) -> frozenset[InitiativeStep]:
    """The steps that this actor may take now."""
    state = InitiativeState(initiative.state)
    return frozenset(
        step
        for step, may in policies.MAY.items()
        if rules.is_step_open(step, state) and may(actor, initiative)
    )


def events_of(initiative: Initiative) -> list[InitiativeEvent]:
    """What happened, the first first; of more than two hundred, the latest."""
    rows = initiative.events.select_related("department").order_by("-id")[:MOST_EVENTS]
    return list(rows)[::-1]


def latest_events(*, size: int = 30) -> list[InitiativeEvent]:
    """The latest of all initiatives, for the feed. One query."""
    rows = InitiativeEvent.objects.select_related("initiative", "department")
    return list(rows.order_by("-id")[:size])


def get_measure(initiative: Initiative, measure_id: UUID) -> Measure:
    found = initiative.measures.filter(pk=measure_id, removed_at=None).first()
    if found is None:
        raise NotFound
    return found


def measures_of(initiative: Initiative) -> list[Measure]:
    """By the order in which they were made, with the readings of each in ``readings.all()``."""
    rows = initiative.measures.filter(removed_at=None).select_related(
        "department", "area", "category"
    )
    return list(rows.prefetch_related("readings").order_by("id"))


def measures_of_many(found: Sequence[Initiative]) -> dict[UUID, list[Measure]]:
    """As `measures_of`, for several; two queries."""
    rows = Measure.objects.filter(initiative__in=found, removed_at=None).select_related(
        "department", "area", "category"
    )
    by_key: dict[UUID, list[Measure]] = {one.pk: [] for one in found}
    for measure in rows.prefetch_related("readings").order_by("id"):
        by_key[measure.initiative_id].append(measure)
    return by_key


def last_reading(measure: Measure) -> MeasureReading | None:
    """The one of the latest day; of several of one day, the one entered last."""
    return max(measure.readings.all(), key=lambda one: (one.on, one.pk), default=None)


def is_following(actor: Actor, initiative: Initiative) -> bool:
    return (
        actor.user_id is not None
        and InitiativeFollow.objects.filter(initiative=initiative, user=actor.user_id).exists()
    )


def managers_to_choose(area_path: str) -> list[tuple[str, str]]:
    """(id, name) of the product managers who may answer for an initiative of an area."""
    found: Sequence[people.User] = people.users_with_role(
        Role.PRODUCT_MANAGER, area_path=area_path, in_any_organisation=True
    )
    return [(str(user.pk), user.name or user.email) for user in found]
