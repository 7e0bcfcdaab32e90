"""Votes of people on statements, as a sparse table in which a pass is not the same as unseen.

Whoever says nothing of a statement has no cell there; agreement is 1, disagreement -1 and a pass
0. Rows and columns stand in the order of their ids, so that whatever is computed from a table is
the same for any order in which the votes came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

AGREE, PASS, DISAGREE = 1, 0, -1
COUNTED: Final = 500_000
"""Votes that are counted at once: what is made of more does not fit into fast memory."""


@dataclass(frozen=True, slots=True)
class VoteTable:
    """`vote_table` makes it.

    Attributes
    ----------
    people : ndarray of shape (n_people,)
        Ids, ascending.
    statements : ndarray of shape (n_statements,)
        Ids, ascending.
    cells : csr_matrix of int8, shape (n_people, n_statements)
        1 agree, -1 disagree, and a stored 0 for a pass; columns ascending within a row.
    """

    people: NDArray
    statements: NDArray
    cells: sparse.csr_matrix

    @property
    def votes_per_person(self) -> NDArray[np.int64]:
        """Statements each person said anything of, shape (n_people,)."""
        return np.diff(self.cells.indptr).astype(np.int64)

    def counts(self, group: NDArray[np.integer], n_groups: int) -> NDArray[np.int64]:
        """How often each group said what of each statement.

        Parameters
        ----------
        group : ndarray of int, shape (n_people,)
            0 to ``n_groups - 1``.
        n_groups : int

        Returns
        -------
        ndarray of shape (n_groups, 3, n_statements)
            Disagreements, passes, agreements. Linear in the votes; counts of parts of the people
            add up.
        """
        n_people, n_statements = self.cells.shape
        found = np.zeros(3 * n_groups * n_statements, dtype=np.int64)
        indptr = self.cells.indptr
        begin = 0
        while begin < n_people:
            end = int(np.searchsorted(indptr, indptr[begin] + COUNTED, side="right")) - 1
            end = min(max(end, begin + 1), n_people)
            votes = slice(indptr[begin], indptr[end])
            key = np.repeat(
                3 * group[begin:end].astype(np.int64) + 1, np.diff(indptr[begin : end + 1])
            )
            key += self.cells.data[votes]
            key *= n_statements
            key += self.cells.indices[votes]
            found += np.bincount(key, minlength=len(found))
            begin = end
        return found.reshape(n_groups, 3, n_statements)

    def of_people(self, chosen: NDArray) -> VoteTable:
        """The rows of some people, by mask or places; all statements stay."""
        return VoteTable(self.people[chosen], self.statements, self.cells[chosen])


def vote_table(
    people: ArrayLike, statements: ArrayLike, votes: ArrayLike, times: ArrayLike | None = None
) -> VoteTable:
    """Put votes into a table; of several by one person on one statement the last one counts.

    Parameters
    ----------
    people, statements : array_like of shape (n,)
        Ids, integers or strings.
    votes : array_like of int, shape (n,)
        1, 0 or -1.
    times : array_like of shape (n,), optional
        When each vote was given, in any unit. Of two at the same moment the lower vote counts:
        which one does must not hang on the order of rows.

    Returns
    -------
    VoteTable

    Raises
    ------
    ValueError
        If lengths differ, a vote is none of the three, or somebody votes twice on a statement and
        ``times`` are not given.

    Notes
    -----
    Linear but for the sorting of ids, which dense integers are spared. 30,000,000 votes take
    about 40 bytes each while the table is made, and 5 each in it.
    """
    said = np.asarray(votes)
    if not _are_votes(said):
        raise ValueError("a vote is 1 (agree), 0 (pass) or -1 (disagree)")
    row_ids, rows = _places(np.asarray(people))
    column_ids, columns = _places(np.asarray(statements))
    if not len(rows) == len(columns) == len(said):
        raise ValueError(f"{len(rows)} people, {len(columns)} statements, {len(said)} votes")
    shape = (len(row_ids), len(column_ids))
    cells = _table(rows, columns, said.astype(np.int8), shape)
    if cells is None:
        if times is None:
            raise ValueError("somebody votes twice on a statement: tell the times of the votes")
        chosen = last_votes(rows, columns, said, np.asarray(times))
        cells = _table(rows[chosen], columns[chosen], said[chosen].astype(np.int8), shape)
    return VoteTable(row_ids, column_ids, cells)


def _are_votes(said: NDArray) -> bool:
    if said.size and said.dtype.kind in "iu":
        return bool(said.min() >= DISAGREE and said.max() <= AGREE)
    return bool(np.isin(said, (AGREE, PASS, DISAGREE)).all())


def _table(
    rows: NDArray, columns: NDArray, votes: NDArray[np.int8], shape: tuple[int, int]
) -> sparse.csr_matrix | None:
    """Cells in order; None where one is there twice."""
    by_column = sparse.coo_matrix((votes, (columns, rows)), shape=shape[::-1])
    # So that nothing is sorted: put by columns first, cells come in order when put by rows.
    by_column.has_canonical_format = True
    cells = by_column.tocsr().tocsc().T
    is_as_before = cells.indices[1:] == cells.indices[:-1]
    is_as_before[cells.indptr[1:-1] - 1] = False
    return None if is_as_before.any() else cells


def last_votes(
    people: NDArray, statements: NDArray, votes: NDArray, times: NDArray
) -> NDArray[np.integer]:
    """Places of the votes that count: the last one of each person on each statement.

    Parameters
    ----------
    people, statements, votes, times : ndarray of shape (n,)
        As for `vote_table`.

    Returns
    -------
    ndarray of int
        In the order of people, then of statements.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    if len(times) != len(votes):
        raise ValueError(f"{len(times)} times, {len(votes)} votes")
    order = np.lexsort((-votes, times, statements, people))
    of_person, of_statement = people[order], statements[order]
    is_last = np.append(
        (of_person[1:] != of_person[:-1]) | (of_statement[1:] != of_statement[:-1]),
        np.ones(min(1, len(order)), dtype=bool),
    )
    return order[is_last]


def _places(ids: NDArray) -> tuple[NDArray, NDArray[np.int32]]:
    """The different ids, ascending, and where each one stands among them."""
    if ids.size and ids.dtype.kind in "iu":
        low, high = int(ids.min()), int(ids.max())
        # As many as a table of all between them is worth: sorting millions takes seconds.
        if high - low < 2 * ids.size + 1024:
            is_there = np.zeros(high - low + 1, dtype=bool)
            is_there[ids - low] = True
            place_of = np.cumsum(is_there, dtype=np.int32) - np.int32(1)
            return np.flatnonzero(is_there).astype(ids.dtype) + ids.dtype.type(low), place_of[
                ids - low
            ]
    found, places = np.unique(ids, return_inverse=True)
    return found, places.astype(np.int32)
