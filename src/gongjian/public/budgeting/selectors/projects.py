"""Projects of a round."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    ProjectEvent,
    ProjectWording,
    RoundPart,
)
from gongjian.public.budgeting.rules.ballots import Part
from gongjian.public.budgeting.rules.projects import ON_BALLOT, ProjectState

MOST_ON_BALLOT = 2_000
MOST_NUMBER = 2**31 - 1


def list_projects(
    round_: BudgetRound,
    *,
    part_id: UUID | None = None,
    state: str = "",
    words: str = "",
    cursor: str = "",
    size: int = 25,
) -> Page:
    """Projects of a round by their number."""
    rows = _rows().filter(round=round_)
    if part_id:
        rows = rows.filter(part_id=part_id)
    if state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(place__icontains=words))
    return keyset_page(rows, order=["number", "id"], cursor=cursor, size=size)


def get_project(round_: BudgetRound, number: int) -> BudgetProject:
    return _one(_rows().filter(round=round_), number)


def lock_project(round_: BudgetRound, number: int) -> BudgetProject:
    rows = BudgetProject.objects.select_for_update(of=("self",)).select_related("round")
    return _one(rows.filter(round=round_), number)


def events_of(project: BudgetProject) -> list[ProjectEvent]:
    return list(project.events.select_related("department", "replaced").order_by("id"))


def wordings_of(project: BudgetProject) -> list[ProjectWording]:
    """What it said before each change of its words, the oldest first."""
    return list(project.wordings.select_related("part", "replaced_by").order_by("id"))


def wording_before(event: ProjectEvent) -> ProjectWording | None:
    """What the project said until this change of its words; None of every other event."""
    found: ProjectWording | None = getattr(event, "replaced", None)
    return found


def ballot_projects(round_: BudgetRound) -> list[BudgetProject]:
    """What ballots may name, by number."""
    rows = _rows().filter(round=round_, state__in=[state.value for state in ON_BALLOT])
    return list(rows.order_by("number")[:MOST_ON_BALLOT])


def counted_projects(part: RoundPart) -> list[BudgetProject]:
    """What is counted of a part: what ballots could name, and what was withdrawn meanwhile."""
    wanted = [*ON_BALLOT, ProjectState.WITHDRAWN]
    rows = BudgetProject.objects.filter(part=part, state__in=wanted, cost_minor__isnull=False)
    return list(rows.order_by("number"))


def ballot_parts(
    parts: Sequence[RoundPart], projects: Sequence[BudgetProject], district_id: UUID | None
) -> list[Part]:
    """The parts in which somebody of a district votes."""
    return [
        Part(
            {p.number: p.cost_minor or 0 for p in projects if p.part_id == part.pk},
            part.budget_minor,
        )
        for part in parts
        if part.is_whole or part.pk == district_id
    ]


def projects_to_check(*, actor: Actor, cursor: str = "", size: int = 25) -> Page:
    """What waits for a department's word, of those that this actor may check."""
    wanted = Q(pk__isnull=True)
    for grant in actor.grants_of(*policies.OF_DEPARTMENT):
        if grant.organisation_id:
            wanted |= Q(department_id=grant.organisation_id) & _within(grant.area_path)
    for grant in actor.grants_of(*policies.MANAGING):
        wanted |= _within(grant.area_path)
    rows = _rows().filter(wanted, state=ProjectState.SUBMITTED)
    return keyset_page(rows, order=["submitted_at", "id"], cursor=cursor, size=size)


def _within(area_path: str) -> Q:
    return Q(round__area_path__startswith=area_path) if area_path else Q(pk__isnull=False)


def _rows() -> QuerySet[BudgetProject]:
    return BudgetProject.objects.select_related("round", "part", "department")


def _one(rows: QuerySet[BudgetProject], number: int) -> BudgetProject:
    # More is no number to the database, and an error there.
    project = rows.filter(number=number).first() if number <= MOST_NUMBER else None
    if project is None:
        raise NotFound
    return project
