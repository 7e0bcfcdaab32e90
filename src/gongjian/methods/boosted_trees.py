"""Boosted decision trees as plain arrays: a judge that needs only NumPy, and no pickle.

References
----------
Friedman, *Greedy function approximation: a gradient boosting machine*, 2001.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_DEPTH: Final = 64


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Trees whose leaves are added up to the logarithm of the odds.

    Attributes
    ----------
    feature : ndarray of int16, shape (n_trees, n_nodes)
        The column each node looks at; -1 for a leaf. The root is node 0.
    threshold : ndarray of float32, shape (n_trees, n_nodes)
        Values up to it go left.
    left, right : ndarray of int16, shape (n_trees, n_nodes)
        The next node.
    missing_left : ndarray of bool, shape (n_trees, n_nodes)
        Where NaN goes.
    value : ndarray of float32, shape (n_trees, n_nodes)
        Of leaves.
    baseline : ndarray of float32, shape ()
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    missing_left: NDArray[np.bool_]
    value: NDArray[np.float32]
    baseline: NDArray[np.float32]

    def probabilities(self, rows: NDArray[np.floating]) -> NDArray[np.float64]:
        """The probability of yes.

        Parameters
        ----------
        rows : ndarray of shape (n, n_features)
            NaN where something is not known.

        Returns
        -------
        ndarray of shape (n,)

        Notes
        -----
        As many steps over (n, n_trees) as the deepest tree has levels.
        """
        table = np.asarray(rows, dtype=np.float32)
        n_trees, n_nodes = self.feature.shape
        begin = np.arange(n_trees) * n_nodes
        feature, threshold, value = self.feature.ravel(), self.threshold.ravel(), self.value.ravel()
        left, right = (side + begin[:, None] for side in (self.left, self.right))
        left, right, missing = left.ravel(), right.ravel(), self.missing_left.ravel()
        # All walks stand in one row each; those at a leaf go no further.
        at = np.tile(begin, (len(table), 1)).ravel()
        row = np.repeat(np.arange(len(table)), n_trees)
        moving = np.arange(len(at))
        for _level in range(MOST_DEPTH):
            node = at[moving]
            inner = feature[node] >= 0
            moving, node = moving[inner], node[inner]
            if not len(moving):
                break
            seen = table[row[moving], feature[node]]
            goes_left = np.where(np.isnan(seen), missing[node], seen <= threshold[node])
            at[moving] = np.where(goes_left, left[node], right[node])
        margin = value[at].reshape(len(table), n_trees).sum(axis=1, dtype=np.float64)
        return 1 / (1 + np.exp(-(margin + float(self.baseline))))

    def to_bytes(self) -> bytes:
        """Compressed arrays; `trees_from_bytes` reads them. The same trees give the same bytes."""
        file = io.BytesIO()
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        np.savez_compressed(file, allow_pickle=False, **arrays)
        return file.getvalue()


def trees_from_bytes(content: bytes) -> BoostedTrees:
    """Read what `BoostedTrees.to_bytes` wrote.

    Raises
    ------
    ValueError
        If it is no such file or its parts do not fit together.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            found = BoostedTrees(**{name: file[name] for name in file.files})
        shape = found.feature.shape
        parts: list[NDArray] = [
            found.threshold,
            found.left,
            found.right,
            found.missing_left,
            found.value,
        ]
        ends = [found.left, found.right]
        fits = (
            len(shape) == 2
            and all(part.shape == shape for part in parts)
            and all((side >= 0).all() and (side < shape[1]).all() for side in ends)
            and found.baseline.shape == ()
        )
    except (KeyError, TypeError, ValueError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise ValueError(f"these are no trees: {error}") from error
    if not fits:
        raise ValueError("these are no trees: their parts do not fit together")
    return found
