"""Telling people what became of the projects that they submitted, or have to check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy

from gongjian.foundation.people import interface as people
from gongjian.methods.personal_data import mask_personal_data
from gongjian.public.budgeting import notice_texts as texts
from gongjian.public.budgeting.models import ProjectEvent
from gongjian.public.budgeting.policies import OF_DEPARTMENT


def tell_proposers(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Tell whoever submitted the projects of these events; a second time, nobody is told."""
    found = ProjectEvent.objects.filter(pk__in=event_ids, state__in=texts.SUBJECTS)
    events = found.select_related("project__proposer", "project__round").order_by("pk")
    people.notify(drafts=[_draft(event) for event in events if event.project.proposer], now=now)


def tell_checkers(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Tell the departments of projects whose words were changed; a second time, nobody is told."""
    found = ProjectEvent.objects.filter(pk__in=event_ids, replaced__isnull=False)
    events = found.filter(project__department__isnull=False).select_related("project__round")
    people.notify(drafts=[_draft_of_change(event) for event in events.order_by("pk")], now=now)


def _draft_of_change(event: ProjectEvent) -> people.NoticeDraft:
    project = event.project
    users = people.users_with_role(
        *OF_DEPARTMENT, organisation_id=project.department_id, area_path=project.round.area_path
    )
    return people.NoticeDraft(
        event=f"budgetproject:{event.pk}",
        topic=texts.CHECKS.code,
        reason=texts.YOU_CHECK,
        subject=format_lazy(texts.CHANGED, title=project.title),
        body=texts.WAS_CHANGED,
        path=reverse("budget_project", args=[project.round.number, project.number]),
        users=[user for user in users if user.pk != project.proposer_id],
    )


def _draft(event: ProjectEvent) -> people.NoticeDraft:
    project = event.project
    is_their_own = event.actor == f"user:{project.proposer_id}"
    users = [project.proposer] if project.proposer and not is_their_own else []
    return people.NoticeDraft(
        event=f"budgetproject:{event.pk}",
        topic=texts.PROJECTS.code,
        reason=texts.YOU_SUBMITTED,
        subject=format_lazy(texts.SUBJECTS[event.state], title=project.title),
        body=mask_personal_data(event.text),
        path=reverse("budget_project", args=[project.round.number, project.number]),
        users=users,
    )
