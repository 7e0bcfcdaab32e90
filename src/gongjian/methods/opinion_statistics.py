"""What each group of opinion says of each statement, and which statements stand for it.

References
----------
The statistics of Polis (``repness.clj``, ``stats.clj``, ``conversation.clj``), as described in
Small et al., 2021: shares smoothed by one agreement and one disagreement; a test of one share
against a half and of two shares against each other, each count raised by one; a statement stands
for a group where both tests exceed 1.2816 (90 %, one-sided). Passes count as seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.vote_table import VoteTable

Z_90: Final = 1.2816
MOST_CHOSEN: Final = 5
META_PRIORITY: Final = 7.0
UNSEEN_FACTOR: Final = 9.0
"""By so much a statement nobody saw comes before one that very many saw."""


@dataclass(frozen=True, slots=True)
class GroupStatistics:
    """Counts, shares and tests; every array has the shape (n_groups, n_statements).

    Attributes
    ----------
    agrees, disagrees, seen : ndarray of int
        Votes of the group; passes are in ``seen`` only.
    agree_share, disagree_share : ndarray
        Smoothed, in (0, 1).
    agree_test, disagree_test : ndarray
        z of the share against a half.
    agree_ratio, disagree_ratio : ndarray
        Share within the group by the share among all others in groups.
    agree_ratio_test, disagree_ratio_test : ndarray
        z of the one share against the other.
    """

    agrees: NDArray[np.int64]
    disagrees: NDArray[np.int64]
    seen: NDArray[np.int64]
    agree_share: NDArray[np.float64]
    disagree_share: NDArray[np.float64]
    agree_test: NDArray[np.float64]
    disagree_test: NDArray[np.float64]
    agree_ratio: NDArray[np.float64]
    disagree_ratio: NDArray[np.float64]
    agree_ratio_test: NDArray[np.float64]
    disagree_ratio_test: NDArray[np.float64]

    @property
    def agree_consensus(self) -> NDArray[np.float64]:
        """How far all groups agree: the product of their shares, shape (n_statements,)."""
        return self.agree_share.prod(axis=0)

    @property
    def disagree_consensus(self) -> NDArray[np.float64]:
        """How far all groups disagree, shape (n_statements,)."""
        return self.disagree_share.prod(axis=0)


@dataclass(frozen=True, slots=True)
class ChosenStatement:
    """A statement chosen for a group, or for all."""

    statement: int
    """Its column."""
    is_agreement: bool
    votes: int
    """Of that direction."""
    seen: int
    share: float
    test: float
    ratio: float = 1.0
    ratio_test: float = 0.0
    is_best_agreement: bool = False


def group_statistics(
    votes: VoteTable, labels: NDArray[np.integer], n_groups: int
) -> GroupStatistics:
    """Statistics of each group on each statement.

    Parameters
    ----------
    votes : VoteTable
    labels : ndarray of int, shape (n_people,)
        Group of each person, 0 to ``n_groups - 1``; whoever is in none, -1, is left out.
    n_groups : int

    Returns
    -------
    GroupStatistics

    Raises
    ------
    ValueError
        If the lengths differ or a label is none of the groups.

    Notes
    -----
    Linear in the votes. Counts of parts of the people add up.
    """
    n_people = len(votes.people)
    if labels.shape != (n_people,):
        raise ValueError(f"{labels.shape} labels for {n_people} people")
    if labels.size and not -1 <= labels.min() <= labels.max() < n_groups:
        raise ValueError(f"labels outside of {n_groups} groups")
    # One more group, of those in none, which is dropped again.
    own = np.where(labels < 0, n_groups, labels)
    return statistics_of(votes.counts(own, n_groups + 1)[:n_groups])


def statistics_of(counts: NDArray[np.int64]) -> GroupStatistics:
    """Statistics of groups that are counted already.

    Parameters
    ----------
    counts : ndarray of int, shape (n_groups, 3, n_statements)
        As `VoteTable.counts` gives them, of all people in groups.

    Returns
    -------
    GroupStatistics
    """
    disagrees, agrees, seen = counts[:, 0], counts[:, 2], counts.sum(axis=1)
    others_seen = seen.sum(axis=0) - seen
    agree = _compared(agrees, seen, agrees.sum(axis=0) - agrees, others_seen)
    disagree = _compared(disagrees, seen, disagrees.sum(axis=0) - disagrees, others_seen)
    pairs = [array for both in zip(agree, disagree, strict=True) for array in both]
    return GroupStatistics(agrees, disagrees, seen, *pairs)


def representative_statements(
    found: GroupStatistics,
    is_moderated: NDArray[np.bool_],
    *,
    most: int = MOST_CHOSEN,
    needs_agreement: bool = False,
) -> list[list[ChosenStatement]]:
    """The statements that stand for each group, agreements first.

    Parameters
    ----------
    found : GroupStatistics
    is_moderated : ndarray of bool, shape (n_statements,)
        Never chosen.
    most : int
        Most statements of a group.
    needs_agreement : bool
        As the reference does it: a group without any statement it clearly agrees to gets none of
        those it clearly rejects either, and statements with equal figures stand as its sort leaves
        them. Without it, it gets them, and equal ones stand in the order of their ids.

    Returns
    -------
    list of list of ChosenStatement
        One list a group; not empty unless nobody voted on anything that is not moderated.
    """
    allowed = np.flatnonzero(~is_moderated)
    return [
        _representatives(found, group, allowed, most, needs_agreement)
        for group in range(len(found.seen))
    ]


def consensus_statements(
    everybody: GroupStatistics, is_moderated: NDArray[np.bool_], *, most: int = MOST_CHOSEN
) -> tuple[list[ChosenStatement], list[ChosenStatement]]:
    """What most of all people agree on, and what most reject.

    Parameters
    ----------
    everybody : GroupStatistics
        Of one group with everybody in it.
    is_moderated : ndarray of bool, shape (n_statements,)
    most : int
        Most statements of each kind.

    Returns
    -------
    agreed, rejected : list of ChosenStatement
        By share times its test, best first; those with a share above a half and a clear test.
    """
    chosen = []
    for is_agreement in (True, False):
        share, test = (
            (everybody.agree_share[0], everybody.agree_test[0])
            if is_agreement
            else (everybody.disagree_share[0], everybody.disagree_test[0])
        )
        enough = np.flatnonzero((share > 0.5) & (test > Z_90) & ~is_moderated)
        order = enough[np.argsort(-(share * test)[enough], kind="stable")][:most]
        chosen.append([_chosen(everybody, 0, int(place), is_agreement) for place in order])
    return chosen[0], chosen[1]


def priorities(
    agrees: NDArray[np.integer],
    disagrees: NDArray[np.integer],
    seen: NDArray[np.integer],
    extremity: NDArray[np.floating],
    is_meta: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """How much each statement should be shown next: the chances of the next card are in
    proportion.

    Parameters
    ----------
    agrees, disagrees, seen : ndarray of int, shape (n_statements,)
        Votes of all people in groups.
    extremity : ndarray of shape (n_statements,)
        As `OpinionMap.extremity`.
    is_meta : ndarray of bool, shape (n_statements,)
        Statements about people, not about the matter: shown early to everybody.

    Returns
    -------
    ndarray of shape (n_statements,)
        Positive. Agreement, engagement (no passes) and extremity raise it; it falls by half of
        the rest for every five people who saw the statement.

    References
    ----------
    Polis, ``conversation.clj``: ``importance-metric`` and ``priority-metric``, squared.
    """
    smoothed = seen + 2
    engaged = 1 - (seen - agrees - disagrees + 1) / smoothed
    importance = (agrees + 1) / smoothed * engaged * (1 + extremity)
    newness = 1 + (UNSEEN_FACTOR - 1) * 2.0 ** (-seen / 5)
    return np.where(is_meta, META_PRIORITY, importance * newness) ** 2


# --- tests ---------------------------------------------------------------------------------------


def _compared(
    votes: NDArray, seen: NDArray, others: NDArray, others_seen: NDArray
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Share, its test, its ratio to that of the others, and the test of the two."""
    share, other_share = (votes + 1) / (seen + 2), (others + 1) / (others_seen + 2)
    return (
        share,
        _one_share(votes, seen),
        share / other_share,
        _two_shares(votes, others, seen, others_seen),
    )


