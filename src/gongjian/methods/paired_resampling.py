"""Whether one classifier beats another by more than chance, both judged by the same examples.

References
----------
Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993; Koehn, *Statistical significance
tests for machine translation evaluation*, 2004: the examples are drawn anew, with replacement, many
times; the share of draws in which one is better is how sure it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two classifiers on the same examples.

    Attributes
    ----------
    examples : int
    first, second : float
        Macro-F1 over the classes that have examples.
    sureness : float
        Share of draws in which the first is better; a tie counts half.
    """

    examples: int
    first: float
    second: float
    sureness: float


def compare(
    truth: NDArray[np.integer],
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    n_classes: int,
    *,
    seed: int,
    draws: int = 1_000,
) -> Comparison:
    """Compare the macro-F1 of two classifiers by paired resampling.

    Parameters
    ----------
    truth : ndarray of int, shape (n,)
        Classes, 0 to ``n_classes - 1``.
    first, second : ndarray of int, shape (n,)
        What each answered; -1 where nothing that is a class.
    n_classes : int
    seed : int
        The same seed draws the same.
    draws : int

    Raises
    ------
    ValueError
        If the lengths differ.

    Notes
    -----
    Cost: ``draws`` times the examples.
    """
    if not len(truth) == len(first) == len(second):
        raise ValueError(f"{len(truth)} truths, {len(first)} and {len(second)} answers")
    if not len(truth):
        return Comparison(0, 0.0, 0.0, 0.5)
    random = np.random.default_rng(seed)
    won = 0.0
    for _ in range(draws):
        drawn = random.integers(0, len(truth), len(truth))
        ours = macro_f1(truth[drawn], first[drawn], n_classes)
        theirs = macro_f1(truth[drawn], second[drawn], n_classes)
        won += 1.0 if ours > theirs else 0.5 if ours == theirs else 0.0
    return Comparison(
        len(truth),
        macro_f1(truth, first, n_classes),
        macro_f1(truth, second, n_classes),
        won / draws,
    )


def macro_f1(truth: NDArray[np.integer], answered: NDArray[np.integer], n_classes: int) -> float:
    """Mean F1 of the classes that have examples; an answer of -1 is of no class."""
    right = np.bincount(truth[truth == answered], minlength=n_classes)
    there = np.bincount(truth, minlength=n_classes)
    given = np.bincount(answered[answered >= 0], minlength=n_classes)
    has_examples = there > 0
    f1 = 2 * right[has_examples] / (there + given)[has_examples]
    return float(f1.mean()) if f1.size else 0.0
