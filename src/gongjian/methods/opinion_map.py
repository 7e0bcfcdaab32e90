"""The map of opinions: people as points of a plane, near to each other where they vote alike.

Principal components of the table of votes in which whoever did not see a statement stands at its
mean. Centred by these means the table is zero wherever nobody voted: it is never made dense.

References
----------
Small et al., *Polis: scaling deliberation by mapping high dimensional opinion spaces*, 2021, and
the projection of Polis (``pca.clj``): missing votes take the column's mean, moderated statements
are zero for everybody, and people who saw few statements are moved outwards by
``sqrt(n_statements / n_votes)``. Components are exact here, not by a few steps of power iteration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.vote_table import VoteTable

COMPONENTS: Final = 2
DENSE_PRODUCT: Final = 20_000_000
"""Multiplications up to which all products of two statements are made; above, only two components
are looked for."""


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """Where people and statements stand.

    Attributes
    ----------
    people : ndarray of shape (n_people, 2)
    statements : ndarray of shape (n_statements, 2)
        Where somebody would stand who agrees to this statement and saw no other.
    components : ndarray of shape (2, n_statements)
        Of length 1; the entry that is largest without its sign is positive.
    means : ndarray of shape (n_statements,)
        Of the votes on each statement, -1 to 1; zero for moderated ones.
    """

    people: NDArray[np.float64]
    statements: NDArray[np.float64]
    components: NDArray[np.float64]
    means: NDArray[np.float64]

    @property
    def extremity(self) -> NDArray[np.float64]:
        """How far from the middle agreement to one statement alone leads, shape (n_statements,)."""
        return np.hypot(*self.statements.T)


def opinion_map(votes: VoteTable, is_moderated: NDArray[np.bool_]) -> OpinionMap:
    """Project people and statements onto the two directions in which votes differ most.

    Parameters
    ----------
    votes : VoteTable
    is_moderated : ndarray of bool, shape (n_statements,)
        Statements taken out of the conversation: as if everybody had passed on them.

    Returns
    -------
    OpinionMap

    Raises
    ------
    ValueError
        If the lengths differ.

    Notes
    -----
    Proportional to the number of votes, save for the products of statements: of people who see
    ``s`` statements each, ``s * s`` a person, up to a limit.
    """
    n_people, n_statements = votes.cells.shape
    if is_moderated.shape != (n_statements,):
        raise ValueError(f"{is_moderated.shape} marks for {n_statements} statements")
    indices, told = votes.cells.indices, votes.cells.data
    seen = np.bincount(indices, minlength=n_statements)
    sums = np.bincount(indices, weights=told, minlength=n_statements)
    means = np.where(is_moderated, 0.0, sums / np.maximum(seen, 1))
    centred = sparse.csr_matrix(
        (np.where(is_moderated[indices], 0.0, told - means[indices]), indices, votes.cells.indptr),
        shape=votes.cells.shape,
    )
    components = _components(centred)
    # A moderated statement is a pass of everybody, and counts as a vote.
    is_counted = ~is_moderated[indices]
    counts = np.bincount(
        np.repeat(np.arange(n_people), np.diff(votes.cells.indptr)),
        weights=is_counted,
        minlength=n_people,
    ) + np.count_nonzero(is_moderated)
    outwards = np.sqrt(n_statements / np.maximum(counts, 1))
    alone = components * (1 - means) * np.sqrt(n_statements)
    return OpinionMap(
        (centred @ components.T) * outwards[:, None], alone.T.copy(), components, means
    )


def _components(centred: sparse.csr_matrix) -> NDArray[np.float64]:
    """The two directions of greatest variance; zero where there are fewer."""
    n_statements = centred.shape[1]
    if not n_statements:
        return np.zeros((COMPONENTS, 0))
    work = float((np.diff(centred.indptr).astype(float) ** 2).sum())
    if work <= DENSE_PRODUCT or n_statements <= 2 * COMPONENTS:
        products = (centred.T @ centred).toarray()
        values, vectors = np.linalg.eigh(products)
    else:
        # Here, for small conversations do without.
        from scipy.sparse.linalg import LinearOperator, eigsh

        across = centred.T.tocsr()
        product = LinearOperator(
            (n_statements, n_statements), lambda v: across @ (centred @ v), dtype=np.float64
        )
        # Where it begins must be the same each time.
        begin = np.asarray(abs(centred).sum(axis=0)).ravel()
        values, vectors = eigsh(product, k=COMPONENTS, which="LA", v0=begin, tol=1e-12)
    found = np.zeros((COMPONENTS, n_statements))
    order = np.argsort(-values, kind="stable")[:COMPONENTS]
    found[: len(order)] = vectors[:, order].T
    found[: len(order)][values[order] <= 1e-12 * max(1.0, values.max(initial=0.0))] = 0.0
    largest = np.abs(found).argmax(axis=1)
    signs = np.sign(found[np.arange(COMPONENTS), largest])
    return found * np.where(signs < 0, -1.0, 1.0)[:, None]


def place_of(
    votes: NDArray[np.floating],
    components: NDArray[np.float64],
    means: NDArray[np.float64],
    is_moderated: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Where one person stands on a map that was made before: with their votes of now.

    Parameters
    ----------
    votes : ndarray of shape (n_statements,)
        1, 0, -1, and NaN where they saw nothing.
    components, means
        Of an `OpinionMap`.
    is_moderated : ndarray of bool, shape (n_statements,)
        As `opinion_map` was told.

    Returns
    -------
    ndarray of shape (2,)
        For somebody among those of whom the map was made the same as there.
    """
    is_counted = ~np.isnan(votes) & ~is_moderated
    centred = np.where(is_counted, votes - means, 0.0)
    count = int(np.count_nonzero(is_counted) + np.count_nonzero(is_moderated))
    return (components @ centred) * np.sqrt(len(votes) / max(count, 1))
