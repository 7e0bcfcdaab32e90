"""Telling people what became of the projects that they submitted."""

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


def tell_proposers(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Tell whoever submitted the projects of these events; a second time, nobody is told."""
    found = ProjectEvent.objects.filter(pk__in=event_ids, state__in=texts.SUBJECTS)
    events = found.select_related("project__proposer", "project__round").order_by("pk")
    people.notify(drafts=[_draft(event) for event in events if event.project.proposer], now=now)


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
