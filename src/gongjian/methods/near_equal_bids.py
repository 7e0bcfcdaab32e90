"""How much of their text two bids share, the call's own words aside.

Bids repeat what the call asks; that says nothing. What two bids share beyond it, in runs of twelve
letters, was hardly written twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction
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
    found = []
    for a in range(len(sets)):
        for b in range(a + 1, len(sets)):
            fewer = min(len(sets[a]), len(sets[b]))
            if fewer < LEAST_RUNS:
                continue
            both = len(np.intersect1d(sets[a], sets[b], assume_unique=True))
            share = Fraction(both, fewer)
            if both and share >= least:
                found.append((texts[a][0], texts[b][0], share))
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


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
