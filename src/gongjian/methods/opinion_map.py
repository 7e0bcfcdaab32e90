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

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.vote_table import AGREE, DISAGREE, PASS, VoteTable

Floats = NDArray[np.float64]
COMPONENTS: Final = 2
DENSE_PRODUCT: Final = 1_000_000
"""Multiplications up to which all products of two statements are made; above, only two components
are looked for."""
MOST_STEPS: Final = 500
PRECISION: Final = 1e-12


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
    cells = votes.cells
    counts = votes.counts(np.zeros(n_people, dtype=np.int64), 1)[0]
    means = (counts[2] - counts[0]) / np.maximum(counts.sum(axis=0), 1)
    means[is_moderated] = 0.0
    # What each of the three votes is once it is centred.
    values = np.array([[DISAGREE], [PASS], [AGREE]]) - means
    values[:, is_moderated] = 0.0
    place = (cells.data + np.int32(1)) * np.int32(n_statements) + cells.indices
    centred = sparse.csr_matrix(
        (values.ravel()[place], cells.indices, cells.indptr), shape=cells.shape
    )
    components = _components(centred)
    # A moderated statement is a pass of everybody, and counts as a vote.
    said = votes.votes_per_person
    if is_moderated.any():
        upto = np.cumsum(np.append(False, is_moderated[cells.indices]), dtype=np.int64)
        said = said - np.diff(upto[cells.indptr]) + np.count_nonzero(is_moderated)
    outwards = np.sqrt(n_statements / np.maximum(said, 1))
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
    if (work <= DENSE_PRODUCT and n_statements**2 <= DENSE_PRODUCT) or n_statements <= COMPONENTS:
        values, vectors = np.linalg.eigh((centred.T @ centred).toarray())
    else:
        across = centred.T
        values, vectors = _leading(lambda vector: across @ (centred @ vector), n_statements)
    found = np.zeros((COMPONENTS, n_statements))
    order = np.argsort(-values, kind="stable")[:COMPONENTS]
    found[: len(order)] = vectors[:, order].T
    found[: len(order)][values[order] <= 1e-12 * max(1.0, values.max(initial=0.0))] = 0.0
    largest = np.abs(found).argmax(axis=1)
    signs = np.sign(found[np.arange(COMPONENTS), largest])
    return found * np.where(signs < 0, -1.0, 1.0)[:, None]


def _leading(product: Callable[[Floats], Floats], n_rows: int) -> tuple[Floats, Floats]:
    """The largest eigenvalues of a symmetric matrix that is known by its products, and their
    vectors as columns.

    Lanczos' steps; every direction is kept orthogonal to all before, so that there are as few
    products as can be.
    """
    # Where it begins must be the same each time, and lie across whatever is even in the votes.
    random = np.random.default_rng(0)
    most = min(n_rows, MOST_STEPS)
    basis, band = np.zeros((most, n_rows)), np.zeros((most, most))
    direction, length, scale, closed = random.normal(size=n_rows), 0.0, 0.0, 0
    for step in range(most):
        if step:
            band[step, step - 1] = band[step - 1, step] = length
        basis[step] = direction / np.linalg.norm(direction)
        direction = product(basis[step])
        band[step, step] = direction @ basis[step]
        scale = max(scale, float(np.linalg.norm(direction)))
        direction = _orthogonal(direction, basis[: step + 1])
        length = float(np.linalg.norm(direction))
        if length <= PRECISION * scale:
            # Nothing more this way. A way finds one direction of each size, so that as many ways
            # as directions find them all.
            length, closed = 0.0, closed + 1
            direction = _orthogonal(random.normal(size=n_rows), basis[: step + 1])
        is_last = step == most - 1 or closed == COMPONENTS
        if is_last or (length and step >= 2 * COMPONENTS and step % 5 == 0):
            values, vectors = np.linalg.eigh(band[: step + 1, : step + 1])
            off = length * np.abs(vectors[-1, -COMPONENTS:])
            if is_last or (off <= PRECISION * values[-1]).all():
                break
    return values[-COMPONENTS:], basis[: len(vectors)].T @ vectors[:, -COMPONENTS:]


def _orthogonal(direction: Floats, basis: Floats) -> Floats:
    for _ in range(2):
        direction = direction - (basis @ direction) @ basis
    return direction


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