def _one_share(votes: NDArray, seen: NDArray) -> NDArray[np.float64]:
    return 2 * np.sqrt(seen + 1) * ((votes + 1) / (seen + 1) - 0.5)


def _two_shares(
    votes: NDArray, others: NDArray, seen: NDArray, others_seen: NDArray
) -> NDArray[np.float64]:
    first, second = votes + 1, others + 1
    of_first, of_second = seen + 1, others_seen + 1
    pooled = (first + second) / (of_first + of_second)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / of_first + 1 / of_second))
    # Where all agreed the spread is nothing, and so is the difference.
    return np.divide(
        first / of_first - second / of_second, spread, out=np.zeros(spread.shape), where=pooled < 1
    )


# --- choosing -------------------------------------------------------------------------------


def _representatives(
    found: GroupStatistics, group: int, allowed: NDArray, most: int, needs_agreement: bool
) -> list[ChosenStatement]:
    agree_test, disagree_test = found.agree_ratio_test[group], found.disagree_ratio_test[group]
    is_clear = (found.agree_test[group] > Z_90) & (agree_test > Z_90)
    is_clear |= (found.disagree_test[group] > Z_90) & (disagree_test > Z_90)
    clear = allowed[is_clear[allowed]]
    best = _best_agreement(found, group, allowed)
    if best is not None:
        head = [_chosen(found, group, best, _leans_to_agree(found, group, best), is_best=True)]
    elif not len(clear) and len(allowed):
        tests = np.maximum(agree_test, disagree_test)[allowed]
        place = int(allowed[tests.argmax()])
        head = [_chosen(found, group, place, _leans_to_agree(found, group, place))]
    elif needs_agreement:
        return []
    else:
        head = []
    told = [
        _chosen(found, group, int(place), _leans_to_agree(found, group, int(place)))
        for place in clear
    ]
    weights = np.array([one.ratio * one.ratio_test * one.share * one.test for one in told])
    order = np.argsort(-weights, kind="stable")
    if needs_agreement:
        # Of equal ones the reference takes whichever this sort leaves first.
        order = (len(weights) - 1 - np.argsort(weights[::-1]))[::-1]
    rest = [told[at] for at in order if not head or told[at].statement != head[0].statement]
    return sorted([*head, *rest][:most], key=lambda one: not one.is_agreement)


