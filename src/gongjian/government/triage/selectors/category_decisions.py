"""What the model in use says of a case, and whether it is sure enough to go without a person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from gongjian.government.triage.selectors.category_suggestions import Suggestion, by_names
from gongjian.government.triage.selectors.champion import Champion, fresh_champion
from gongjian.methods.message_rows import Message

GUESSES = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What triage says of a case that came without a category.

    Attributes
    ----------
    guesses : list of Suggestion
        The likeliest categories, best first, with the words that led to each.
    answer : Suggestion or None
        The deepest category of which the model is sure enough; None where it is of none.
    is_automatic : bool
        Whether the case may go by the answer without a person.
    is_spot_check : bool
        The model is sure, but a person is asked: so that its precision stays known.
    model_id, made_at
        Of the model; None: names alone.
    threshold : float
    """

    guesses: list[Suggestion]
    answer: Suggestion | None = None
    is_automatic: bool = False
    is_spot_check: bool = False
    model_id: UUID | None = None
    made_at: datetime | None = None
    threshold: float = float("inf")


def verdict(*, case_id: UUID, title: str, text: str) -> Verdict:
    """What the model in use says of a case; of its masked words, for from such it has learnt.

    Two queries and some milliseconds; once a process half a second for the model.
    """
    found = fresh_champion()
    message = Message.of(title, text)
    if found is None or not message.whole:
        return Verdict(by_names(f"{title}\n{text}", GUESSES))
    probabilities = found.classifier.probabilities([message])
    answer = _sure(found, message, probabilities)
    is_sure = answer is not None and found.is_automatic
    is_checked = is_sure and is_spot_check(case_id, found.checked_permille)
    guesses = ranked(found, message, probabilities[0], GUESSES)
    return Verdict(
        guesses,
        answer,
        is_automatic=is_sure and not is_checked,
        is_spot_check=is_checked,
        model_id=found.model_id,
        made_at=found.made_at,
        threshold=found.threshold.at,
    )


def ranked(
    found: Champion, message: Message, probabilities: NDArray[np.float64], limit: int
) -> list[Suggestion]:
    """The likeliest of a model's classes that are in use, or of what stands above them."""
    best: dict[UUID, tuple[float, int]] = {}
    for place in np.argsort(-probabilities):
        node = _in_use(found, found.shares.classes[place])
        if node is not None:
            share, first = best.get(node, (0.0, int(place)))
            best[node] = (share + float(probabilities[place]), first)
    order = sorted(best, key=lambda node: -best[node][0])[:limit]
    return [
        Suggestion(
            node,
            found.names[node],
            best[node][0],
            found.classifier.words_for(message, best[node][1]),
        )
        for node in order
    ]


def _sure(
    found: Champion, message: Message, probabilities: NDArray[np.float64]
) -> Suggestion | None:
    [answer] = found.shares.answers(probabilities, found.threshold.at)
    if answer is None:
        return None
    node = _in_use(found, answer.node)
    if node is None:
        return None
    words = found.classifier.words_for(message, int(probabilities[0].argmax()))
    return Suggestion(node, found.names[node], answer.share, words)


def _in_use(found: Champion, node: UUID | None) -> UUID | None:
    """The node, or the nearest above it that is in use."""
    while node is not None and node not in found.names:
        node = found.parents.get(node)
    return node


def is_spot_check(case_id: UUID, permille: int) -> bool:
    """Whether a case is among those of which a person is asked all the same: by its id, so that
    whoever asks twice gets the same answer, and nobody can choose."""
    drawn = int.from_bytes(hashlib.sha256(case_id.bytes).digest()[:4])
    return drawn % 1000 < permille
