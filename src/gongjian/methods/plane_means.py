"""K-means of points in a plane, from given beginnings: Lloyd's steps, cheap where points are many.

All that is nearest to one centre is convex: where the corners of a box have the same nearest
centre, so has every point in it. Points are sorted into boxes once; a step goes through the single
points of those boxes only that a border crosses, and takes the sums of all others. The result is
that of going through every point.

References
----------
Lloyd, *Least squares quantization in PCM*, 1982. It ends, and fills a group that lost all its
points, as scikit-learn 1.7 does (``sklearn/cluster/_kmeans.py``), so that groups are the same.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

TOLERANCE: Final = 1e-4
"""Steps end when the squares of the moves of all centres are this part of the mean variance."""
MOST_STEPS: Final = 300
FEW: Final = 8_000
"""Up to so many points, sorting them costs more than it saves."""
IN_A_BOX: Final = 24
FEW_CENTRES: Final = 8
"""Up to so many, one product sums faster than counting three times."""

Floats = NDArray[np.float64]


class PlaneMeans:
    """Points made ready for many beginnings.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
        One or more.
    weights : ndarray of shape (n,), optional
        How many stand at each point.
    """

    def __init__(self, points: Floats, weights: Floats | None = None) -> None:
        self._middle = points.mean(axis=0)
        self._tolerance = TOLERANCE * float(points.var(axis=0).mean())
        self._order = _boxed(points) if len(points) > FEW else None
        order = slice(None) if self._order is None else self._order
        self._raised = _raised((points - self._middle)[order])
        own = np.ones(len(points)) if weights is None else weights[order]
        self._values, self._least = self._raised * own, own.min()
        self._boxes = None if self._order is None else _Boxes(self._raised, self._values)

    def groups(self, begin: Floats) -> tuple[NDArray[np.int8], Floats]:
        """Groups of the points that Lloyd's steps come to.

        Parameters
        ----------
        begin : ndarray of shape (n_groups, 2)
            Fewer than 128 centres.

        Returns
        -------
        labels : ndarray of int, shape (n,)
            Number of the centre each point is nearest to.
        centres : ndarray of shape (n_groups, 2)

        Notes
        -----
        A step is linear in the boxes and in the points of boxes that borders cross, which are a
        few hundredths of a million.
        """
        centres, labels = begin - self._middle, np.full(self._raised.shape[1], -1, dtype=np.int8)
        sums = np.zeros((len(begin), 3))
        for _ in range(MOST_STEPS):
            before, (labels, sums) = labels, self._step(centres, labels, sums)
            filled = self._filled(sums, centres, labels)
            is_there = filled[:, 2:] > 0
            moved = filled[:, :2] / np.where(is_there, filled[:, 2:], 1.0)
            # One that cannot be filled goes where the largest is.
            moved = np.where(is_there, moved, moved[filled[:, 2].argmax()])
            shift, centres = float(((moved - centres) ** 2).sum()), moved
            if np.array_equal(labels, before):
                break
            if shift <= self._tolerance:
                labels, _ = self._step(centres, labels, sums)
                break
        else:
            labels, _ = self._step(centres, labels, sums)
        return self._as_given(labels), centres + self._middle

    def _as_given(self, values: NDArray[Any]) -> NDArray[Any]:
        """What belongs to the sorted points, in the order in which they were given."""
        if self._order is None:
            return values
        found = np.empty_like(values)
        found[self._order] = values
        return found

    def _step(
        self, centres: Floats, before: NDArray[np.int8], sums: Floats
    ) -> tuple[NDArray[np.int8], Floats]:
        """The nearest centre of each point, and of each centre the sums of what is its own: x, y
        and weights."""
        if self._boxes is None:
            labels = _nearest(self._raised, centres)
            return labels, self._moved(labels, before, sums)
        of_box, is_whole = self._boxes.nearest(centres)
        whole = self._boxes.sums(of_box, is_whole, len(centres))
        cut = self._boxes.points_of(~is_whole)
        labels = np.repeat(of_box, self._boxes.sizes)
        of_cut = _nearest(self._raised[:, cut], centres)
        labels[cut] = of_cut
        return labels, whole + _sums(of_cut, self._values[:, cut], len(centres))

    def _moved(self, labels: NDArray[np.int8], before: NDArray[np.int8], sums: Floats) -> Floats:
        """Sums of the step before, and what changed: few points soon."""
        (changed,) = (labels != before).nonzero()
        if 4 * len(changed) > len(labels):
            return _sums(labels, self._values, len(sums))
        values = self._values[:, changed]
        came = _sums(labels[changed], values, len(sums))
        return sums + came - _sums(before[changed], values, len(sums))

    def _filled(self, sums: Floats, centres: Floats, labels: NDArray[np.int8]) -> Floats:
        """Sums in which each group that lost all its points has got the one that is furthest from
        its centre."""
        if sums[:, 2].min() > self._least / 2:
            return sums
        empty = np.flatnonzero(np.bincount(labels, minlength=len(sums)) == 0)
        own = centres[labels].T
        apart = self._as_given(((self._raised[:2] - own) ** 2).sum(axis=0))
        sums = sums.copy()
        sums[empty] = 0.0
        if apart.max() == 0:
            return sums
        furthest = np.argpartition(apart, -len(empty))[: -len(empty) - 1 : -1]
        places = furthest if self._order is None else np.argsort(self._order)[furthest]
        for group, place in zip(empty, places, strict=False):
            sums[labels[place]] -= self._values[:, place]
            sums[group] = self._values[:, place]
        return sums


class _Boxes:
    """Runs of points in their order, and the box around each run."""

    def __init__(self, raised: Floats, values: Floats) -> None:
        starts = np.arange(0, raised.shape[1], IN_A_BOX)
        self._starts, self.sizes = starts, np.diff(np.append(starts, raised.shape[1]))
        low_x, low_y, _ = np.minimum.reduceat(raised, starts, axis=1)
        high_x, high_y, _ = np.maximum.reduceat(raised, starts, axis=1)
        corners = [(x, y) for x in (low_x, high_x) for y in (low_y, high_y)]
        self._corners = [_raised(np.stack(corner, axis=1)) for corner in corners]
        self._sums = np.add.reduceat(values, starts, axis=1)

    def nearest(self, centres: Floats) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
        """The centre nearest to a corner of each box, and whether it is for all corners."""
        first, *others = (_nearest(corner, centres) for corner in self._corners)
        is_whole = np.ones(len(first), dtype=bool)
        for other in others:
            is_whole &= other == first
        return first, is_whole

    def sums(self, labels: NDArray[np.int8], is_whole: NDArray[np.bool_], n_centres: int) -> Floats:
        return _sums(labels[is_whole], self._sums[:, is_whole], n_centres)

    def points_of(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The places of the points of some boxes."""
        starts, sizes = self._starts[chosen], self.sizes[chosen]
        if not len(starts):
            return np.zeros(0, dtype=np.int64)
        steps = np.ones(int(sizes.sum()), dtype=np.int64)
        steps[0] = starts[0]
        steps[np.cumsum(sizes)[:-1]] = starts[1:] - starts[:-1] - sizes[:-1] + 1
        return np.cumsum(steps)