def _best_agreement(found: GroupStatistics, group: int, allowed: NDArray) -> int | None:
    """The statement that a group agrees to most, among those it agrees to more than others do.

    Found by going through them once, each compared with the best so far, as Polis does: what
    counts depends on that one, so that it is no maximum of one number.
    """
    share, test = found.agree_share[group].tolist(), found.agree_test[group].tolist()
    ratio, ratio_test = found.agree_ratio[group].tolist(), found.agree_ratio_test[group].tolist()
    is_voted_on = (found.agrees[group] + found.disagrees[group] > 0).tolist()
    best: int | None = None
    for place in allowed.tolist():
        if not is_voted_on[place]:
            continue
        if best is None:
            is_better = test[place] > Z_90 or (ratio[place] > 1 and share[place] > 0.5)
        elif ratio[best] > 1:
            is_better = _weight(ratio, ratio_test, share, test, place) > _weight(
                ratio, ratio_test, share, test, best
            )
        else:
            is_better = share[place] * test[place] > share[best] * test[best]
        best = place if is_better else best
    return best


def _weight(
    ratio: list[float], ratio_test: list[float], share: list[float], test: list[float], place: int
) -> float:
    return ratio[place] * ratio_test[place] * share[place] * test[place]


def _leans_to_agree(found: GroupStatistics, group: int, place: int) -> bool:
    return bool(found.agree_ratio_test[group, place] > found.disagree_ratio_test[group, place])


def _chosen(
    found: GroupStatistics, group: int, place: int, is_agreement: bool, *, is_best: bool = False
) -> ChosenStatement:
    votes, share, test, ratio, ratio_test = (
        (found.agrees, found.agree_share, found.agree_test, found.agree_ratio,
         found.agree_ratio_test)
        if is_agreement
        else (found.disagrees, found.disagree_share, found.disagree_test, found.disagree_ratio,
              found.disagree_ratio_test)
    )  # fmt: skip
    at = (group, place)
    return ChosenStatement(
        place, is_agreement, int(votes[at]), int(found.seen[at]), float(share[at]),
        float(test[at]), float(ratio[at]), float(ratio_test[at]), is_best,
    )  # fmt: skip
