"""Examples to learn from: the newest of each category, so that memory ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.models import Example
from gongjian.methods.message_rows import Message


@dataclass(frozen=True, slots=True)
class Learnt:
    """An example as training sees it."""

    message: Message
    category_id: UUID
    evidence: str
    at: datetime
    created_at: datetime
    order: str
    """Settles which of those of one moment is the newer: by chance, but always the same."""

    @property
    def words(self) -> str:
        return "".join(self.message.whole.split())


def newest_examples() -> list[Learnt]:
    """Of each category the best evidence first, then the newest; at most `MOST_EXAMPLES` in all.

    One query a category, each along an index.
    """
    found = [one for category_id in _categories() for one in _of_category(category_id)]
    found.sort(key=_newest)
    return found[-rules.MOST_EXAMPLES :]


def has_enough_examples() -> bool:
    """Whether there are so many that training may be worth its while."""
    rows = Example.objects.order_by("id").values_list("id", flat=True)
    return len(rows[: rules.LEAST_EXAMPLES]) == rules.LEAST_EXAMPLES


def count_examples() -> int:
    return Example.objects.count()


def surplus_examples() -> list[int]:
    """Ids of those so old or weak that no training looks at them any more."""
    return [
        pk
        for category_id in _categories()
        for pk in _ranked(category_id).values_list("pk", flat=True)[2 * rules.MOST_OF_A_CATEGORY :]
    ]


def _newest(one: Learnt) -> tuple[datetime, str]:
    return one.at, one.order


def _categories() -> list[UUID]:
    return list(
        Example.objects.order_by("category_id").values_list("category_id", flat=True).distinct()
    )


def _ranked(category_id: UUID) -> QuerySet[Example]:
    return Example.objects.filter(category_id=category_id).order_by("is_weak", "-at", "-id")


def _of_category(category_id: UUID) -> Iterator[Learnt]:
    rows = _ranked(category_id).values_list(
        "reference", "title", "text", "evidence", "at", "created_at"
    )
    for reference, title, text, evidence, at, created_at in rows[: rules.MOST_OF_A_CATEGORY]:
        order = hashlib.sha256(reference.encode()).hexdigest()
        yield Learnt(Message.of(title, text), category_id, evidence, at, created_at, order)
