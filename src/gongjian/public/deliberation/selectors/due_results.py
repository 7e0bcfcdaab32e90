"""Which consultations have votes that their result does not show yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from gongjian.public.deliberation.models.consultation_votes import (
    ConsultationPulse,
    ConsultationResult,
)
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import ConsultationState

BEATING = ConsultationPulse.objects.filter(beats__gt=F("seen"))
MOST_AT_ONCE = 50


def results_are_due(now: datetime) -> bool:
    """Whether there is anything to compute; two looks into indexes of what is due alone."""
    return BEATING.exists() or _unfinished(now).exists()


def due_results(now: datetime) -> list[UUID]:
    """Consultations whose result is out of date and has rested long enough, or is not final yet."""
    beating = set(BEATING.values_list("consultation", flat=True).distinct()[:MOST_AT_ONCE])
    rows = ConsultationResult.objects.filter(consultation__in=beating).order_by("version")
    # The last row of each is its latest result.
    rest_until = {
        key: at + rules.refresh_pause(took_ms)
        for key, at, took_ms in rows.values_list("consultation", "at", "took_ms")
    }
    due = {key for key in beating if key not in rest_until or rest_until[key] <= now}
    return sorted(due | set(_unfinished(now).values_list("pk", flat=True)[:MOST_AT_ONCE]))


def _unfinished(now: datetime) -> QuerySet[Consultation]:
    return Consultation.objects.filter(
        state=ConsultationState.ANNOUNCED.value, finalised_at=None, closes_at__lte=now
    )
