"""What speaks for two messages being about one thing: one row of numbers for each pair.

A message is compared with several at once, because it also counts whether another is the likest
there is. Works without senders, areas, times, titles or bodies: what is not known is NaN, and the
judge was trained with such pairs too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_features import HASHES
from gongjian.methods.text_fingerprints import IN_BODY, IN_TITLE, Fingerprint

FEATURES: Final = (
    "cosine", "cosine_of_titles", "cosine_of_bodies",
    "evidence", "evidence_of_titles", "evidence_of_title_in_other", "evidence_of_other_title",
    "share_of_shorter", "share_of_shorter_title",
    "log_shorter_length", "log_longer_length",
    "is_same_sender", "log_days_between", "shared_areas",
    "rarest", "rarest_four", "rarest_twelve", "log_rare_runs",
    "rank", "part_of_best", "rank_of_title", "part_of_best_title",
)  # fmt: skip
"""The columns of `pair_features`, in their order."""

RARE: Final = 3.0
"""Rarity above which a shared run is evidence: one text in twenty has it."""

TELLING: Final = 4.0
LIKEST: Final = 25
LIKEST_TITLES: Final = 15
"""How many are judged: the likest, and those whose titles are likest."""

_FILTER_BITS: Final = 16
_FILTER: Final = np.int32((1 << _FILTER_BITS) - 1)
_HASHES: Final = np.int32(HASHES - 1)
_STRONGEST: Final = 12


class Circumstances(NamedTuple):
    """What is known of each pair beside the texts.

    Attributes
    ----------
    is_same_sender : ndarray of float, shape (n,)
        1 yes, 0 no, NaN where a sender is not known.
    days_between : ndarray of float, shape (n,)
        0 or more; NaN where a time is not known.
    shared_areas : ndarray of float, shape (n,)
        Areas of both by areas of either; NaN where one has none.
    """

    is_same_sender: NDArray[np.floating]
    days_between: NDArray[np.floating]
    shared_areas: NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with what is needed of it in every comparison.

    Attributes
    ----------
    text : Fingerprint
    squares : ndarray of shape (3,)
        Squared lengths of all of it, of its title and of its body.
    known : ndarray of shape (2,)
        How many of its runs, and of those of its title, other texts have too.
    """

    text: Fingerprint
    squares: NDArray[np.floating]
    known: NDArray[np.floating]


def measured(texts: Sequence[Fingerprint], counts: RunCounts) -> list[Measured]:
    """Measure texts, many at once. Linear in their runs."""
    if not texts:
        return []
    packed = np.concatenate([text.packed for text in texts])
    worth = counts.worth(packed & _HASHES)
    squares, is_known = worth * worth, (worth > 0).astype(np.float32)
    of_title, of_body = _in_title(packed), _in_body(packed)
    parts = [squares, squares * of_title, squares * of_body, is_known, is_known * of_title]
    lengths = np.array([len(text.packed) for text in texts])
    begins = np.cumsum(lengths) - lengths
    # One more, so that a last text without runs begins somewhere.
    table = np.zeros((len(parts), len(packed) + 1), dtype=np.float32)
    np.stack(parts, out=table[:, :-1])
    sums = np.where(lengths > 0, np.add.reduceat(table, begins, axis=1), 0)
    return [Measured(text, sums[:3, place], sums[3:, place]) for place, text in enumerate(texts)]


@dataclass(frozen=True, slots=True)
class _Shared:
    """The runs that the asked text shares with the others."""

    owner: NDArray[np.intp]
    worth: NDArray[np.floating]
    rarity: NDArray[np.floating]
    is_new: NDArray[np.bool_]
    """Not yet counted in two texts."""
    in_both: NDArray[np.bool_]
    """Shape (3, n_shared): anywhere, in both titles, in both bodies."""
    of_asked_title: NDArray[np.bool_]
    of_other_title: NDArray[np.bool_]


