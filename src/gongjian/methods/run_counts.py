"""In how many texts each run stands: what is rare tells texts apart, what is common does not.

Counts are kept in one byte for each hash: exact to 31, above that to one part in sixteen or
better, like a floating-point number with four bits. What a rounding takes or gives is decided by
chance in proportion, so that counts that grow by ones are right on average.

References
----------
Morris, *Counting large numbers of events in small registers*, 1978. Spärck Jones, *A statistical
interpretation of term specificity and its application in retrieval*, 1972.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.text_features import HASHES

REFERENCE_TEXTS: Final = 5_000
"""How rare a run can be: in more texts than these its count is taken for itself, not as a share.
Of two texts that share a run in which ten others speak, one in ten is about the same thing,
in a village and in a megacity."""

_EXACT: Final = 32
_HEAD: Final = 16

_FORMAT: Final = 1


def _values() -> NDArray[np.int64]:
    codes = np.arange(256)
    doublings = np.maximum(codes // _HEAD - 1, 0)
    return np.where(codes < _EXACT, codes, (codes - _HEAD * doublings) << doublings)


VALUES: Final = _values()
"""What each byte stands for; 0 to 507,904, ascending."""


class RunCounts:
    """Counts of the texts that have each hash.

    Parameters
    ----------
    codes : ndarray of uint8, shape (`HASHES`,)
        Places in `VALUES`.
    texts : int
        How many texts were counted.
    """

    def __init__(self, codes: NDArray[np.uint8] | None = None, texts: int = 0) -> None:
        self.codes = np.zeros(HASHES, dtype=np.uint8) if codes is None else codes
        self.texts = texts
        self._worth = _worth(texts)
        self._rarity = _rarity(texts)

    def plus(self, texts: Sequence[NDArray[np.int32]], *, seed: int) -> RunCounts:
        """Counts with more texts in them; these stay as they are.

        Parameters
        ----------
        texts : sequence of ndarray of int32
            The hashes of each, each once.
        seed : int
            Decides the roundings.
        """
        codes = self.codes.copy()
        if texts:
            hashes, times = np.unique(np.concatenate(texts), return_counts=True)
            codes[hashes] = _rounded(VALUES[codes[hashes]] + times, seed)
        return RunCounts(codes, self.texts + len(texts))

    def halved(self, *, seed: int) -> RunCounts:
        """Counts in which what was counted so far weighs half: so that they follow the times."""
        codes = self.codes.copy()
        hashes = np.flatnonzero(codes)
        codes[hashes] = _rounded(VALUES[codes[hashes]] / 2, seed)
        return RunCounts(codes, self.texts // 2)

    def of(self, hashes: NDArray[np.int32]) -> NDArray[np.int64]:
        """In how many texts each hash stands, about."""
        return VALUES[self.codes[hashes]]

    def worth(self, hashes: NDArray[np.int32]) -> NDArray[np.float32]:
        """How much each hash weighs in a comparison; 0 for one that no two texts have."""
        return self._worth[self.codes[hashes]]

    def rarity(self, hashes: NDArray[np.int32]) -> NDArray[np.float32]:
        """Inverse document frequency of each hash, for `REFERENCE_TEXTS` texts at most."""
        return self._rarity[self.codes[hashes]]

    @property
    def worth_of_two(self) -> float:
        """What a run weighs that two texts have."""
        return float(self._worth[2])

    @property
    def rarity_of_two(self) -> float:
        return float(self._rarity[2])

    def to_bytes(self) -> bytes:
        """Compressed; some 1 MB for 4,000 texts, at most 16 MB."""
        head = np.array([_FORMAT, self.texts], dtype="<i8").tobytes()
        return head + zlib.compress(self.codes.tobytes(), 1)


def counts_from_bytes(content: bytes | memoryview) -> RunCounts:
    """Read what `RunCounts.to_bytes` wrote.

    Raises
    ------
    ValueError
        If it is of another format or damaged.
    """
    if len(content) < 16:
        raise ValueError("these are no counts of runs: too short")
    try:
        form, texts = np.frombuffer(content[:16], dtype="<i8")
        codes = np.frombuffer(bytearray(zlib.decompress(content[16:])), dtype=np.uint8)
    except zlib.error as error:
        raise ValueError(f"these are no counts of runs: {error}") from error
    if form != _FORMAT or len(codes) != HASHES or texts < 0:
        raise ValueError("these are no counts of runs, or of another format")
    return RunCounts(codes, int(texts))


def counts_of_common(
    hashes: NDArray[np.int32], numbers: NDArray[np.integer], texts: int
) -> RunCounts:
    """Counts where only what is common is known: of ``texts`` texts ``numbers`` have ``hashes``."""
    codes = np.zeros(HASHES, dtype=np.uint8)
    codes[hashes] = np.searchsorted(VALUES, numbers, side="right") - 1
    return RunCounts(codes, texts)


def _rounded(values: NDArray[np.floating] | NDArray[np.integer], seed: int) -> NDArray[np.uint8]:
    """The place in `VALUES` of each value, the next lower or higher one by chance in proportion."""
    values = np.minimum(values, VALUES[-1])
    below = np.searchsorted(VALUES, values, side="right") - 1
    above = np.minimum(below + 1, 255)
    gap = np.maximum(VALUES[above] - VALUES[below], 1)
    share = (values - VALUES[below]) / gap
    is_up = np.random.default_rng(seed).random(len(values)) < share
    return np.where(is_up, above, below).astype(np.uint8)


def _worth(texts: int) -> NDArray[np.float32]:
    share = (1 + max(texts, 2)) / (1 + VALUES)
    most = (1 + REFERENCE_TEXTS) / 3
    worth = np.log(np.clip(share, 1, most)) + 0.3
    return np.where(VALUES < 2, 0, worth).astype(np.float32)


def _rarity(texts: int) -> NDArray[np.float32]:
    known = min(max(texts, 2), REFERENCE_TEXTS)
    return np.log(np.maximum((1 + known) / (1 + np.maximum(VALUES, 2)), 1)).astype(np.float32)