def _boxed(points: Floats) -> NDArray[np.int64]:
    """An order in which runs of `IN_A_BOX` points lie near together: strips from the left to the
    right, each from below."""
    n_strips = max(1, int(np.sqrt(len(points) / IN_A_BOX)))
    height = IN_A_BOX * -(-len(points) // (IN_A_BOX * n_strips))
    order = np.argsort(points[:, 0], kind="stable")
    for begin in range(0, len(order), height):
        strip = order[begin : begin + height]
        order[begin : begin + height] = strip[np.argsort(points[strip, 1], kind="stable")]
    return order


def many_means(points: Floats, weights: Floats, begin: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Groups of a few points from many beginnings, all side by side.

    Parameters
    ----------
    points : ndarray of shape (n, 2)
    weights : ndarray of shape (n,)
    begin : ndarray of shape (n_begin, n_groups, 2)

    Returns
    -------
    labels : ndarray of int, shape (n_begin, n)
    centres : ndarray of shape (n_begin, n_groups, 2)
        One that lost all its points stays where it was.
    """
    n_begin, n_groups, _ = begin.shape
    raised = _raised(points)
    values = (raised * weights).T
    centres, labels = begin.copy(), np.full((n_begin, len(points)), -1, dtype=np.int8)
    going = np.arange(n_begin)
    for _ in range(MOST_STEPS):
        found = _nearest(raised, centres[going])
        is_moving = (found != labels[going]).any(axis=1)
        labels[going], going = found, going[is_moving]
        if not len(going):
            break
        sums = _is_own(found[is_moving], n_groups) @ values
        is_there = sums[:, :, 2:] > 0
        middles = sums[:, :, :2] / np.where(is_there, sums[:, :, 2:], 1.0)
        centres[going] = np.where(is_there, middles, centres[going])
    return labels, centres


def _raised(points: Floats) -> Floats:
    """x, y and 1 of each point, shape (3, n): by one product its distances from all centres."""
    return np.concatenate([points.T, np.ones((1, len(points)))])


def _nearest(raised: Floats, centres: Floats) -> NDArray[np.int8]:
    """The number of the centre nearest to each point, the first of several; for centres of shape
    (…, n_groups, 2)."""
    length = (centres**2).sum(axis=-1, keepdims=True)
    # Less the square of the point, which is the same for all centres.
    apart = np.concatenate([-2 * centres, length], axis=-1) @ raised
    labels = np.zeros((*centres.shape[:-2], raised.shape[1]), dtype=np.int8)
    best = apart[..., 0, :]
    for number in range(1, centres.shape[-2]):
        is_nearer = apart[..., number, :] < best
        # Its number is the highest so far.
        np.maximum(labels, is_nearer.view(np.int8) * np.int8(number), out=labels)
        if number < centres.shape[-2] - 1:
            best = np.minimum(best, apart[..., number, :])
    return labels


def _sums(labels: NDArray[np.int8], values: Floats, n_centres: int) -> Floats:
    """Of three values of each point the sums for each centre, shape (n_centres, 3)."""
    if n_centres <= FEW_CENTRES:
        return _is_own(labels, n_centres) @ values.T
    # Once in the type that is counted with, and not three times.
    own = labels.astype(np.intp)
    sums = np.empty((n_centres, 3))
    for place in range(3):
        sums[:, place] = np.bincount(own, values[place], minlength=n_centres)
    return sums


def _is_own(labels: NDArray[np.int8], n_centres: int) -> Floats:
    """1 where a point is nearest to a centre, else 0, shape (…, n_centres, n)."""
    is_own = labels[..., None, :] == np.arange(n_centres, dtype=np.int8)[:, None]
    return is_own.astype(float)
