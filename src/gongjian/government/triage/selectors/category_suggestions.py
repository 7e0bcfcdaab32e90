"""Which categories a text speaks of, by their names and keywords."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from uuid import UUID, uuid4

from django.core.cache import caches

from gongjian.government.duties import interface as duties
from gongjian.methods.name_matching import NameIndex

KEPT_SECONDS = 60
LONGEST_TEXT = 5_000
_TOKEN = "triage-category-index"  # noqa: S105 a cache key

_lock = Lock()
_kept: tuple[str, NameIndex[tuple[UUID, str]]] | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category, how strongly the text speaks of it (0 to 1), and the words that do."""

    category_id: UUID
    name: str
    score: float
    words: tuple[str, ...]


def suggest_categories(text: str, *, limit: int = 3) -> list[Suggestion]:
    """Leaf categories that a text speaks of, best first; at most ``limit``, maybe none.

    About a millisecond; a changed category tree is seen within a minute.
    """
    matches = _index().rank(text[:LONGEST_TEXT], limit) if text.strip() else []
    return [
        Suggestion(match.key[0], match.key[1], match.score, match.matched_words)
        for match in matches
    ]


def _index() -> NameIndex[tuple[UUID, str]]:
    """The index of this process, made anew when its token has left the process's cache."""
    global _kept
    with _lock:
        # Inside, so that of many threads that find it gone one makes it.
        token = caches["process"].get(_TOKEN)
        if _kept is not None and _kept[0] == token:
            return _kept[1]
        index = NameIndex(
            (
                (row.pk, row.name),
                row.name,
                (row.parent.name if row.parent else "", row.keywords, row.description),
            )
            for row in duties.leaf_categories()
        )
        _kept = (uuid4().hex, index)
        caches["process"].set(_TOKEN, _kept[0], KEPT_SECONDS)
    return index
