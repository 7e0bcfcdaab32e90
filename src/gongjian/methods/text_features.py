"""Texts cut into hashed features, thousands a second, without a word list.

A text becomes an array of code points, and all its *runs* (of one to four neighbouring
characters) and *words* (stretches without a mark or a space, and pairs of them) are hashed by
arithmetic on whole arrays: no loop over characters, no dictionary of strings. That makes it
several times as fast as the usual character n-grams, and Chinese needs no vocabulary: its
neighbouring characters say what words say elsewhere.

White space does not part runs: a text cut into words and the same text whole have the same
runs. Case and full-width forms do not matter, and all digits are one.

References
----------
Weinberger et al., *Feature hashing for large scale multitask learning*, 2009. Karp and Rabin,
*Efficient randomized pattern-matching algorithms*, 1987 (polynomial hashes of neighbours).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

HASH_BITS: Final = 24
HASHES: Final = 1 << HASH_BITS
"""Hashes lie between 0 and this: of some million features few that matter share one."""

WORD_BIT: Final = 1
"""Set in the hashes of words and of pairs of words, not in those of runs."""

LONGEST_RUN: Final = 4

_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_STEP: Final = np.uint64(0x100000001B3)
_DOWN: Final = np.uint64(64 - HASH_BITS)
_SPACE, _MARK, _LETTER = 0, 1, 2
_BEYOND: Final = 0x10000


class Hashed(NamedTuple):
    """Features in the order of the texts, and in each text in the order of its characters.

    Attributes
    ----------
    hashes : ndarray of int64, shape (n_features,)
        0 to `HASHES` - 1.
    texts : ndarray of int32, shape (n_features,)
        Which text, ascending.
    begins, ends : ndarray of int32, shape (n_features,)
        Where the feature stands, in places of `CodePoints.codes`; the end excluded.
    """

    hashes: NDArray[np.int64]
    texts: NDArray[np.int32]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CodePoints:
    """The characters of some texts behind each other.

    Attributes
    ----------
    codes : ndarray of uint32, shape (n_characters,)
        Folded code points.
    texts : ndarray of int32, shape (n_characters,)
        The text each belongs to.
    kinds : ndarray of uint8, shape (n_characters,)
        Space, mark or letter.
    """

    codes: NDArray[np.uint32]
    texts: NDArray[np.int32]
    kinds: NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Sequence[str]) -> CodePoints:
        """Fold texts and lay them behind each other. Linear in their characters."""
        joined = "".join(texts).encode("utf-32-le", "surrogatepass")
        raw = np.frombuffer(joined, dtype="<u4")
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        folds, kinds = _tables()
        near = np.minimum(raw, _BEYOND)
        codes = np.where(raw < _BEYOND, folds[near], raw)
        return cls(codes, owners, kinds[near])

    def runs(self, salt: int, longest: int = LONGEST_RUN) -> Iterator[Hashed]:
        """All runs of one to ``longest`` characters, white space left out; one item a length."""
        places = np.flatnonzero(self.kinds != _SPACE).astype(np.int32)
        codes = self.codes[places].astype(np.uint64)
        owners = self.texts[places]
        state = np.full(len(codes), _seed(salt), dtype=np.uint64)
        for length in range(1, longest + 1):
            count = len(codes) - length + 1
            if count <= 0:
                return
            state = state[:count] * _STEP + codes[length - 1 :]
            whole = owners[:count] == owners[length - 1 :]
            begins = places[:count][whole]
            ends = places[length - 1 :][whole] + np.int32(1)
            yield Hashed(_mixed(state[whole]) & ~WORD_BIT, owners[:count][whole], begins, ends)

    def words(self, salt: int) -> Iterator[Hashed]:
        """All words, then all pairs of neighbouring words of a text."""
        is_letter = self.kinds == _LETTER
        if not is_letter.any():
            return
        joins = np.empty(len(is_letter), dtype=bool)
        joins[0] = False
        joins[1:] = is_letter[1:] & is_letter[:-1] & (self.texts[1:] == self.texts[:-1])
        begins = np.flatnonzero(is_letter & ~joins).astype(np.int32)
        lasts = np.empty(len(is_letter), dtype=bool)
        lasts[:-1] = is_letter[:-1] & ~joins[1:]
        lasts[-1] = is_letter[-1]
        ends = (np.flatnonzero(lasts) + 1).astype(np.int32)
        # The sum of powers over the characters of a word, from one pass over the array.
        distance = np.arange(len(is_letter), dtype=np.int64)
        word_of = np.cumsum(is_letter & ~joins) - 1
        distance -= begins[np.maximum(word_of, 0)]
        powers = _powers(int((ends - begins).max()))
        terms = np.where(
            is_letter, (self.codes + np.uint64(1)) * powers[np.where(is_letter, distance, 0)], 0
        )
        sums = np.add.reduceat(terms.astype(np.uint64), begins)
        owners = self.texts[begins]
        state = sums * _STEP + np.uint64(_seed(salt + 1))
        yield Hashed(_mixed(state) | WORD_BIT, owners, begins, ends)
        if len(state) > 1:
            pair = state[:-1] * _STEP * _PRIME + sums[1:]
            whole = owners[:-1] == owners[1:]
            yield Hashed(
                _mixed(pair[whole]) | WORD_BIT,
                owners[:-1][whole],
                begins[:-1][whole],
                ends[1:][whole],
            )


def _mixed(state: NDArray[np.uint64]) -> NDArray[np.int64]:
    high = state ^ (state >> np.uint64(29))
    return ((high * _PRIME) >> _DOWN).view(np.int64)


def _seed(salt: int) -> int:
    return (salt * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & 0xFFFFFFFFFFFFFFFF


@cache
def _powers(count: int) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        return np.cumprod(np.full(count, _STEP, dtype=np.uint64), dtype=np.uint64)


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """For each code point of the basic plane and one for all beyond: its fold and its kind."""
    folds = np.arange(_BEYOND + 1, dtype=np.uint32)
    kinds = np.full(_BEYOND + 1, _MARK, dtype=np.uint8)
    for code in range(_BEYOND):
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).lower()
        if len(folded) == 1:
            folds[code] = ord(folded)
            character = folded
        if character.isspace() or not character.isprintable():
            kinds[code] = _SPACE
        elif character.isdigit():
            folds[code], kinds[code] = ord("0"), _LETTER
        elif character.isalnum() or unicodedata.category(character).startswith("M"):
            kinds[code] = _LETTER
    kinds[_BEYOND] = _LETTER
    return folds, kinds
