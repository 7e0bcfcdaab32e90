"""A small network over sparse features: one hidden layer, trained in seconds without a framework.

What it learns beyond a linear classifier is which features go together. Dropout of features and
hidden units and smoothed labels keep it from learning the examples by heart; only the rows of
the first layer that an example touches are moved, so a step costs what the example holds.

References
----------
Srivastava et al., *Dropout*, 2014. Szegedy et al., *Rethinking the Inception architecture*,
2016 (label smoothing). Kingma and Ba, *Adam*, 2015, with the first moment left out, which cost a
third of the time and gained nothing; and the moment of a row of the first layer ages only when
the row is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.calibration import softmax

Floats = NDArray[np.float32]

_MOMENT: Final = 0.999
_TINY: Final = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained."""

    hidden: int = 64
    epochs: int = 6
    batch: int = 64
    rate: float = 2e-3
    """Of learning, falling to nothing over the epochs."""
    input_dropout: float = 0.3
    hidden_dropout: float = 0.3
    smoothing: float = 0.1


@dataclass(frozen=True, slots=True)
class Network:
    """Weights of a trained network.

    Attributes
    ----------
    into_hidden : ndarray of shape (n_columns, n_hidden)
    hidden_bias : ndarray of shape (n_hidden,)
    out_of_hidden : ndarray of shape (n_hidden, n_classes)
    out_bias : ndarray of shape (n_classes,)
    """

    into_hidden: Floats
    hidden_bias: Floats
    out_of_hidden: Floats
    out_bias: Floats

    def log_probabilities(self, rows: sparse.csr_matrix) -> NDArray[np.float64]:
        """Logarithms of the probabilities of each class; shape (n, n_classes)."""
        hidden = np.maximum(rows @ self.into_hidden + self.hidden_bias, 0)
        return np.log(np.maximum(softmax(hidden @ self.out_of_hidden + self.out_bias), 1e-12))


def train_network(
    rows: sparse.csr_matrix,
    truth: NDArray[np.integer],
    n_classes: int,
    *,
    seed: int,
    recipe: Recipe | None = None,
) -> Network:
    """Train a network; the same input and seed give the same network.

    Parameters
    ----------
    rows : csr_matrix of shape (n, n_columns)
    truth : ndarray of int, shape (n,)
        Class of each row, 0 to ``n_classes`` - 1.
    n_classes : int
    seed : int
    recipe : Recipe

    Raises
    ------
    ValueError
        If there are no rows, or lengths differ.

    Notes
    -----
    Linear in the stored values of ``rows`` times ``recipe.hidden`` and ``recipe.epochs``: a million
    values take some 4 s on one core.
    """
    if not rows.shape[0] or rows.shape[0] != len(truth):
        raise ValueError(f"{rows.shape[0]} rows and {len(truth)} classes")
    training = _Training(rows, truth, n_classes, np.random.default_rng(seed), recipe or Recipe())
    return training.run()


@dataclass(slots=True)
class _Training:
    rows: sparse.csr_matrix
    truth: NDArray[np.integer]
    n_classes: int
    random: np.random.Generator
    recipe: Recipe
    layers: dict[str, Floats] = field(default_factory=dict)
    moments: dict[str, Floats] = field(default_factory=dict)
    steps: int = 0

    def run(self) -> Network:
        rows = sparse.csr_matrix(self.rows, dtype=np.float32)
        hidden, (count, columns) = self.recipe.hidden, rows.shape
        self.layers = {
            "into": self._normal((columns, hidden), 0.02),
            "into_bias": np.zeros(hidden, dtype=np.float32),
            "out": self._normal((hidden, self.n_classes), float(np.sqrt(1 / hidden))),
            "out_bias": np.zeros(self.n_classes, dtype=np.float32),
        }
        self.moments = {name: np.zeros_like(layer) for name, layer in self.layers.items()}
        all_steps = -(-count // self.recipe.batch) * self.recipe.epochs
        for _ in range(self.recipe.epochs):
            order = self.random.permutation(count)
            shuffled, truth = rows[order], self.truth[order]
            for begin in range(0, count, self.recipe.batch):
                rate = self.recipe.rate * (1 - self.steps / all_steps)
                self.steps += 1
                chosen = slice(begin, begin + self.recipe.batch)
                self._step(shuffled[chosen], truth[chosen], rate)
        return Network(
            self.layers["into"], self.layers["into_bias"],
            self.layers["out"], self.layers["out_bias"],
        )  # fmt: skip

    def _normal(self, shape: tuple[int, int], scale: float) -> Floats:
        return self.random.standard_normal(shape, dtype=np.float32) * np.float32(scale)

    def _is_kept(self, size: int | tuple[int, ...], dropout: float) -> NDArray[np.bool_]:
        return self.random.random(size, dtype=np.float32) >= dropout

    def _step(self, batch: sparse.csr_matrix, truth: NDArray[np.integer], rate: float) -> None:
        inputs, seen = self._dropped(batch)
        touched = self.layers["into"].take(seen, axis=0)
        before = inputs @ touched + self.layers["into_bias"]
        dropout = self.recipe.hidden_dropout
        mask = (self._is_kept(before.shape, dropout) & (before > 0)) * np.float32(1 / (1 - dropout))
        hidden = before * mask
        evenly = self.recipe.smoothing / self.n_classes
        wanted = np.full((len(truth), self.n_classes), evenly, np.float32)
        wanted[np.arange(len(truth)), truth] += 1 - self.recipe.smoothing
        given = softmax(hidden @ self.layers["out"] + self.layers["out_bias"])
        error = ((given - wanted) / len(truth)).astype(np.float32)
        back = (error @ self.layers["out"].T) * mask

        self._move("out", hidden.T @ error, rate)
        self._move("out_bias", error.sum(axis=0), rate)
        self._move("into_bias", back.sum(axis=0), rate)
        moment = self.moments["into"].take(seen, axis=0)
        touched -= self._reach(moment, inputs.T @ back, rate)
        self.moments["into"][seen], self.layers["into"][seen] = moment, touched

    def _dropped(self, batch: sparse.csr_matrix) -> tuple[sparse.csr_matrix, NDArray[np.integer]]:
        """What is left of a batch, with the columns it has alone, and which these are."""
        is_kept = self._is_kept(batch.nnz, self.recipe.input_dropout)
        values = batch.data[is_kept] / np.float32(1 - self.recipe.input_dropout)
        starts = np.append(0, np.cumsum(is_kept))[batch.indptr]
        seen, inverse = np.unique(batch.indices[is_kept], return_inverse=True)
        parts = (values, inverse.astype(np.int32), starts.astype(np.int32))
        return sparse.csr_matrix(parts, shape=(batch.shape[0], len(seen))), seen

    def _move(self, name: str, slope: Floats, rate: float) -> None:
        self.layers[name] -= self._reach(self.moments[name], slope, rate)

    def _reach(self, moment: Floats, slope: Floats, rate: float) -> Floats:
        """How far to go; the moment is brought up to date."""
        moment *= np.float32(_MOMENT)
        moment += np.float32(1 - _MOMENT) * slope * slope
        slope *= np.float32(rate * np.sqrt(1 - _MOMENT**self.steps))
        slope /= np.sqrt(moment) + _TINY
        return slope
