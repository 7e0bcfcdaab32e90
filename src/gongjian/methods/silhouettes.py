"""How well groups of points of a plane hold together.

Of many groupings the best is found with little work: points stand at the mean of their small square
cell, which on real conversations moves a silhouette by less than 0.005; where two groupings are
nearer than that allows to tell, and up to `EXACT_POINTS` always, every point is gone through, above
`SETTLED_POINTS` smaller cells. Distances are made in float32, which moves a silhouette by less than
a millionth; where groups are a thousand times narrower than the map, by up to a ten-thousandth.

References
----------
Rousseeuw, *Silhouettes: a graphical aid to the interpretation and validation of cluster analysis*,
1987.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations_with_replacement, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

FEW_POINTS: Final = 600
"""Up to so many, each has a cell of its own."""
EXACT_POINTS: Final = 2_000
SETTLED_POINTS: Final = 20_000
CELLS_A_SIDE: Final = 32
FINER: Final = 2
BAND: Final = 0.01
"""Silhouettes by cells that are nearer to each other may stand in the other order."""
TILE: Final = 320
"""So many times so many distances are held at once: the fast memory of a processor has room for
them."""

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Labels = NDArray[np.integer]


def silhouette(points: Floats, labels: Labels) -> float:
    """Mean silhouette of groups of points of a plane.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
    labels : ndarray of int, shape (n,)
        From 0; every number up to the largest has points.

    Returns
    -------
    float
        -1 to 1; a point alone in its group counts 0.

    Raises
    ------
    ValueError
        If the lengths differ or there are fewer than two groups.

    Notes
    -----
    Quadratic up to `SETTLED_POINTS`, linear above.
    """
    if len(points) != len(labels):
        raise ValueError(f"{len(points)} points, {len(labels)} labels")
    if len(np.unique(labels)) < 2:
        raise ValueError("a silhouette needs two groups")
    return Silhouettes(points).settled([labels])[0]


class Silhouettes:
    """Points, and the silhouettes of many groupings of them.

    Attributes
    ----------
    places : ndarray of shape (n_places, 2)
        The points themselves or, where they are many, the means of their cells.
    weights : ndarray of shape (n_places,)
        How many points stand there.
    """

    def __init__(self, points: Floats) -> None:
        self._points = points
        self._known: dict[bytes, float] = {}
        self._cells = (
            _Cells.of_each(points) if len(points) <= FEW_POINTS else _Cells.of(points, CELLS_A_SIDE)
        )
        self.places, self.weights = self._cells.places, self._cells.weights

    def of_places(self, groupings: Sequence[Labels]) -> list[float]:
        """Silhouettes of groupings of the places."""
        own = np.arange(len(self.places))
        return self._cells.silhouettes([_Grouping(own, one, self.weights) for one in groupings])

    def best(self, groupings: Sequence[Labels]) -> tuple[int, float]:
        """Which of some groupings of the points has the best silhouette, the first of several
        equal ones, and how much it is.

        Parameters
        ----------
        groupings : sequence of ndarray of int, shape (n,)
            One or more, each with two groups or more.

        Returns
        -------
        place : int
        silhouette : float
        """
        near = list(range(len(groupings)))
        if len(self._points) > EXACT_POINTS and len(near) > 1:
            rough = self._cells.silhouettes([self._cells.grouping(one) for one in groupings])
            near = [place for place in near if rough[place] >= max(rough) - BAND]
        settled = self.settled([groupings[place] for place in near])
        found = int(np.argmax(settled))
        return near[found], settled[found]

    def settled(self, groupings: Sequence[Labels]) -> list[float]:
        """Silhouettes of groupings of the points, of all points or by smaller cells."""
        keys = [_key(one) for one in groupings]
        asked = {
            key: one for key, one in zip(keys, groupings, strict=True) if key not in self._known
        }
        if asked:
            cells = (
                _Cells.of_different(self._points)
                if len(self._points) <= SETTLED_POINTS
                else _Cells.of(self._points, CELLS_A_SIDE * FINER)
            )
            found = cells.silhouettes([cells.grouping(one) for one in asked.values()])
            self._known.update(zip(asked, found, strict=True))
        return [self._known[key] for key in keys]


@dataclass(frozen=True, slots=True)
class _Grouping:
    """So many points of one place are in one group."""

    places: NDArray[np.integer]
    labels: Labels
    weights: Floats


class _Cells:
    """Places where points stand, and how many at each."""

    def __init__(self, places: Floats, weights: Floats, cell: NDArray[np.int64] | None) -> None:
        self.places, self.weights, self._cell = places, weights, cell

    @classmethod
    def of_each(cls, points: Floats) -> _Cells:
        return cls(points, np.ones(len(points)), None)

    @classmethod
    def of_different(cls, points: Floats) -> _Cells:
        """Each place where some points stand."""
        # As complex numbers they are compared whole.
        whole = np.ascontiguousarray(points).view(np.complex128)[:, 0]
        found, cell, counts = np.unique(whole, return_inverse=True, return_counts=True)
        return cls(found.view(np.float64).reshape(-1, 2), counts.astype(float), cell)

    @classmethod
    def of(cls, points: Floats, a_side: int) -> _Cells:
        """The square cells in which some point stands."""
        low = points.min(axis=0)
        side = max(float((points.max(axis=0) - low).max()) / a_side, 1e-300)
        squares = np.minimum((points - low) // side, a_side).astype(np.int64)
        keys = squares[:, 0] * (a_side + 1) + squares[:, 1]
        rank = np.zeros((a_side + 1) ** 2, dtype=np.int64)
        rank[keys] = 1
        cell = (np.cumsum(rank) - 1)[keys]
        counts = np.bincount(cell).astype(float)
        means = np.stack([np.bincount(cell, points[:, axis]) for axis in (0, 1)], axis=1)
        return cls(means / counts[:, None], counts, cell)

    def grouping(self, labels: Labels) -> _Grouping:
        """A grouping of points; a cell on a border has a part for each of its groups."""
        if self._cell is None:
            return _Grouping(np.arange(len(labels)), labels, self.weights)
        n_groups = int(labels.max()) + 1
        counts = np.bincount(self._cell * n_groups + labels)
        parts = np.flatnonzero(counts)
        return _Grouping(parts // n_groups, parts % n_groups, counts[parts].astype(float))

    def silhouettes(self, groupings: Sequence[_Grouping]) -> list[float]:
        """Of all groupings at once: distances are made once."""
        if not groupings:
            return []
        members = []
        for one in groupings:
            member = np.zeros((len(self.places), int(one.labels.max()) + 1))
            np.add.at(member, (one.places, one.labels), one.weights)
            members.append(member)
        sums = self._sums_of_distances(np.concatenate(members, axis=1))
        found, begin = [], 0
        for one, member in zip(groupings, members, strict=True):
            end = begin + member.shape[1]
            found.append(_mean_width(one, sums[:, begin:end], member.sum(axis=0)))
            begin = end
        return found

    def _sums_of_distances(self, members: Floats) -> Floats:
        """From each place to all that is in each group."""
        # From the middle, where float32 is finest.
        places = (self.places - self.places.mean(axis=0)).astype(np.float32)
        sides = members.astype(np.float32), np.ascontiguousarray(members.T, dtype=np.float32)
        if len(places) <= EXACT_POINTS:
            return _distances(places, *sides, 0, 1)
        # Two halves, whose sum is the same however fast each of them is.
        with ThreadPoolExecutor(2) as both:
            halves = [both.submit(_distances, places, *sides, half, 2) for half in range(2)]
            return halves[0].result() + halves[1].result()


def _distances(
    places: Singles, members: Singles, by_group: Singles, part: int, parts: int
) -> Floats:
    """A part of the sums of distances: what is between two places is made once, and counts for
    both."""
    n_places = len(places)
    sums = np.zeros((n_places, len(by_group)))
    squares = (places**2).sum(axis=1, keepdims=True)
    ones = np.ones_like(squares)
    # One product makes the squares of distances: those of both, less twice what they share.
    left = np.concatenate([-2 * places, squares, ones], axis=1)
    right = np.ascontiguousarray(np.concatenate([places, ones, squares], axis=1).T)
    held = np.empty(TILE * TILE, dtype=np.float32)
    tiles = combinations_with_replacement(range(0, n_places, TILE), 2)
    for row, column in islice(tiles, part, None, parts):
        rows, columns = slice(row, row + TILE), slice(column, column + TILE)
        shape = min(TILE, n_places - row), min(TILE, n_places - column)
        apart = held[: shape[0] * shape[1]].reshape(shape)
        np.matmul(left[rows], right[:, columns], out=apart)
        # Of two places that are all but one it may be a little less than nothing.
        np.abs(apart, out=apart)
        np.sqrt(apart, out=apart)
        if column == row:
            np.fill_diagonal(apart, 0)
        sums[rows] += apart @ members[columns]
        if column > row:
            sums[columns] += (by_group[:, rows] @ apart).T
    return sums


def _mean_width(one: _Grouping, sums: Floats, sizes: Floats) -> float:
    means = sums[one.places] / np.maximum(sizes, 1)
    own = np.arange(len(one.places)), one.labels
    # Of one's own group, without oneself.
    within = means[own] * (sizes / np.maximum(sizes - 1, 1))[one.labels]
    means[own] = np.inf
    nearest = means.min(axis=1)
    widths = (nearest - within) / np.maximum(np.maximum(nearest, within), 1e-300)
    widths[sizes[one.labels] <= 1] = 0.0
    return float((widths * one.weights).sum() / one.weights.sum())


def first_come(labels: Labels) -> NDArray[np.int8]:
    """The same groups, numbered as they come; those without points have no number."""
    firsts = [np.flatnonzero(labels == group)[:1] for group in range(int(labels.max()) + 1)]
    order = np.argsort([int(one[0]) if len(one) else len(labels) for one in firsts])
    return np.argsort(order).astype(np.int8)[labels]


def _key(labels: Labels) -> bytes:
    """The same for two groupings that differ in the numbers of their groups only."""
    return first_come(labels).tobytes()
