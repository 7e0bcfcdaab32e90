"""Telling people what became of the statements that they added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy

from gongjian.foundation.people import interface as people
from gongjian.public.deliberation import statement_notices as texts
from gongjian.public.deliberation.models.consultations import ConsultationEvent, Statement


def tell_statement_authors(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Tell whoever wrote the statements of these events; a second time, nobody is told.

    A visitor without an account has no address: they find it on their own page.
    """
    found = ConsultationEvent.objects.filter(pk__in=event_ids, name__in=texts.SUBJECTS)
    events = found.select_related("consultation", "statement__author__user").order_by("pk")
    drafts = (_draft(event, event.statement) for event in events if event.statement is not None)
    people.notify(drafts=[draft for draft in drafts if draft.users], now=now)


def _draft(event: ConsultationEvent, statement: Statement) -> people.NoticeDraft:
    author = statement.author.user if statement.author is not None else None
    is_their_own = author is not None and event.actor == f"user:{author.pk}"
    reason = f"\n\n{event.text}" if event.text else ""
    return people.NoticeDraft(
        event=f"consultationevent:{event.pk}",
        topic=texts.STATEMENTS.code,
        reason=texts.YOU_WROTE,
        subject=format_lazy(texts.SUBJECTS[event.name], title=event.consultation.title),
        body=f"{statement.text}{reason}",
        path=reverse("own_votes", args=[event.consultation.number]),
        users=[author] if author is not None and not is_their_own else [],
    )
