"""What was erased is not told again by its runs."""

from __future__ import annotations

from uuid import UUID

from gongjian.government.triage.models import PlacedCase
from gongjian.government.triage.selectors import run_index


def forget_text(*, case_id: UUID, keeps_words: bool) -> None:
    """Forget who sent a case and, unless its masked words stay to be read, what it said; in the
    transaction of that act. The case stays in its issue, where it counts."""
    placed = PlacedCase.objects.select_for_update().filter(case_id=case_id).first()
    if placed is None:
        return
    if placed.sender:
        placed.sender = ""
        placed.save(update_fields=["sender"])
    if not keeps_words:
        run_index.forget_runs([placed.pk])
