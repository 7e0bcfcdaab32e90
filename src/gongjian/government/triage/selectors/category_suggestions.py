"""Which categories a text speaks of: by the model in use, and by their names and keywords."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock
from uuid import UUID, uuid4

from django.core.cache import caches

from gongjian.government.duties import interface as duties
from gongjian.government.triage.selectors.champion import Champion, champion
from gongjian.methods.message_rows import Message
from gongjian.methods.name_matching import NameIndex, supported_first
from gongjian.methods.tree_answers import line_of

KEPT_SECONDS = 60
LONGEST_TEXT = 5_000
MOST_BY_NAME = 30
"""Leaves that a text is compared with by name, to find those below what the model answers."""
SUPPORTING = 60
"""Leaves that lend their top category support."""
LEAST_SHARE = 0.02
_TOKEN = "triage-category-index"  # noqa: S105 a cache key

Leaf = tuple[UUID, str, str]
"""Id, name, and the code of the top category that it stands below."""

_lock = Lock()
_kept: tuple[str, NameIndex[Leaf]] | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category, how strongly the text speaks of it (0 to 1), and the words that do.

    Of a trained model the score is a probability; of names it only ranks.
    """

    category_id: UUID
    name: str
    score: float
    words: tuple[str, ...]


def suggest_categories(text: str, *, limit: int = 3) -> list[Suggestion]:
    """Categories that a text speaks of, best first; at most ``limit``, maybe none.

    A model that knows only upper categories is led further down by names: below each of its classes
    the leaves that the text speaks of by name, in its order. Some milliseconds; a changed category
    tree is seen within a minute.
    """
    if not text.strip():
        return []
    found = champion()
    if found is None:
        return by_names(text, limit)
    return _led_down(found, text[:LONGEST_TEXT], limit)


def by_names(text: str, limit: int) -> list[Suggestion]:
    """Leaf categories whose names and keywords a text holds pieces of, of the top category with the
    most support first."""
    if not text.strip():
        return []
    index, text = _index(), text[:LONGEST_TEXT]
    near = index.rank(text, max(limit, SUPPORTING), with_words=False)
    matches = index.with_words(text, supported_first(near, lambda key: key[2])[:limit])
    return [
        Suggestion(match.key[0], match.key[1], match.score, match.matched_words)
        for match in matches
    ]


def _led_down(found: Champion, text: str, limit: int) -> list[Suggestion]:
    message = Message.of(*text.split("\n", 1))
    probabilities = found.classifier.probabilities([message])[0]
    shares = dict(zip(found.shares.classes, map(float, probabilities), strict=True))
    named = defaultdict(list)
    for leaf in by_names(text, MOST_BY_NAME):
        line = line_of(leaf.category_id, found.parents)
        # A class of its own speaks for itself; below another class a leaf borrows its share.
        known = next((node for node in line if node in shares), None)
        if known is not None:
            named[known].append(leaf)
    ranked: list[Suggestion] = []
    for node, share in shares.items():
        if share >= LEAST_SHARE or share == max(shares.values()):
            below = [leaf for leaf in named[node] if leaf.category_id != node]
            ranked += _of_class(found, message, node, share, below)
    return _best(ranked, limit)


def _of_class(
    found: Champion, message: Message, node: UUID, share: float, below: list[Suggestion]
) -> Iterable[Suggestion]:
    """What is suggested for a class: itself where it is a leaf or names lead no further."""
    if not below:
        if node in found.names:
            place = found.shares.classes.index(node)
            words = found.classifier.words_for(message, place)
            yield Suggestion(node, found.names[node], share, words)
        return
    highest = below[0].score
    for leaf in below:
        yield replace(leaf, score=share * leaf.score / highest)


def _best(ranked: list[Suggestion], limit: int) -> list[Suggestion]:
    return sorted(ranked, key=lambda one: -one.score)[:limit]


def _index() -> NameIndex[Leaf]:
    """The index of this process, made anew when its token has left the process's cache."""
    global _kept
    with _lock:
        # Inside, so that of many threads that find it gone one makes it.
        token = caches["process"].get(_TOKEN)
        if _kept is not None and _kept[0] == token:
            return _kept[1]
        index = NameIndex(
            (
                (row.pk, row.name, row.path.split("/", 1)[0]),
                row.name,
                (row.parent.name if row.parent else "", row.keywords, row.description),
            )
            for row in duties.leaf_categories()
        )
        _kept = (uuid4().hex, index)
        caches["process"].set(_TOKEN, _kept[0], KEPT_SECONDS)
    return index
