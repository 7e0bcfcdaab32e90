"""What all steps on a budget project have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import HALF_A_POINT
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.money import MOST_MINOR
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.public.budgeting.errors import PhaseOver
from gongjian.public.budgeting.events import ProjectChanged
from gongjian.public.budgeting.models import BudgetProject, ProjectEvent
from gongjian.public.budgeting.rules.projects import ProjectState, ProjectStep, is_step_open


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    part_id: UUID
    title: str
    text: str
    cost_minor: int | None = None
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None
    language: str = "en"


def require_step(step: ProjectStep, project: BudgetProject, now: datetime) -> None:
    """Refuse a step that this phase or the project's state does not have."""
    if not is_step_open(step, project.round.phase(now), ProjectState(project.state)):
        raise PhaseOver


def require_money(amount: int | None) -> None:
    """Refuse what is no amount; None is unknown."""
    if amount is not None and not 0 <= amount <= MOST_MINOR:
        raise Invalid(fields={"cost": [_("This is no amount of money.")]})


def require_place(draft: ProjectDraft) -> None:
    """Refuse half a point, and one outside of the town."""
    if draft.longitude is None and draft.latitude is None:
        return
    if draft.longitude is None or draft.latitude is None:
        raise Invalid(fields={"longitude": [HALF_A_POINT]})
    duties.area_in_town(draft.longitude, draft.latitude)


def masked(text: str, actor: Actor) -> str:
    """What everybody will read, without personal data and the proposer's name."""
    return cases.mask(text, [actor.name]) if text else ""


def save(project: BudgetProject, fields: list[str]) -> None:
    """Write these fields and count the version on."""
    project.version += 1
    project.save(update_fields=[*fields, "version"])


def write_event(project: BudgetProject, actor: Actor, name: str, now: datetime) -> ProjectEvent:
    """Keep, record and announce what happened to a project."""
    event = ProjectEvent.objects.create(
        project=project,
        state=project.state,
        text=project.reason,
        cost_minor=project.cost_minor,
        department_id=project.department_id,
        actor=actor.reference,
        at=now,
    )
    ledger.record(actor, name, project.reference, now=now, data={"cost_minor": project.cost_minor})
    outbox.add(ProjectChanged(event_id=event.pk))
    return event
