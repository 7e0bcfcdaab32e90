"""Groups of points on the map of opinions, and how well they hold together.

Two ways. `reference_clusters` is what Polis' reference does: k-means from the points furthest to
the left, two to five groups, the number with the best silhouette. `best_clusters` begins k-means
from many places, sets aside people who stand so alone that a group of them would mean nothing, and
keeps what has the best silhouette; it tries what the reference found too, and falls back on it, so
that it is never worse where that has no such groups. Where it has (most often of 8 to 15 people),
its silhouette may be higher than any that large enough groups reach: that is refused, not beaten.

References
----------
Lloyd, *Least squares quantization in PCM*, 1982. Arthur and Vassilvitskii, *k-means++*, 2007.
Deviation: of very many points silhouettes are compared by cells first (`silhouettes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.plane_means import PlaneMeans, many_means
from gongjian.methods.silhouettes import Silhouettes, first_come

MOST_GROUPS: Final = 5
STARTS: Final = 8
"""Of k-means, for each number of groups, besides those of the reference."""

FEWEST_PEOPLE: Final = 4
SMALLEST_SHARE: Final = 0.02
"""A group of fewer, or of a smaller share of the people, tells nothing of opinion."""
MOST_ASIDE: Final = 0.05
"""So many of the people may be set aside; where more stand alone, they are no exception."""

ALONE: Final = -1

Floats = NDArray[np.float64]
Labels = NDArray[np.int8]


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


def reference_clusters(points: Floats, most: int = MOST_GROUPS) -> Clusters:
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
    Proportional to the number of points; quadratic where silhouettes have to be exact.
    """
    if not len(points):
        return _none(0)
    found = [one for one, _ in _from_the_left(PlaneMeans(points), _leftmost(points, most))]
    if not found:
        return _none(len(points))
    place, value = Silhouettes(points).best(found)
    return Clusters(found[place].astype(np.int64), int(found[place].max()) + 1, value)


def best_clusters(points: Floats, *, seed: int, most: int = MOST_GROUPS) -> Clusters:
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
    As `reference_clusters`: where points are many, the many beginnings are tried on their cells,
    and all points are gone through only for what was best there.
    """
    kept = np.arange(len(points))
    fewest = max(FEWEST_PEOPLE, int(np.ceil(SMALLEST_SHARE * len(points))))
    most_aside = int(MOST_ASIDE * len(points))
    spare = _none(len(points))
    while len(kept):
        yardstick = Silhouettes(points[kept])
        found = _candidates(points[kept], yardstick, seed, most)
        if not found:
            break
        best, value = yardstick.best(found)
        sizes = np.bincount(found[best])
        is_alone = (sizes < fewest)[found[best]]
        left = kept[~is_alone]
        if is_alone.any():
            # What is large enough with everybody still there may hold together better than what is
            # found without those who stand alone.
            found = [one for one in found if np.bincount(one).min() >= fewest]
            if found:
                best, value = yardstick.best(found)
        if found and (not spare.count or value > spare.silhouette):
            labels = np.full(len(points), ALONE)
            labels[kept] = _largest_first(found[best])
            spare = Clusters(labels, int(labels.max()) + 1, value)
        if not is_alone.any() or len(points) - len(left) > most_aside:
            break
        kept = left
    return spare


def _none(n_points: int) -> Clusters:
    return Clusters(np.full(n_points, ALONE), 0, 0.0)


def _candidates(points: Floats, yardstick: Silhouettes, seed: int, most: int) -> list[Labels]:
    """What the reference finds, and for each number of groups the best of many beginnings."""
    means, first = PlaneMeans(points), _leftmost(points, most)
    found = [labels for labels, _ in _from_the_left(means, first)]
    begin = _spread_out(yardstick.places, yardstick.weights, min(most, len(first)), seed)
    tried: dict[bytes, tuple[Labels, Floats]] = {}
    for count in range(2, begin.shape[1] + 1):
        several = many_means(yardstick.places, yardstick.weights, begin[:, :count])
        for one, centres in zip(*several, strict=True):
            labels = first_come(one)
            if labels.max() > 0:
                tried.setdefault(labels.tobytes(), (labels, centres))
    widths = yardstick.of_places([labels for labels, _ in tried.values()])
    best: dict[int, tuple[float, Floats]] = {}
    for width, (_, centres) in zip(widths, tried.values(), strict=True):
        if width > best.get(len(centres), (-1.0,))[0]:
            best[len(centres)] = width, centres
    for _, centres in best.values():
        labels, left = _groups(means, centres)
        found.extend([labels] if len(left) > 1 else [])
    return found


def _from_the_left(means: PlaneMeans, first: Floats) -> Iterator[tuple[Labels, Floats]]:
    """Groups from the first two, three, … of some points on."""
    for count in range(2, len(first) + 1):
        labels, centres = _groups(means, first[:count])
        if len(centres) > 1:
            yield labels, centres


def _groups(means: PlaneMeans, begin: Floats) -> tuple[Labels, Floats]:
    """Groups by k-means; those that lost all points are gone."""
    labels, centres = means.groups(begin)
    is_there = np.bincount(labels, minlength=len(centres)) > 0
    if is_there.all():
        return labels, centres
    return (np.cumsum(is_there) - 1).astype(np.int8)[labels], centres[is_there]


def _leftmost(points: Floats, count: int) -> Floats:
    """The first different points from the left, at one place from below."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    found: list[Floats] = []
    for place in order:
        if not found or (points[place] != found[-1]).any():
            found.append(points[place])
        if len(found) == count:
            break
    return np.array(found).reshape(-1, 2)


def _spread_out(places: Floats, weights: Floats, count: int, seed: int) -> Floats:
    """Places to begin, shape (n_begin, count, 2): each drawn with a chance that grows with its
    distance from those before."""
    random = np.random.default_rng(seed)
    nearest = np.ones((STARTS, len(places)))
    found = np.empty((STARTS, count, 2))
    for number in range(count):
        sums = np.cumsum(nearest * weights, axis=1)
        drawn = random.random(STARTS) * sums[:, -1]
        chosen = np.minimum((sums <= drawn[:, None]).sum(axis=1), len(places) - 1)
        found[:, number] = places[chosen]
        apart = ((places - found[:, number, None]) ** 2).sum(axis=2)
        nearest = np.minimum(nearest, apart) if number else apart
    return found


def _largest_first(labels: Labels) -> NDArray[np.int64]:
    """The largest group first; of equally large ones the one of the earlier person."""
    sizes = np.bincount(labels)
    firsts = [int(np.argmax(labels == group)) for group in range(len(sizes))]
    return np.argsort(np.lexsort((np.array(firsts), -sizes)))[labels].astype(np.int64)
