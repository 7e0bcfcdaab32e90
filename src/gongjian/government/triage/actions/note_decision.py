"""What the model in use said of a case is written down, in the transaction that acts on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.government.triage.models import CategoryDecision
from gongjian.government.triage.selectors.category_decisions import Verdict


def note_decision(*, case_id: UUID, verdict: Verdict, is_automatic: bool, now: datetime) -> None:
    """Write down what was said of a case, and whether it went by that; for each case once.

    Nothing where no trained model spoke.
    """
    best = verdict.answer if is_automatic else next(iter(verdict.guesses), None)
    if verdict.model_id is None or best is None:
        return
    row = CategoryDecision(
        case_id=case_id,
        at=now,
        model_id=verdict.model_id,
        category_id=best.category_id,
        share=min(1.0, best.score),
        is_automatic=is_automatic,
        is_spot_check=verdict.is_spot_check,
    )
    CategoryDecision.objects.bulk_create([row], ignore_conflicts=True)
