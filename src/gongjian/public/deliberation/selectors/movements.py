"""What happens to proposals and is told to whoever asked for the same upstream."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail.interface import Movement
from gongjian.public.deliberation.models import ProposalEvent, Visibility

SUBJECTS = {
    "proposal_published": _("Somebody proposes something about it: {title}"),
    "threshold_reached": _("Enough people support it: {title}"),
    "proposal_answered": _("The proposal has its answer: {title}"),
}
BODIES = {
    "proposal_published": _("You can read, support and discuss the proposal."),
    "threshold_reached": _("Now the government owes it an answer."),
    "proposal_answered": _("Its page says what was answered, and why."),
}


def movements(event_ids: Sequence[UUID]) -> list[Movement]:
    """Those of these events that are public and told upstream. One query."""
    rows = ProposalEvent.objects.filter(
        pk__in=event_ids, name__in=list(SUBJECTS), visibility=Visibility.PUBLIC,
        proposal__is_public=True,
    )  # fmt: skip
    return [
        Movement(
            event=f"proposalevent:{event.pk}",
            reference=reference_of(event.proposal),
            at=event.at,
            actor=event.actor,
            subject=format_lazy(SUBJECTS[event.name], title=event.proposal.public_title),
            body=BODIES[event.name],
            path=reverse("trail", args=["proposal", event.proposal.number]),
        )
        for event in rows.select_related("proposal").order_by("id")
    ]
