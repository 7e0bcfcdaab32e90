"""The map of opinions as a picture that shows nobody alone: how many people stand in which cell."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.opinion_clusters import ALONE

CELLS_A_SIDE: Final = 28
OUTLIERS: Final = 0.01
"""So large a share of the people, on each side, may lie beyond the picture and are put on its
edge: a few who saw one statement would else press all others together."""


class Cell(NamedTuple):
    """How many people of one group stand in one square of the picture."""

    x: float
    """0 to 1, from the left."""
    y: float
    """0 to 1, from above."""
    group: int
    """`ALONE` where they are in none."""
    people: int


class Picture(NamedTuple):
    """Cells and the middles of groups, in the same measure."""

    cells: list[Cell]
    centres: list[tuple[float, float]]


def opinion_picture(points: NDArray[np.float64], labels: NDArray[np.integer]) -> Picture:
    """Count people by cells of a square.

    Parameters
    ----------
    points : ndarray of shape (n_people, 2)
        As `OpinionMap.people`.
    labels : ndarray of int, shape (n_people,)
        Group of each person, from 0; `ALONE` where in none.

    Returns
    -------
    Picture
        Cells from above and from the left; linear in the number of people.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    if len(points) != len(labels):
        raise ValueError(f"{len(points)} points, {len(labels)} labels")
    if not len(points):
        return Picture([], [])
    low = np.quantile(points, OUTLIERS, axis=0)
    high = np.quantile(points, 1 - OUTLIERS, axis=0)
    # One measure for both directions: distances on the picture are distances of opinion.
    size = max(float((high - low).max()), 1e-9)
    placed = np.clip((points - (low + high) / 2) / size + 0.5, 0, 1)
    placed[:, 1] = 1 - placed[:, 1]
    squares = np.minimum((placed * CELLS_A_SIDE).astype(int), CELLS_A_SIDE - 1)
    keys = (squares[:, 1] * CELLS_A_SIDE + squares[:, 0]) * (int(labels.max()) + 2) + labels + 1
    _found, firsts, places, counts = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    middles = [np.bincount(places, weights=placed[:, axis]) / counts for axis in range(2)]
    cells = [
        Cell(round(float(x), 4), round(float(y), 4), int(labels[first]), int(count))
        for x, y, first, count in zip(*middles, firsts, counts, strict=True)
    ]
    centres = [
        (round(float(x), 4), round(float(y), 4))
        for x, y in (placed[labels == group].mean(axis=0) for group in range(int(labels.max()) + 1))
    ]
    return Picture(cells, centres if labels.max() > ALONE else [])
