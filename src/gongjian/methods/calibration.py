"""Whether probabilities mean what they say, and where to draw the line.

References
----------
Guo et al., *On calibration of modern neural networks*, 2017: temperature scaling, and the
expected calibration error over equally wide bins. Platt, *Probabilistic outputs for support vector
machines*, 1999: the correction for few examples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

BINS = 15
COLDEST, HOTTEST = 0.02, 50.0


def softmax(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """Scores of shape (n, n_classes) as probabilities that add up to 1 in each row."""
    high = np.asarray(scores, dtype=np.float64)
    powers = np.exp(high - high.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_temperature(scores: NDArray[np.floating], truth: NDArray[np.integer]) -> float:
    """The number by which scores are to be divided so that their softmax is calibrated.

    Parameters
    ----------
    scores : ndarray of shape (n, n_classes)
        Of examples the scores were not fitted to.
    truth : ndarray of int, shape (n,)
        Column of the right class.

    Returns
    -------
    float
        Between 0.02 and 50; without examples 1.

    Raises
    ------
    ValueError
        If the lengths differ.

    Notes
    -----
    The log loss is convex in the inverse of the temperature: found by Brent's bounded search.
    A truth counts as ``(n + 1) / (n + 2)`` right, as in Platt's scaling, so that a few examples
    that are all right do not make certain of everything.
    """
    if len(scores) != len(truth):
        raise ValueError(f"{len(scores)} rows of scores and {len(truth)} truths")
    if not len(truth):
        return 1.0
    wanted = np.full(scores.shape, 1 / (len(truth) + 2) / max(1, scores.shape[1] - 1))
    wanted[np.arange(len(truth)), truth] = (len(truth) + 1) / (len(truth) + 2)

    def loss(logarithm: float) -> float:
        given = softmax(scores * np.exp(logarithm))
        return float(-(wanted * np.log(np.maximum(given, 1e-300))).sum(axis=1).mean())

    # Here, for prediction does without.
    from scipy.optimize import minimize_scalar

    bounds = (np.log(1 / HOTTEST), np.log(1 / COLDEST))
    best = minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": 1e-6})
    return float(np.exp(-best.x))


def calibration_error(confidence: ArrayLike, is_right: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error: how far confidence lies from the share that is right.

    Parameters
    ----------
    confidence : array_like of shape (n,)
        Probability of what was answered, 0 to 1.
    is_right : array_like of bool, shape (n,)
    bins : int
        Of equal width; within each the mean confidence is compared with the share right, and
        the differences are weighted by how many fell into the bin.

    Returns
    -------
    float
        0 calibrated to 1; of nothing 0.

    Raises
    ------
    ValueError
        If the lengths differ or ``bins`` is less than 1.
    """
    given, right = _pairs(confidence, is_right)
    if bins < 1:
        raise ValueError(f"at least one bin, got {bins}")
    if not given.size:
        return 0.0
    into = np.clip(np.ceil(given * bins).astype(int) - 1, 0, bins - 1)
    differences = np.bincount(into, weights=given - right, minlength=bins)
    return float(np.abs(differences).sum() / given.size)


def reliability(
    confidence: ArrayLike, is_right: ArrayLike, bins: int = BINS
) -> list[tuple[float, float, int]]:
    """Of each bin of equal width that is not empty: mean confidence, share right, how many.

    What a reliability diagram draws; parameters and errors as of `calibration_error`.
    """
    given, right = _pairs(confidence, is_right)
    if bins < 1:
        raise ValueError(f"at least one bin, got {bins}")
    into = np.clip(np.ceil(given * bins).astype(int) - 1, 0, bins - 1)
    counts = np.bincount(into, minlength=bins)
    sums = np.bincount(into, weights=given, minlength=bins)
    rights = np.bincount(into, weights=right, minlength=bins)
    return [
        (float(sums[at] / counts[at]), float(rights[at] / counts[at]), int(counts[at]))
        for at in np.flatnonzero(counts)
    ]


def threshold_for_precision(
    confidence: ArrayLike, is_right: ArrayLike, precision: float
) -> tuple[float, float]:
    """The lowest threshold above which answers are right often enough.

    Parameters
    ----------
    confidence : array_like of shape (n,)
        Probability of what was answered, 0 to 1.
    is_right : array_like of bool, shape (n,)
    precision : float
        Wanted share of right answers among those at or above the threshold, 0 to 1.

    Returns
    -------
    threshold : float
        Infinite where no threshold reaches the precision, or there are no examples.
    coverage : float
        Share of the answers at or above it.

    Raises
    ------
    ValueError
        If the lengths differ or ``precision`` is not between 0 and 1.
    """
    given, right = _pairs(confidence, is_right)
    if not 0 <= precision <= 1:
        raise ValueError(f"a precision lies between 0 and 1, got {precision}")
    if not given.size:
        return float("inf"), 0.0
    order = np.argsort(-given, kind="stable")
    ranked = given[order]
    reached = np.cumsum(right[order]) / np.arange(1, given.size + 1)
    # Equal confidences stand or fall together.
    is_last = np.append(ranked[1:] < ranked[:-1], True)
    enough = np.flatnonzero(is_last & (reached >= precision))
    if not enough.size:
        return float("inf"), 0.0
    last = int(enough[-1])
    return float(ranked[last]), (last + 1) / given.size


def _pairs(
    confidence: ArrayLike, is_right: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    given, right = np.asarray(confidence, dtype=float), np.asarray(is_right, dtype=float)
    if given.shape != right.shape:
        raise ValueError(f"{given.shape} confidences and {right.shape} answers")
    return given, right
