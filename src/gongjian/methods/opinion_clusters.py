"""Groups of points on the map of opinions, and how well they hold together.

Two ways. `reference_clusters` is what Polis' reference does: k-means from the points furthest to
the left, two to five groups, the number with the best silhouette. `best_clusters` begins k-means
from many places, sets aside people who stand so alone that a group of them would mean nothing, and
keeps what has the best silhouette; it tries what the reference found too, so that it is never
worse where that has no such groups.

References
----------
Lloyd, *Least squares quantization in PCM*, 1982. Arthur and Vassilvitskii, *k-means++*, 2007.
Rousseeuw, *Silhouettes*, 1987. Deviation: above `EXACT_PEOPLE` points the silhouette is that of
the mean points of small square cells, weighted by how many stand in each; on real conversations
that moves it by less than 0.005.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_GROUPS: Final = 5
EXACT_PEOPLE: Final = 2_000
CELLS_A_SIDE: Final = 48
STARTS: Final = 12
"""Of k-means, for each number of groups, besides those of the reference."""

FEWEST_PEOPLE: Final = 4
SMALLEST_SHARE: Final = 0.02
"""A group of fewer, or of a smaller share of the people, tells nothing of opinion."""
MOST_ASIDE: Final = 0.05
"""So many of the people may be set aside; where more stand alone, they are no exception."""

ALONE: Final = -1


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of points.

    Attributes
    ----------
    labels : ndarray of int, shape (n,)
        Group of each point, from 0; `ALONE` where it is in none.
    count : int
        Number of groups; 0 where there are too few different points for two.
    silhouette : float
        Mean over the points in groups, -1 to 1; 0 without groups.
    """

    labels: NDArray[np.int64]
    count: int
    silhouette: float


def reference_clusters(points: NDArray[np.float64], most: int = MOST_GROUPS) -> Clusters:
    """Groups as the reference of Polis finds them.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
    most : int
        Most groups, 2 or more.

    Returns
    -------
    Clusters
        Numbered in the order of the leftmost points that k-means began with.

    Notes
    -----
    Proportional to the number of points; up to `EXACT_PEOPLE` also to its square.
    """
    first = _leftmost(points, most)
    yardstick = _Yardstick(points)
    found = [
        _cluster(points, first[:count], yardstick) for count in range(2, min(most, len(first)) + 1)
    ]
    return _first_best(found, len(points))


def best_clusters(points: NDArray[np.float64], *, seed: int, most: int = MOST_GROUPS) -> Clusters:
    """Groups with the best silhouette of those that are large enough to mean something.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
    seed : int
        Of the places where k-means begins.
    most : int
        Most groups, 2 or more.

    Returns
    -------
    Clusters
        The largest group first; people set aside are `ALONE`.

    Notes
    -----
    Above `EXACT_PEOPLE` points the many beginnings are tried on the cells; all points are gone
    through only for what was best there.
    """
    kept = np.arange(len(points))
    fewest = max(FEWEST_PEOPLE, int(np.ceil(SMALLEST_SHARE * len(points))))
    most_aside = int(MOST_ASIDE * len(points))
    while found := _candidates(points[kept], seed, most):
        best = _first_best(found, len(kept))
        if not best.count:
            break
        is_alone = np.isin(best.labels, np.flatnonzero(_sizes(best) < fewest))
        left = kept[~is_alone]
        if is_alone.any() and len(points) - len(left) <= most_aside:
            kept = left
            continue
        large = [one for one in found if one.count > 1 and _sizes(one).min() >= fewest]
        return _spread(_ordered(_first_best(large, len(kept))), kept, len(points))
    return Clusters(np.full(len(points), ALONE), 0, 0.0)


def silhouette(points: NDArray[np.float64], labels: NDArray[np.integer]) -> float:
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
    """
    if len(points) != len(labels):
        raise ValueError(f"{len(points)} points, {len(labels)} labels")
    if len(np.unique(labels)) < 2:
        raise ValueError("a silhouette needs two groups")
    return _Yardstick(points).silhouette(np.asarray(labels, dtype=np.int64))


# --- one run of k-means ------------------------------------------------------------------------


def _means(
    points: NDArray[np.float64], centres: NDArray[np.float64], weights: NDArray | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Group of each point and the middle of each group; groups that lost all points are gone."""
    # Here, for it takes a second to load and statistics do without.
    from sklearn.cluster import KMeans

    machine = KMeans(len(centres), init=centres, n_init=1, max_iter=300, tol=1e-4, random_state=0)
    machine.fit(points, sample_weight=weights)
    left, labels = np.unique(machine.labels_, return_inverse=True)
    return labels.astype(np.int64), machine.cluster_centers_[left]


def _cluster(
    points: NDArray[np.float64], centres: NDArray[np.float64], yardstick: _Yardstick
) -> Clusters:
    labels, _ = _means(points, centres)
    count = int(labels.max()) + 1
    return Clusters(labels, count, yardstick.silhouette(labels) if count > 1 else 0.0)


