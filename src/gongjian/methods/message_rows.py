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

from gongjian.methods.text_features import HASHES, WORD_BIT, CodePoints, Hashed

LONGEST_TEXT: Final = 20_000
"""Characters of a message that are read."""

LONGEST_HEAD: Final = 60
BEGINNING: Final = 150
TOGETHER: Final = 256
"""Messages cut up at once: their arrays fit into a processor's cache."""

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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features that are kept.

    Attributes
    ----------
    hashes : ndarray of int32, shape (n_columns,)
        Ascending.
    worth : ndarray of float32, shape (n_columns,)
        Inverse document frequency.
    is_known : ndarray of bool, shape (`HASHES`,)
        Made of the hashes.
    """

    hashes: NDArray[np.int32]
    worth: NDArray[np.float32]
    is_known: NDArray[np.bool_] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        is_known = np.zeros(HASHES, dtype=bool)
        is_known[self.hashes] = True
        object.__setattr__(self, "is_known", is_known)

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

    def _counts(self, messages: Sequence[Message]) -> sparse.csr_matrix:
        """How often each message has each column."""
        width = len(self.hashes)
        keys = [np.zeros(0, dtype=np.int64)]
        for found in features_of(messages):
            known = self.is_known[found.hashes]
            columns = np.searchsorted(self.hashes, found.hashes[known])
            keys.append(found.texts[known].astype(np.int64) * width + columns)
        return _csr_of_keys(np.sort(np.concatenate(keys)), len(messages), width)


def known_features(messages: Sequence[Message]) -> Vocabulary:
    """All features that at least two of some messages have."""
    number = _document_frequencies(messages)
    hashes = np.flatnonzero(number >= 2).astype(np.int32)
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
        Columns to choose. A third as many words are chosen in any case.
    """
    members = sparse.csr_matrix(
        (np.ones(len(truth)), (truth, np.arange(len(truth)))), (n_classes, len(truth))
    )
    observed = (members @ rows).toarray()
    shares = np.bincount(truth, minlength=n_classes) / len(truth)
    expected = np.outer(shares, observed.sum(axis=0))
    statistic = ((observed - expected) ** 2 / np.maximum(expected, 1e-12)).sum(axis=0)
    is_kept = _is_among(statistic, most)
    # So that words, fewer and rarer than runs, are enough evidence of their own.
    is_word = vocabulary.hashes & WORD_BIT != 0
    is_kept[is_word] |= _is_among(statistic[is_word], most // 3)
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
        for found in features_of(block):
            keys = np.unique(found.texts.astype(np.int64) * HASHES + found.hashes)
            hashes = np.sort(keys % HASHES)
            places = np.flatnonzero(np.diff(hashes, prepend=-1))
            number[hashes[places]] += np.diff(places, append=len(hashes)).astype(np.int32)
    return number


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


def _csr_of_keys(ordered: NDArray[np.int64], height: int, width: int) -> sparse.csr_matrix:
    """Count equal keys, each row times ``width`` plus column, ascending."""
    places = np.flatnonzero(np.diff(ordered, prepend=-1))
    counts = np.diff(places, append=len(ordered)).astype(np.float32)
    rows, columns = np.divmod(ordered[places], width)
    starts = np.searchsorted(rows, np.arange(height + 1)).astype(np.int32)
    return sparse.csr_matrix((counts, columns.astype(np.int32), starts), shape=(height, width))


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
