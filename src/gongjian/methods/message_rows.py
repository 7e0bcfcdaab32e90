"""Messages as rows of a sparse matrix: which features there are, and how often a message has them.

A message is seen five ways, each evidence of its own: the runs and the words of all it says,
those of its *head* (the title, where people say what they want), and the runs of its beginning.

References
----------
Salton and McGill, *Introduction to Modern Information Retrieval*, 1983 (weights of features). Yang
and Pedersen, *A comparative study on feature selection in text categorization*, 1997 (chi-square).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.text_features import HASH_BITS, HASHES, WORD_BIT, CodePoints, Hashed

LONGEST_TEXT: Final = 20_000
"""Characters of a message that are read."""

LONGEST_HEAD: Final = 60
BEGINNING: Final = 150
TOGETHER: Final = 256
"""Messages cut up at once, at most 256: their arrays fit into a processor's cache."""

_WIDE_GAP = re.compile(r"\s*[\n\u3000]\s*")


class Message(NamedTuple):
    """What somebody wrote: its head, and all of it."""

    head: str
    whole: str

    @classmethod
    def of(cls, *fields: str) -> Message:
        """Make one of its fields, the title first; empty ones do not count.

        Where the first field is longer than a title, the head is what stands before its first
        line break or wide gap, or else its first 60 characters.
        """
        filled = [field[:LONGEST_TEXT].strip() for field in fields if field and field.strip()]
        if not filled:
            return cls("", "")
        head = filled[0]
        if len(head) > LONGEST_HEAD:
            head = _WIDE_GAP.split(head, maxsplit=1)[0][:LONGEST_HEAD]
        return cls(head, "\n".join(filled)[:LONGEST_TEXT])

    def head_alone(self) -> Message:
        """What it would be if nothing but its head had been written."""
        return Message(self.head, self.head)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features that are kept.

    Attributes
    ----------
    hashes : ndarray of int32, shape (n_columns,)
        Ascending.
    worth : ndarray of float32, shape (n_columns,)
        Inverse document frequency.
    bits : ndarray of uint8, shape (`HASHES` / 8,)
        Made of the hashes: one bit for each that is known. Two megabytes stay in a processor's
        cache, where most of what a text has can be passed over quickly.
    ranks : ndarray of int32, shape (`HASHES` / 8,)
        How many known hashes are lower than those of each byte of ``bits``.
    """

    hashes: NDArray[np.int32]
    worth: NDArray[np.float32]
    bits: NDArray[np.uint8] = field(init=False, repr=False, compare=False)
    ranks: NDArray[np.int32] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        is_known = np.zeros(HASHES, dtype=bool)
        is_known[self.hashes] = True
        bits = np.packbits(is_known, bitorder="little")
        ranks = np.zeros(len(bits), dtype=np.int32)
        np.cumsum(np.bitwise_count(bits[:-1]), out=ranks[1:])
        object.__setattr__(self, "bits", bits)
        object.__setattr__(self, "ranks", ranks)

    def rows(self, messages: Sequence[Message]) -> sparse.csr_matrix:
        """Messages as rows of length 1; shape (n_messages, n_columns)."""
        blocks = [_weighed(self._counts(block), self.worth) for block in blocks_of(messages)]
        if not blocks:
            return sparse.csr_matrix((0, len(self.hashes)), dtype=np.float32)
        return sparse.vstack(blocks, format="csr")

    def narrowed(self, columns: NDArray[np.integer]) -> Vocabulary:
        """One of these columns alone."""
        return Vocabulary(self.hashes[columns], self.worth[columns])

    def words_of(self, rows: sparse.csr_matrix) -> sparse.csr_matrix:
        """Of such rows the columns of words alone, each row of length 1 again."""
        return columns_of(rows, np.flatnonzero(self.hashes & WORD_BIT))

    def known(self, hashes: NDArray[np.int64]) -> NDArray[np.intp]:
        """The places at which there are known ones."""
        bit = (hashes & 7).astype(np.uint8)
        return np.flatnonzero((self.bits.take(hashes >> 3) >> bit) & 1)

    def columns(self, hashes: NDArray[np.int64]) -> NDArray[np.int32]:
        """The columns of known hashes."""
        byte = hashes >> 3
        lower = ((1 << (hashes & 7)) - 1).astype(np.uint8)
        return self.ranks.take(byte) + np.bitwise_count(self.bits.take(byte) & lower)

    def _counts(self, messages: Sequence[Message]) -> sparse.csr_matrix:
        """How often each message has each column."""
        ordered = _ordered_pairs(
            (found, self.known(found.hashes)) for found in features_of(messages)
        )
        places = _first_of_equals(ordered)
        counts = np.diff(places, append=len(ordered)).astype(np.float32)
        texts, hashes = ordered[places] >> HASH_BITS, ordered[places] & np.uint32(HASHES - 1)
        starts = np.searchsorted(texts, np.arange(len(messages) + 1)).astype(np.int32)
        return sparse.csr_matrix(
            (counts, self.columns(hashes.astype(np.int64)), starts),
            shape=(len(messages), len(self.hashes)),
        )


def known_features(messages: Sequence[Message], fewest: int) -> Vocabulary:
    """All features that at least ``fewest`` of some messages have."""
    number = _document_frequencies(messages)
    hashes = np.flatnonzero(number >= fewest).astype(np.int32)
    worth = np.log((1 + len(messages)) / (1 + number[hashes])) + 1
    return Vocabulary(hashes, worth.astype(np.float32))


def telling_features(
    vocabulary: Vocabulary,
    rows: sparse.csr_matrix,
    truth: NDArray[np.integer],
    n_classes: int,
    most: int,
) -> NDArray[np.integer]:
    """The columns that say most about the class, by chi-square; ascending.

    Parameters
    ----------
    vocabulary : Vocabulary
        Whose columns are chosen from.
    rows : csr_matrix of shape (n, n_columns)
        Of the examples, as the vocabulary makes them.
    truth : ndarray of int, shape (n,)
        Class of each, 0 to ``n_classes`` - 1.
    n_classes : int
    most : int
        Columns to choose. Half as many words are chosen in any case.
    """
    members = sparse.csr_matrix(
        (np.ones(len(truth), np.float32), (truth, np.arange(len(truth)))), (n_classes, len(truth))
    )
    observed = members @ rows
    shares = np.bincount(truth, minlength=n_classes) / len(truth)
    total = np.asarray(observed.sum(axis=0)).ravel()
    statistic = np.zeros(rows.shape[1])
    # One class after the other: all of them at once would be a dense array of every feature.
    for number, share in enumerate(shares):
        expected = np.maximum(share * total, 1e-12)
        statistic += (observed[number].toarray().ravel() - expected) ** 2 / expected
    is_kept = _is_among(statistic, most)
    # So that words, fewer and rarer than runs, are enough evidence of their own.
    is_word = vocabulary.hashes & WORD_BIT != 0
    is_kept[is_word] |= _is_among(statistic[is_word], most // 2)
    return np.flatnonzero(is_kept)


def _is_among(statistic: NDArray[np.floating], most: int) -> NDArray[np.bool_]:
    """Which are among the ``most`` highest."""
    if len(statistic) <= most:
        return np.ones(len(statistic), dtype=bool)
    found = np.zeros(len(statistic), dtype=bool)
    found[np.argpartition(-statistic, most)[:most]] = True
    return found


def _document_frequencies(messages: Sequence[Message]) -> NDArray[np.int32]:
    """How many messages have each hash; shape (`HASHES`,)."""
    number = np.zeros(HASHES, dtype=np.int32)
    for block in blocks_of(messages):
        ordered = _ordered_pairs((found, None) for found in features_of(block))
        distinct = ordered[_first_of_equals(ordered)]
        hashes = np.sort(distinct & np.uint32(HASHES - 1))
        places = _first_of_equals(hashes)
        number[hashes[places]] += np.diff(places, append=len(hashes)).astype(np.int32)
    return number


def _ordered_pairs(
    all_found: Iterable[tuple[Hashed, NDArray[np.intp] | None]],
) -> NDArray[np.uint32]:
    """Text and hash of features, at these places or at all, as one number each; ascending.

    Of at most `TOGETHER` texts: eight bits are left for them.
    """
    pairs: list[NDArray[np.uint32]] = [np.zeros(0, dtype=np.uint32)]
    for found, places in all_found:
        texts, hashes = found.texts, found.hashes
        if places is not None:
            texts, hashes = texts.take(places), hashes.take(places)
        pairs.append((texts.astype(np.uint32) << np.uint32(HASH_BITS)) | hashes.astype(np.uint32))
    return np.sort(np.concatenate(pairs))


def _first_of_equals(ordered: NDArray[np.uint32]) -> NDArray[np.intp]:
    """The place of the first of each stretch of equal numbers."""
    is_first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)


def features_of(messages: Sequence[Message]) -> Iterator[Hashed]:
    """All features of some messages, one way of looking after the other.

    Heads and beginnings begin where the message does, so all places are places in its whole.
    """
    whole = CodePoints.of([message.whole for message in messages])
    head = CodePoints.of([message.head for message in messages])
    beginning = CodePoints.of([message.whole[:BEGINNING] for message in messages])
    yield from whole.runs(salt=0)
    yield from whole.words(salt=1)
    yield from head.runs(salt=2)
    yield from head.words(salt=3)
    yield from beginning.runs(salt=4)


def blocks_of(messages: Sequence[Message]) -> Iterable[Sequence[Message]]:
    for begin in range(0, len(messages), TOGETHER):
        yield messages[begin : begin + TOGETHER]


def _weighed(counts: sparse.csr_matrix, worth: NDArray[np.float32]) -> sparse.csr_matrix:
    """Logarithms of the counts times what each column is worth, each row of length 1."""
    return _of_length_one(counts, (1 + np.log(counts.data)) * worth[counts.indices])


def columns_of(rows: sparse.csr_matrix, columns: NDArray[np.integer]) -> sparse.csr_matrix:
    """Some columns of rows, each row of length 1 again."""
    chosen = rows[:, columns]
    return _of_length_one(chosen, chosen.data)


def _of_length_one(rows: sparse.csr_matrix, values: NDArray[np.floating]) -> sparse.csr_matrix:
    """Rows with these values in their places, each divided by its length."""
    height = rows.shape[0]
    owners = np.repeat(np.arange(height), np.diff(rows.indptr))
    squares = np.bincount(owners, weights=values**2, minlength=height)
    scaled = (values / np.sqrt(squares)[owners]).astype(np.float32)
    return sparse.csr_matrix((scaled, rows.indices, rows.indptr), shape=rows.shape)
