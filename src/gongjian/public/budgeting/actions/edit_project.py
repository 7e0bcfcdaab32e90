"""Giving one's own project other words while projects are collected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, StaleVersion
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import project_steps as steps
from gongjian.public.budgeting.actions.project_steps import ProjectDraft
from gongjian.public.budgeting.errors import RulesLocked
from gongjian.public.budgeting.models import BudgetProject, ProjectWording
from gongjian.public.budgeting.rules.projects import TITLE_LENGTH, ProjectState, ProjectStep
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.projects import lock_project

EDITED_AN_HOUR = 30


def edit_project(
    *,
    actor: Actor,
    number: str,
    project_number: int,
    draft: ProjectDraft,
    now: datetime,
    version: int | None = None,
) -> BudgetProject:
    """Change what one's own project says, as long as projects are collected. What it said stays
    to be read; what was checked has to be checked again. The same words change nothing.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver, RulesLocked, Invalid, TooMany
    StaleVersion
        It is not the version that whoever changes it has read.
    """
    if not draft.title.strip():
        raise Invalid(fields={"title": [_("A title is needed.")]})
    steps.require_money(draft.cost_minor)
    steps.require_place(draft)
    found = rounds.get_round(actor=actor, number=number, now=now)
    count_hit(
        f"budget-project-edit:{actor.reference}", limit=EDITED_AN_HOUR, period_seconds=3600,
        now=now,
    )  # fmt: skip
    with transaction.atomic():
        # Against ballots, too: costs are a rule of theirs.
        round_ = rounds.lock_round(actor=actor, round_id=found.pk, now=now)
        project = lock_project(round_, project_number)
        if not policies.is_proposer(actor, project):
            raise NotAllowed
        steps.require_step(ProjectStep.EDIT, project, now)
        if round_.locked_at is not None:
            raise RulesLocked
        if version is not None and version != project.version:
            raise StaleVersion
        said = {
            "part_id": rounds.get_part(round_, draft.part_id).pk,
            "title": steps.masked(draft.title.strip(), actor)[:TITLE_LENGTH],
            "text": steps.masked(draft.text, actor),
            "language": draft.language,
            "place": draft.place,
            "longitude": draft.longitude,
            "latitude": draft.latitude,
            "cost_minor": draft.cost_minor,
        }
        before = {name: getattr(project, name) for name in said}
        if said == before:
            return project
        for name, value in said.items():
            setattr(project, name, value)
        # What somebody checked is no longer what it says.
        project.state, project.reason = ProjectState.SUBMITTED, ""
        steps.save(project, [*said, "state", "reason"])
        event = steps.write_event(project, actor, "budget_project_edited", now)
        ProjectWording.objects.create(project=project, replaced_by=event, **before)
    return project
