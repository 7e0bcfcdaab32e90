"""Whether what a model answers today still fares as it did when it was made.

References
----------
Clopper and Pearson, *The use of confidence or fiducial limits illustrated in the case of the
binomial*, 1934. Siddiqi, *Credit Risk Scorecards*, 2006: the population stability index, with 0.1
and 0.25 as the customary marks of a moderate and of a large shift.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import log
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)

SHIFTED = 0.1
FAR_SHIFTED = 0.25


def highest_rate(successes: int, trials: int, sureness: float) -> float:
    """The highest rate that is credible after so many successes in so many trials.

    Parameters
    ----------
    successes, trials : int
    sureness : float
        One-sided, 0 to 1: had the rate been higher, so few successes would be rarer than
        ``1 - sureness``.

    Returns
    -------
    float
        The exact upper bound of Clopper and Pearson; 1 without trials.

    Raises
    ------
    ValueError
        If there are more successes than trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes in {trials} trials")
    if successes == trials:
        return 1.0
    # Here, for it takes a while to load.
    from scipy.special import betaincinv

    return float(betaincinv(successes + 1, trials - successes, sureness))


def population_stability(expected: Mapping[Name, int], found: Mapping[Name, int]) -> float:
    """How far the mix of categories has moved.

    Parameters
    ----------
    expected, found : mapping of category to count

    Returns
    -------
    float
        ``Σ (q - p) · ln(q / p)`` over the shares of all categories of either; 0 the same. Half a
        case is added to each count, so that a category that is new or gone does not make it
        infinite. 0 where one of them is empty.
    """
    if not sum(expected.values()) or not sum(found.values()):
        return 0.0
    names = expected.keys() | found.keys()
    before = sum(expected.values()) + len(names) / 2
    after = sum(found.values()) + len(names) / 2
    shares = (
        ((expected.get(name, 0) + 0.5) / before, (found.get(name, 0) + 0.5) / after)
        for name in names
    )
    return sum((q - p) * log(q / p) for p, q in shares)
