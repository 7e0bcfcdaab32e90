"""What people made of a decision of the model."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.government.duties import interface as duties
from gongjian.government.triage.models import CategoryDecision


def note_outcome(
    *, case_id: UUID, category_id: UUID | None, is_confirmed: bool, at: datetime | None
) -> None:
    """Note whether people agreed with what the model said of a case; nothing where it said nothing.

    Parameters
    ----------
    category_id : UUID or None
        What a person chose: the model was right if that is its answer, or stands below it.
    is_confirmed : bool
        Nobody chose another one, and the department it led to answered the case.
    """
    found = CategoryDecision.objects.filter(case_id=case_id)
    if category_id is None:
        is_right = True if is_confirmed else None
        found.update(is_right=is_right, is_right_at=at if is_confirmed else None)
        return
    decision = found.select_related("category").first()
    if decision is not None:
        right = decision.category_id in duties.category_ids_above(category_id)
        found.update(is_right=right, is_right_at=at)
