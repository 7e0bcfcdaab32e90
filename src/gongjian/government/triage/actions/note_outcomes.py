"""What people made of the decisions of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.government.duties import interface as duties
from gongjian.government.triage.models import CategoryDecision


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case that the model may have said something of.

    ``category_id``: what a person chose; the model was right if that is its answer, or stands below
    it. ``is_confirmed``: nobody chose another one, and the department it led to answered the case.
    """

    category_id: UUID | None
    is_confirmed: bool
    at: datetime | None


def note_outcomes(*, outcomes: Mapping[UUID, Outcome]) -> None:
    """Note by case whether people agreed with the model; nothing where it said nothing."""
    decisions = CategoryDecision.objects.filter(case_id__in=outcomes).select_related("category")
    for decision in decisions:
        outcome = outcomes[decision.case_id]
        is_right, at = _judged(decision, outcome)
        CategoryDecision.objects.filter(pk=decision.pk).update(is_right=is_right, is_right_at=at)


def _judged(decision: CategoryDecision, outcome: Outcome) -> tuple[bool | None, datetime | None]:
    if outcome.category_id is not None:
        above = duties.category_ids_above(outcome.category_id)
        return decision.category_id in above, outcome.at
    return (True, outcome.at) if outcome.is_confirmed else (None, None)
