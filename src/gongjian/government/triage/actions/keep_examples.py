"""What is learnt from later: a masked text, its category, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.government.triage.models import Evidence, Example

MOST_TITLE = 200
MOST_TEXT = 20_000
_REPLACED = ["title", "text", "category", "evidence", "is_weak", "at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleDraft:
    """An example to be kept; ``title`` and ``text`` are masked by whoever makes it."""

    reference: str
    title: str
    text: str
    category_id: UUID
    evidence: Evidence
    at: datetime


def keep_examples(*, drafts: Sequence[ExampleDraft], now: datetime) -> None:
    """Keep examples; one that is there is replaced, so that doing it twice does it once."""
    rows = [
        Example(
            reference=draft.reference,
            title=draft.title[:MOST_TITLE],
            text=draft.text[:MOST_TEXT],
            category_id=draft.category_id,
            evidence=draft.evidence,
            is_weak=draft.evidence == Evidence.ANSWERED,
            at=draft.at,
            created_at=now,
        )
        for draft in drafts
    ]
    Example.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["reference"],
        update_fields=_REPLACED,
    )  # fmt: skip


def forget_examples(*, references: Iterable[str]) -> None:
    """Delete the examples of these; a model that has learnt from them holds none of their words."""
    Example.objects.filter(reference__in=list(references)).delete()
