"""Counts that may be published: small ones are hidden, and cannot be computed from the others."""

from __future__ import annotations

from collections.abc import Sequence


def hide_small(counts: Sequence[int], least: int) -> list[int | None]:
    """Counts of disjoint groups whose sum is published, too, with None for those that are hidden.

    A count below ``least`` tells of few people. It is hidden, and with it as many of the next
    smallest as it takes that the sum does not tell it: two at least, that are not all 1, and not
    all the largest that is hidden for itself. Nothing is hidden in nothing: 0 stays.

    Parameters
    ----------
    counts : sequence of int
        Not negative.
    least : int
        2 or more.

    Returns
    -------
    list of int or None
        In the same order. All are None where nothing less hides them; then their sum is small
        itself, or there is but one of them, and it is hidden by `is_small`.

    References
    ----------
    Primary and complementary suppression: Hundepool et al., *Statistical Disclosure Control*
    (2012), chapter 4. Cost: sorting.
    """
    order = sorted((n for n, count in enumerate(counts) if count), key=lambda n: (counts[n], n))
    hidden = [n for n in order if counts[n] < least]
    for following in order[len(hidden) :]:
        if not hidden or _is_hard([counts[n] for n in hidden], least):
            break
        hidden.append(following)
    gone = set(hidden)
    return [None if n in gone else count for n, count in enumerate(counts)]


def is_small(count: int, least: int) -> bool:
    """Whether a count tells of few, and of some."""
    return 0 < count < least


def _is_hard(hidden: Sequence[int], least: int) -> bool:
    """Whether the sum of hidden counts leaves open what they are."""
    is_all_largest = max(hidden) == min(hidden) == least - 1
    return len(hidden) > 1 and sum(hidden) > len(hidden) and not is_all_largest
