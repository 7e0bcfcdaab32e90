"""Steps of initiatives that everybody upstream is told, whatever way led to the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail.interface import Movement
from gongjian.market.initiatives.models import InitiativeEvent
from gongjian.market.initiatives.notice_texts import TOLD
from gongjian.market.initiatives.quarters import lazy_quarter

EXCERPT = 1_000
NOT_UPSTREAM = frozenset({"milestone_trial_asked"})
"""Asked of those behind the evidence, in person."""


def movements(event_ids: Sequence[UUID]) -> list[Movement]:
    """Those of these events that are told upstream. One query."""
    names = sorted(TOLD.keys() - NOT_UPSTREAM)
    rows = InitiativeEvent.objects.filter(pk__in=event_ids, name__in=names)
    return [
        _movement(event) for event in rows.select_related("initiative__department").order_by("id")
    ]


def _movement(event: InitiativeEvent) -> Movement:
    initiative, words = event.initiative, TOLD[event.name]
    owner = initiative.department
    facts = {
        "title": initiative.title,
        "text": Truncator(event.text).chars(EXCERPT),
        "what": event.data.get("title", ""),
        "quarter": lazy_quarter(initiative.quarter),
        "department": owner.name if owner else _("the government"),
    }
    return Movement(
        event=f"initiativeevent:{event.pk}",
        reference=reference_of(initiative),
        at=event.at,
        actor=event.actor,
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=reverse("trail", args=["initiative", initiative.number]),
    )
