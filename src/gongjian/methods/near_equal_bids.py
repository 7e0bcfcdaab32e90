"""How much of their text two bids share, the call's own words aside.

Bids repeat what the call asks; that says nothing. What two bids share beyond it, in runs of twelve
letters, was hardly written twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

RUN: Final = 12
"""Letters and digits of a run."""
LEAST_RUNS: Final = 50
"""Runs of its own below which a text is too short to compare."""
LONGEST: Final = 200_000
"""Letters and digits that are looked at."""

_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_TOGETHER: Final = 8192
"""Runs that are counted at once."""


def shared_texts(
    texts: Sequence[tuple[str, str]], asked: str = "", least: Fraction = Fraction(1, 5)
) -> list[tuple[str, str, Fraction]]:
    """The pairs of bids that share much of their text.

    Parameters
    ----------
    texts : sequence of (bid, text)
    asked : str
        Texts of the call: their runs count for nothing.
    least : Fraction
        Pairs that share less are left out.

    Returns
    -------
    list of (bid, bid, Fraction)
        Runs that both have / runs of the one that has fewer, the largest first. White space,
        marks, case and width count for nothing.

    Notes
    -----
    Overlap coefficient of sets of hashed runs (A. Broder: On the resemblance and containment of
    documents, 1997). Two different runs have one hash with a chance of 2^-64. Linear in the
    letters, then quadratic in the bids.
    """
    known = _runs(asked)
    sets = [np.setdiff1d(_runs(text), known, assume_unique=True) for _, text in texts]
    both = _shared(sets)
    found = []
    for a, b in zip(*np.nonzero(np.triu(both, 1)), strict=True):
        fewer = min(len(sets[a]), len(sets[b]))
        share = Fraction(int(both[a, b]), fewer)
        if fewer >= LEAST_RUNS and share >= least:
            found.append((texts[a][0], texts[b][0], share))
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


def _shared(sets: Sequence[NDArray[np.uint64]]) -> NDArray[np.int64]:
    """How many runs each two have in common: only runs that two have are looked at."""
    counts = np.zeros((len(sets), len(sets)), dtype=np.int64)
    hashes = np.concatenate([*sets, np.zeros(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    is_first = np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)]
    groups = np.cumsum(is_first) - 1
    in_several = np.bincount(groups)[groups] > 1 if len(groups) else groups > 0
    groups, owners = np.unique(groups[in_several], return_inverse=True)[1], owners[in_several]
    starts = np.searchsorted(groups, np.arange(0, groups[-1] + 1 if len(groups) else 0, _TOGETHER))
    for begin, end in pairwise([*starts.tolist(), len(groups)]):
        # Whole numbers far below 2^24: exact, and many times faster than whole-number products.
        has = np.zeros((len(sets), _TOGETHER), dtype=np.float32)
        has[owners[begin:end], groups[begin:end] % _TOGETHER] = 1
        counts += (has @ has.T).astype(np.int64)
    return counts


def _runs(text: str) -> NDArray[np.uint64]:
    """Hashes of the runs, each once, ascending."""
    folded = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
    points = np.frombuffer(folded[:LONGEST].encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    if len(points) < RUN:
        return np.zeros(0, dtype=np.uint64)
    count = len(points) - RUN + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(RUN):
        hashes = (hashes ^ points[at : at + count]) * _FACTOR
        hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    return np.unique(hashes ^ (hashes >> np.uint64(32)))
