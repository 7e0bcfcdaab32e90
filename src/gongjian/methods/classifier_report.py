"""How good a classifier is, told by examples it had not seen: the figures of a model card.

References
----------
van Rijsbergen, *Information Retrieval*, 1979 (precision, recall and their harmonic mean F).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.calibration import calibration_error, threshold_for_precision


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Of one class; a share of nothing is 0."""

    name: str
    examples: int
    precision: float
    """Of those given this class, the share that belong to it."""
    recall: float
    """Of those that belong to it, the share given it."""

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """Of all classes together.

    Attributes
    ----------
    classes : tuple of ClassFigures
        Those with examples.
    examples : int
    accuracy, macro_f1, calibration_error : float
    threshold : float
        Lowest probability from which answers have the wanted precision; infinite where none has.
    coverage : float
        Share of the examples answered at or above the threshold.
    """

    classes: tuple[ClassFigures, ...]
    examples: int
    accuracy: float
    macro_f1: float
    calibration_error: float
    threshold: float
    coverage: float


def report(
    names: Sequence[str],
    truth: NDArray[np.integer],
    probabilities: NDArray[np.floating],
    precision: float,
) -> Report:
    """Compare what was answered with what is true.

    Parameters
    ----------
    names : sequence of str
        Of the classes.
    truth : ndarray of int, shape (n,)
    probabilities : ndarray of shape (n, len(names))
    precision : float
        Wanted of the answers at or above the threshold, 0 to 1.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the precision is not between 0 and 1.
    """
    if probabilities.shape != (len(truth), len(names)):
        raise ValueError(f"{probabilities.shape} for {len(truth)} examples of {len(names)} classes")
    if not len(truth):
        return Report((), 0, 0.0, 0.0, 0.0, float("inf"), 0.0)
    answered, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    is_right = answered == truth
    right = np.bincount(truth[is_right], minlength=len(names))
    given = np.bincount(answered, minlength=len(names))
    there = np.bincount(truth, minlength=len(names))
    figures = tuple(
        ClassFigures(
            name,
            int(there[at]),
            float(right[at] / given[at]) if given[at] else 0.0,
            float(right[at] / there[at]),
        )
        for at, name in enumerate(names)
        if there[at]
    )
    threshold, coverage = threshold_for_precision(confidence, is_right, precision)
    return Report(
        figures,
        len(truth),
        float(is_right.mean()),
        float(np.mean([one.f1 for one in figures])),
        calibration_error(confidence, is_right),
        threshold,
        coverage,
    )
