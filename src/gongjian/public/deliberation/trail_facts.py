"""What the trail is told of proposals and consultations beside their faces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.trail.interface import Behind, Moment
from gongjian.public.deliberation.models import (
    ConsultationEvent,
    Participant,
    Proposal,
    ProposalEvent,
    ProposalSupport,
    Visibility,
)
from gongjian.public.deliberation.selectors.evidence import people_of_proposal

STEPS: dict[str, str | Promise] = {
    "proposal_published": _("Proposed in public"),
    "threshold_reached": _("Enough people support it: an answer is due"),
    "answer_late": _("The answer is late"),
    "proposal_answered": _("Answered"),
    "proposal_withdrawn": _("Withdrawn by its author"),
    "proposal_merged": _("Merged into another proposal"),
}
OUTCOMES = {
    "adopted": pgettext_lazy("answer", "Answered: accepted"),
    "in_plan": pgettext_lazy("answer", "Answered: in another plan"),
    "rejected": pgettext_lazy("answer", "Answered: rejected"),
}


def moments_of_proposals(proposal_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """One query."""
    rows = ProposalEvent.objects.filter(
        proposal__in=proposal_ids, name__in=list(STEPS), visibility=Visibility.PUBLIC
    ).select_related("department", "proposal")
    found: dict[UUID, list[Moment]] = {}
    for event in rows.order_by("id"):
        proposal = event.proposal
        words = STEPS[event.name]
        if event.name == "proposal_answered":
            words = OUTCOMES.get(str(event.data.get("outcome")), words)
        is_first = event.name == "proposal_answered" and event.at == proposal.answered_at
        found.setdefault(proposal.pk, []).append(
            Moment(
                at=event.at, words=str(words),
                by=event.department.name if event.department else "",
                is_late=is_first and proposal.is_answered_in_time is False,
                subject=f"proposal:{proposal.pk}", action=event.name,
            )
        )  # fmt: skip
    return found


def voices_of_proposals(proposal_ids: Sequence[UUID]) -> list[QuerySet[Any, Any]]:
    """Who wrote them, and who supports them."""
    text = CharField()
    wrote = Proposal.objects.filter(pk__in=proposal_ids, author__isnull=False)
    support = ProposalSupport.objects.filter(proposal__in=proposal_ids)
    supporter = Coalesce(Cast(F("user"), text), Cast(F("pk"), text), output_field=text)
    return [
        wrote.annotate(voice=Cast(F("author"), text)).order_by().values_list("voice"),
        support.annotate(voice=supporter).order_by().values_list("voice"),
    ]


def behind_proposal(proposal_id: UUID, after: str, size: int) -> Behind:
    return Behind(*people_of_proposal(proposal_id, after=after, size=size))


def moments_of_consultations(
    consultation_ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[Moment]]:
    """When they were announced, opened and closed, and when their result was there. One query."""
    names = ("consultation_announced", "consultation_counted")
    found: dict[UUID, list[Moment]] = {key: [] for key in consultation_ids}
    rows = ConsultationEvent.objects.filter(consultation__in=consultation_ids, name__in=names)
    for event in rows.select_related("consultation__department").order_by("id"):
        one = event.consultation
        by = one.department.name if one.department else ""
        is_announced = event.name == names[0]
        words = gettext("Announced") if is_announced else gettext("Its result is there")
        told = Moment(
            at=event.at, words=words, by=by, subject=f"consultation:{one.pk}", action=event.name
        )
        found[one.pk].append(told)
        if is_announced:
            for at, said in (
                (one.opens_at, gettext("Open for statements and votes")),
                (one.closes_at, gettext("Closed")),
            ):
                if at is not None and at <= now:
                    found[one.pk].append(Moment(at=at, words=said, by=by))
    return found


def voices_of_consultations(consultation_ids: Sequence[UUID]) -> list[QuerySet[Any, Any]]:
    """Who took part."""
    text = CharField()
    took_part = Participant.objects.filter(Q(consultation__in=consultation_ids))
    voice = Coalesce(Cast(F("user"), text), Cast(F("pk"), text), output_field=text)
    return [took_part.annotate(voice=voice).order_by().values_list("voice")]
