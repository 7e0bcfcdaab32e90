"""A labelled table becomes examples of the town: masked, each row once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.government.triage import policies
from gongjian.government.triage.actions.keep_examples import ExampleDraft, keep_examples
from gongjian.government.triage.models import Evidence
from gongjian.methods.message_rows import LONGEST_HEAD
from gongjian.methods.personal_data import mask_personal_data

SEPARATORS = ("/", ">", "›")


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row of a table: its label, and its texts, the title first where there are several."""

    label: str
    texts: Sequence[str]


class UnknownLabels(Exception):
    """Labels that name no category of the town, with the number of their rows."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        super().__init__(str(dict(counts)))
        self.counts = dict(counts)


def learn_table(
    *, actor: Actor, rows: Sequence[LabelledRow], now: datetime, skips_unknown: bool = False
) -> int:
    """Keep the rows as examples; the same table again changes nothing. Returns how many there are.

    A label is a category's code, its name, or its path of names or codes (``"A/B/C"``); of several
    categories of one name it is the topmost. Rows of the same words are one example, and the last
    of them counts.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    UnknownLabels
        Some labels name no category, or more than one, and are not to be skipped; nothing was kept.
    """
    policies.require_can_govern_models(actor)
    found = _categories_of({row.label for row in rows})
    unknown = Counter(row.label for row in rows if row.label not in found)
    if unknown and not skips_unknown:
        raise UnknownLabels(unknown)
    drafts = {
        draft.reference: draft
        for row in rows
        if row.label in found and (draft := _draft(row, found[row.label], now))
    }
    with transaction.atomic():
        keep_examples(drafts=list(drafts.values()), now=now)
        ledger.record(actor, "examples_added", "triage", now=now, data={"examples": len(drafts)})
    return len(drafts)


def _draft(row: LabelledRow, category_id: UUID, now: datetime) -> ExampleDraft | None:
    texts = [text.strip() for text in row.texts if text.strip()]
    if not texts:
        return None
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    masked = [_masked(text) for text in texts]
    # A first text that is no title is text: of a title only so much is kept.
    has_title = len(masked) > 1 and len(masked[0]) <= LONGEST_HEAD
    title, others = (masked[0], masked[1:]) if has_title else ("", masked)
    return ExampleDraft(
        reference=f"row:{digest}", title=title, text="\n".join(others), category_id=category_id,
        evidence=Evidence.TABLE, at=now,
    )  # fmt: skip


def _masked(text: str) -> str:
    return mask_personal_data(text, [settings.PHONE_REGION], people.is_public_number)


def _categories_of(labels: set[str]) -> dict[str, UUID]:
    """Label → the category in use that it names: by code, path or name.

    Of several of one name the topmost is meant, where it alone stands so high.
    """
    by_code: dict[str, UUID] = {}
    by_line: dict[tuple[str, ...], list[tuple[int, UUID]]] = {}
    names: dict[str, str] = {}
    for row in duties.categories():
        names[row.code] = row.name
        by_code[row.code.casefold()] = row.pk
        codes = tuple(code for code in row.path.split("/") if code)
        line = tuple(names.get(code, code).casefold() for code in codes)
        for key in {line, line[-1:], tuple(code.casefold() for code in codes)}:
            by_line.setdefault(key, []).append((row.level, row.pk))
    found = {
        label: by_code.get(label.casefold()) or _topmost(by_line.get(_line(label), []))
        for label in labels
    }
    return {label: category for label, category in found.items() if category is not None}


def _topmost(found: Sequence[tuple[int, UUID]]) -> UUID | None:
    level = min((level for level, _ in found), default=0)
    highest = [pk for at, pk in found if at == level]
    return highest[0] if len(highest) == 1 else None


def _line(label: str) -> tuple[str, ...]:
    for separator in SEPARATORS[1:]:
        label = label.replace(separator, SEPARATORS[0])
    return tuple(part.strip().casefold() for part in label.split(SEPARATORS[0]) if part.strip())
