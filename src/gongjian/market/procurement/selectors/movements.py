"""What happens to calls and is told to everybody upstream: whoever asked for what is built."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import NoticeWords
from gongjian.foundation.trail.interface import Movement
from gongjian.market.procurement.models import Award, AwardState, CallEvent

EXCERPT = 1_000
_REASON = _("The reason:\n\n{text}")
TOLD: dict[str, NoticeWords] = {
    "call_opened": NoticeWords(
        _("Companies are asked to build it: {title}"),
        _("The call is open. Its page says what is to be built and how bids are judged."),
    ),
    "call_awarded": NoticeWords(
        _("It is decided who builds it: {title}"),
        _(
            "The contract goes to {company}. The call’s page shows all bids and how they were "
            "judged."
        ),
    ),
    "call_cancelled": NoticeWords(_("A call was cancelled: {title}"), _REASON),
    "call_declared_unsuccessful": NoticeWords(_("No company builds it yet: {title}"), _REASON),
    "contract_ended": NoticeWords(_("A contract was ended early: {title}"), _REASON),
    "contract_rated": NoticeWords(
        _("How the work went was rated: {title}"),
        _("One side of the contract rated the other, with {stars} of 5 stars."),
    ),
}
"""Signing, milestones and the end are told by the initiative that they carry out."""


def movements(event_ids: Sequence[UUID]) -> list[Movement]:
    """Those of these events that are public and told upstream. Two queries."""
    rows = CallEvent.objects.filter(pk__in=event_ids, name__in=list(TOLD), is_public=True)
    events = list(rows.filter(call__opened_at__isnull=False).select_related("call").order_by("id"))
    awards = Award.objects.filter(
        call__in=[event.call_id for event in events], state=AwardState.MADE
    ).select_related("company__organisation")
    winners = {award.call_id: award.company.name for award in awards}
    return [_movement(event, winners.get(event.call_id, "")) for event in events]


def _movement(event: CallEvent, company: str) -> Movement:
    call, words = event.call, TOLD[event.name]
    facts = {
        "title": call.title,
        "text": Truncator(event.text).chars(EXCERPT),
        "company": company,
        "stars": event.data.get("stars", ""),
    }
    return Movement(
        event=f"callevent:{event.pk}",
        reference=call.reference,
        at=event.at,
        actor=event.actor,
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=reverse("trail", args=["call", call.number]),
    )