def pair_features(
    asked: Measured,
    others: Sequence[Measured],
    counts: RunCounts,
    circumstances: Circumstances,
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Compare a text with others, and choose those that are worth judging.

    Parameters
    ----------
    asked : Measured
    others : sequence of Measured
    counts : RunCounts
        Of the texts so far; whether these are among them matters little.
    circumstances : Circumstances
        One value for each of ``others``.

    Returns
    -------
    chosen : ndarray of int, shape (m,)
        Places of the 25 likest, of the 15 with the likest titles, and of all of the same sender.
    features : ndarray of float32, shape (m, len(FEATURES))

    Notes
    -----
    Linear in all runs; 80 texts of 640 runs take about 3 ms.

    References
    ----------
    Salton and McGill, *Introduction to Modern Information Retrieval*, 1983 (cosine of weighed
    terms). The rest are ours.
    """
    n = len(others)
    if not n:
        return np.zeros(0, dtype=np.intp), np.zeros((0, len(FEATURES)), dtype=np.float32)
    shared = _shared(asked.text, others, counts)
    whole, title, body = _cosines(asked, others, shared)
    has_title, has_body = _has_both(asked, others)
    rare = np.maximum(shared.rarity - RARE, 0)
    in_titles = shared.in_both[1]
    known = np.array([other.known for other in others]).T
    lengths = np.array([other.text.length for other in others])
    strongest = _strongest(shared.owner, rare, n)
    columns = [
        whole, _where(has_title, title), _where(has_body, body),
        _evidence(shared.owner, rare, n),
        _where(has_title, _evidence(shared.owner, rare * in_titles, n)),
        _evidence(shared.owner, rare * shared.of_asked_title, n),
        _evidence(shared.owner, rare * shared.of_other_title, n),
        _share(shared.owner, shared.in_both[0], asked.known[0], known[0]),
        _where(has_title, _share(shared.owner, in_titles, asked.known[1], known[1])),
        np.log1p(np.minimum(asked.text.length, lengths)),
        np.log1p(np.maximum(asked.text.length, lengths)),
        circumstances.is_same_sender,
        np.log1p(circumstances.days_between),
        circumstances.shared_areas,
        strongest[:, 0], strongest[:, :4].mean(axis=1), strongest.mean(axis=1),
        np.log1p(_sums(shared.owner, shared.rarity > TELLING, n)),
    ]  # fmt: skip
    table = np.column_stack(columns)
    chosen = np.union1d(likest(whole, title), np.flatnonzero(circumstances.is_same_sender == 1))
    ranks = [of(values[chosen]) for values in (whole, title) for of in (_rank, _part_of_best)]
    return chosen, np.column_stack([table[chosen], *ranks]).astype(np.float32)


def likest(whole: NDArray[np.floating], title: NDArray[np.floating]) -> NDArray[np.intp]:
    """Places of those worth judging: the likest, and those with the likest titles; ascending."""
    chosen = []
    for values, most in ((whole, LIKEST), (title, LIKEST_TITLES)):
        order = np.argsort(-values, kind="stable")[:most]
        chosen.append(order[values[order] > 0])
    return np.union1d(*chosen)


def _shared(asked: Fingerprint, others: Sequence[Measured], counts: RunCounts) -> _Shared:
    packed = np.concatenate([other.text.packed for other in others])
    owner = np.repeat(np.arange(len(others)), [len(other.text.packed) for other in others])
    hashes, own = packed & _HASHES, asked.hashes
    # Most runs are not shared: a table that fits into the processor's cache says so of 99 %.
    may_be = np.zeros(1 << _FILTER_BITS, dtype=bool)
    may_be[(own >> 1) & _FILTER] = True
    near = np.flatnonzero(may_be[(hashes >> 1) & _FILTER])
    place = np.minimum(np.searchsorted(own, hashes[near]), max(len(own) - 1, 0))
    is_shared = own[place] == hashes[near] if len(own) else np.zeros(len(near), dtype=bool)
    near, place = near[is_shared], place[is_shared]
    ours, theirs, both = asked.packed[place], packed[near], asked.packed[place] & packed[near]
    worth = counts.worth(hashes[near])
    # A run that two texts share stands in two, also where it was not yet counted.
    is_new = worth == 0
    return _Shared(
        owner[near],
        np.where(is_new, counts.worth_of_two, worth),
        counts.rarity(hashes[near]),
        is_new,
        np.stack([np.ones(len(both), dtype=bool), _in_title(both), _in_body(both)]),
        _in_title(ours),
        _in_title(theirs),
    )


def _cosines(
    asked: Measured, others: Sequence[Measured], shared: _Shared
) -> list[NDArray[np.floating]]:
    """Of the whole texts, their titles and their bodies."""
    squares = np.array([other.squares for other in others]).T
    found = []
    for own, theirs, in_both in zip(asked.squares, squares, shared.in_both, strict=True):
        weights = shared.worth**2 * in_both
        inner = _sums(shared.owner, weights, len(others))
        new = _sums(shared.owner, weights * shared.is_new, len(others))
        found.append(inner / np.sqrt(np.maximum((own + new) * (theirs + new), 1e-9)))
    return found


def _has_both(asked: Measured, others: Sequence[Measured]) -> NDArray[np.bool_]:
    """Whether both texts have a title, and whether both have a body; shape (2, n)."""
    parts = np.array([other.squares[1:] > 0 for other in others]).T
    return parts & (asked.squares[1:] > 0)[:, None]


def _where(is_known: NDArray[np.bool_], values: NDArray) -> NDArray[np.floating]:
    return np.where(is_known, values, np.nan)


def _in_title(packed: NDArray[np.int32]) -> NDArray[np.bool_]:
    return packed & np.int32(IN_TITLE) != 0


def _in_body(packed: NDArray[np.int32]) -> NDArray[np.bool_]:
    return packed & np.int32(IN_BODY) != 0


def _sums(owner: NDArray[np.intp], values: NDArray, n: int) -> NDArray[np.float64]:
    return np.bincount(owner, weights=values, minlength=n).astype(np.float64)


def _evidence(owner: NDArray[np.intp], rare: NDArray, n: int) -> NDArray[np.float64]:
    return np.log1p(_sums(owner, rare**2, n))


def _share(
    owner: NDArray[np.intp], is_shared: NDArray[np.bool_], own: float, theirs: NDArray
) -> NDArray[np.float64]:
    """How many of the runs of the shorter text are shared."""
    shorter = np.maximum(np.minimum(own, theirs), 1)
    return np.minimum(_sums(owner, is_shared, len(theirs)) / shorter, 1)


def _rank(values: NDArray[np.floating]) -> NDArray[np.intp]:
    ranks = np.empty(len(values), dtype=np.intp)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return ranks


def _part_of_best(values: NDArray[np.floating]) -> NDArray[np.floating]:
    return values / max(values.max(initial=0), 1e-9)


def _strongest(owner: NDArray[np.intp], rare: NDArray[np.floating], n: int) -> NDArray[np.floating]:
    """The rarest shared runs of each pair, descending; shape (n, 12), 0 where there are fewer."""
    found = np.zeros((n, _STRONGEST))
    order = np.lexsort((-rare, owner))
    owners = owner[order]
    first = np.searchsorted(owners, np.arange(n))
    place = np.arange(len(owners)) - first[owners]
    is_strong = place < _STRONGEST
    found[owners[is_strong], place[is_strong]] = rare[order][is_strong]
    return found
