"""Messages about one thing found one message at a time: by an index, not by comparing all pairs.

The rare runs of a message lead to those that share them; a judge trained on real messages says
of each whether it is about the same; the message joins the group that most speaks for, or stays
alone. What was placed is never placed again, so a message costs the same however many there are.

References
----------
Papka and Allan, *On-line new event detection using single pass clustering*, 1998 (one pass, one
threshold). The judge in place of their similarity is ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_fingerprints import Fingerprint

THRESHOLD: Final = 0.35
"""Mean of the two best probabilities from which a message joins a group; by cross-validation."""

WINDOW_DAYS: Final = 200
"""Further apart, two messages are not compared."""

INDEXED_RUNS: Final = 64
"""Of a body; those of a title are all indexed."""

ASKED_RUNS: Final = 300
POSTINGS: Final = 1_000
"""How many entries of the index a message may read."""

POSTINGS_OF_MANY: Final = 400
MANY: Final = 200_000
"""Among so many texts an entry is rarely in a cache, and the rarest runs tell enough: of a million
composed ones as many of the right ones were found."""

COMPARED: Final = 80
"""Of the messages found so, the likest by those runs alone are compared in full."""

COMMON: Final = 0.2
"""Share of texts above which a run is not worth an entry."""


class Placed(NamedTuple):
    """Where a message goes: to a group, or with a single message, or alone (both None)."""

    group: Any
    single: Any
    score: float


def telling_runs(text: Fingerprint, counts: RunCounts) -> NDArray[np.int32]:
    """The runs of a text by which it should be found later; ascending.

    All of its title that are not common, and of its body those that are rare without being
    its own alone, as far as that is known.
    """
    hashes, in_title = text.hashes, text.is_in_title
    number = counts.of(hashes)
    of_title = hashes[in_title & (number <= max(COMMON * counts.texts, INDEXED_RUNS))]
    rest, number = hashes[~in_title], np.maximum(number[~in_title], 1)
    # Best are those that some eight texts have: two is often chance, hundreds cost too much.
    # Names of places and things that nobody mentioned before come next.
    order = np.lexsort((rest, np.abs(np.log(number / 8))))
    return np.union1d(of_title, rest[order[:INDEXED_RUNS]])


def asked_runs(
    text: Fingerprint, counts: RunCounts, postings: int | None = None
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The runs by which to look for texts like this one, and what each weighs.

    Rare ones first, those of the title before the others, until the index would be expected to
    answer with ``postings`` entries: so common ones cost nothing. By default so many as a town
    of this size can afford.
    """
    if postings is None:
        postings = POSTINGS if counts.texts < MANY else POSTINGS_OF_MANY
    hashes, in_title = text.hashes, text.is_in_title
    number = np.maximum(counts.of(hashes), 1)
    chosen = []
    left = postings * 0.6
    for part in (in_title, ~in_title):
        order = np.lexsort((hashes[part], number[part]))
        runs, cost = hashes[part][order], np.cumsum(number[part][order])
        taken = runs[cost <= left]
        chosen.append(taken)
        left = postings - (cost[len(taken) - 1] if len(taken) else 0)
    runs = np.concatenate(chosen)[:ASKED_RUNS]
    return runs, np.maximum(counts.rarity(runs) - 3, 0.1) ** 2


def best_group(
    scores: Sequence[float],
    groups: Sequence[Any],
    sizes: Sequence[int],
    keys: Sequence[Any],
    threshold: float = THRESHOLD,
) -> Placed:
    """Where a message belongs, by its probabilities of being about the same as each of some others.

    Parameters
    ----------
    scores : sequence of float
        One for each message it was compared with.
    groups : sequence
        The group of each; None for one that is alone.
    sizes : sequence of int
        Members of that group; 1 for one that is alone.
    keys : sequence
        Of the messages; of two equal ones the first wins.
    threshold : float

    Notes
    -----
    A group is as likely as the mean of its two best members, so that one chance likeness does not
    decide; one that is alone has its own score only.
    """
    found: defaultdict[tuple[Any, Any], list[float]] = defaultdict(list)
    room: dict[tuple[Any, Any], int] = {}
    for score, group, size, key in zip(scores, groups, sizes, keys, strict=True):
        place = (group, None) if group is not None else (None, key)
        found[place].append(score)
        room[place] = min(size, 2)
    best = Placed(None, None, threshold)
    for place, values in found.items():
        mean = sum(sorted(values)[-2:]) / room[place]
        if mean >= threshold and (mean > best.score or best.group is best.single is None):
            best = Placed(place[0], place[1], mean)
    return best


def shared_areas(own: frozenset[str], others: Iterable[frozenset[str]]) -> NDArray[np.floating]:
    """Areas of both by areas of either, for each; NaN where one has none."""
    return np.array([len(own & one) / len(own | one) if own and one else np.nan for one in others])