def _leftmost(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The first different points from the left, at one place from below."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    found: list[NDArray[np.float64]] = []
    for place in order:
        if not found or (points[place] != found[-1]).any():
            found.append(points[place])
        if len(found) == count:
            break
    return np.array(found).reshape(-1, 2)


def _candidates(points: NDArray[np.float64], seed: int, most: int) -> list[Clusters]:
    """For each number of groups the best of many beginnings, and what the reference finds."""
    yardstick = _Yardstick(points)
    first = _leftmost(points, most)
    found = []
    for count in range(2, min(most, len(first)) + 1):
        found.append(_cluster(points, first[:count], yardstick))
        tried = [
            _means(yardstick.points, begin, yardstick.weights)
            for begin in _spread_out(yardstick, count, seed)
        ]
        tried = [(labels, centres) for labels, centres in tried if len(centres) > 1]
        if tried:
            labels, centres = max(tried, key=lambda one: yardstick.of_cells(one[0]))
            found.append(
                Clusters(labels, len(centres), yardstick.of_cells(labels))
                if yardstick.is_exact
                else _cluster(points, centres, yardstick)
            )
    return found


def _spread_out(yardstick: _Yardstick, count: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """Places to begin: each drawn with a chance that grows with its distance from those before."""
    random = np.random.default_rng([seed, count])
    points, weights = yardstick.points, yardstick.weights
    for _ in range(STARTS):
        chosen = [int(random.choice(len(points), p=weights / weights.sum()))]
        nearest = np.full(len(points), np.inf)
        while len(chosen) < count:
            apart = ((points - points[chosen[-1]]) ** 2).sum(axis=1)
            nearest = np.minimum(nearest, apart)
            chances = nearest * weights
            if chances.sum() <= 0:
                return
            chosen.append(int(random.choice(len(points), p=chances / chances.sum())))
        yield points[chosen]


def _ordered(found: Clusters) -> Clusters:
    """The largest group first; of equally large ones the one of the earlier person."""
    if not found.count:
        return found
    sizes = _sizes(found)
    firsts = np.array([np.argmax(found.labels == group) for group in range(found.count)])
    order = np.lexsort((firsts, -sizes))
    rank = np.empty(found.count, dtype=np.int64)
    rank[order] = np.arange(found.count)
    return Clusters(rank[found.labels], found.count, found.silhouette)


def _sizes(found: Clusters) -> NDArray[np.int64]:
    return np.bincount(found.labels, minlength=found.count)


def _first_best(found: list[Clusters], n_points: int) -> Clusters:
    real = [one for one in found if one.count > 1]
    if not real:
        return Clusters(np.full(n_points, ALONE), 0, 0.0)
    return max(real, key=lambda one: one.silhouette)


def _spread(found: Clusters, kept: NDArray[np.integer], n_points: int) -> Clusters:
    labels = np.full(n_points, ALONE)
    labels[kept] = found.labels
    return Clusters(labels, found.count, found.silhouette)


# --- silhouettes -------------------------------------------------------------------------------


class _Yardstick:
    """Distances between points, made once and used for many groupings."""

    def __init__(self, points: NDArray[np.float64]) -> None:
        self.points, self.weights = points, np.ones(len(points))
        self._cell = None
        if len(points) > EXACT_PEOPLE:
            self.points, self.weights, self._cell = _cells(points)
        self._apart: NDArray[np.float64] | None = None

    @property
    def is_exact(self) -> bool:
        return self._cell is None

    def of_cells(self, labels: NDArray[np.int64]) -> float:
        """Silhouette where all people of a cell are in one group."""
        return self._of(np.arange(len(labels)), labels, self.weights)

    def silhouette(self, labels: NDArray[np.int64]) -> float:
        if self._cell is None:
            return self.of_cells(labels)
        # A cell on a border has people of two groups: a part for each.
        count = int(labels.max()) + 1
        pairs, people = np.unique(self._cell * count + labels, return_counts=True)
        return self._of(pairs // count, pairs % count, people.astype(float))

    def _of(
        self, places: NDArray[np.integer], labels: NDArray[np.int64], weights: NDArray[np.float64]
    ) -> float:
        if self._apart is None:
            self._apart = _distances(self.points)
        count = int(labels.max()) + 1
        membership = np.zeros((len(self.points), count))
        np.add.at(membership, (places, labels), weights)
        sums = (self._apart @ membership)[places]
        sizes = membership.sum(axis=0)
        own = np.arange(len(places))
        within = sums[own, labels] / np.maximum(sizes[labels] - 1, 1)
        means = sums / np.maximum(sizes, 1)
        means[own, labels] = np.inf
        nearest = means.min(axis=1)
        widths = (nearest - within) / np.maximum(np.maximum(nearest, within), 1e-300)
        widths[sizes[labels] <= 1] = 0.0
        return float((widths * weights).sum() / weights.sum())


def _distances(points: NDArray[np.float64]) -> NDArray[np.float64]:
    across = points[:, None, 0] - points[None, :, 0]
    along = points[:, None, 1] - points[None, :, 1]
    return np.hypot(across, along)


def _cells(
    points: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Mean points of the square cells in which somebody stands, how many, and each point's cell."""
    low = points.min(axis=0)
    side = max(float((points.max(axis=0) - low).max()) / CELLS_A_SIDE, 1e-300)
    squares = np.minimum((points - low) // side, CELLS_A_SIDE).astype(np.int64)
    _, cell = np.unique(squares[:, 0] * (CELLS_A_SIDE + 1) + squares[:, 1], return_inverse=True)
    counts = np.bincount(cell).astype(float)
    means = np.stack([np.bincount(cell, weights=points[:, axis]) for axis in (0, 1)], axis=1)
    return means / counts[:, None], counts, cell.astype(np.int64)
