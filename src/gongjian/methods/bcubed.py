"""How well groups that were found agree with those that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class BCubed(NamedTuple):
    """Means over items, 0 to 1; the F1 is the harmonic mean of both."""

    precision: float
    recall: float
    f1: float


def bcubed(
    found: Sequence[Hashable | None],
    truth: Sequence[Hashable | None],
    *,
    only_grouped: bool = False,
) -> BCubed:
    """B-cubed precision, recall and F1.

    Parameters
    ----------
    found, truth : sequence
        The group of each item; None for one that is alone.
    only_grouped : bool
        The mean is taken over the items that are truly in a group; others that were put with them
        count against them all the same.

    Returns
    -------
    BCubed
        All 1 where there is no item.

    Raises
    ------
    ValueError
        If the lengths differ.

    Notes
    -----
    Linear in the items.

    References
    ----------
    Bagga and Baldwin, *Entity-based cross-document coreferencing using the vector space model*,
    1998.
    """
    ours = [(group, place if group is None else -1) for place, group in enumerate(found)]
    theirs = [(group, place if group is None else -1) for place, group in enumerate(truth)]
    pairs = list(zip(ours, theirs, strict=True))
    together, of_found, of_truth = Counter(pairs), Counter(ours), Counter(theirs)
    counted = [
        pair
        for pair, group in zip(pairs, truth, strict=True)
        if not only_grouped or group is not None
    ]
    if not counted:
        return BCubed(1.0, 1.0, 1.0)
    precision = sum(together[pair] / of_found[pair[0]] for pair in counted) / len(counted)
    recall = sum(together[pair] / of_truth[pair[1]] for pair in counted) / len(counted)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))
