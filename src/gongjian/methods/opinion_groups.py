"""Groups of opinion among people who voted on statements, and what each of them stands for.

The method of Polis: people are projected onto a plane (`opinion_map`), groups are found there
(`opinion_clusters`), and tests tell which statements stand for each (`opinion_statistics`).

References
----------
Small et al., *Polis: scaling deliberation by mapping high dimensional opinion spaces*, 2021.
Deviations: no base clusters before the groups, components exact. ``"polis"`` reproduces the
reference in Python (red-dwarf 0.4.0), ``"best"`` is ours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.opinion_clusters import (
    ALONE,
    MOST_GROUPS,
    best_clusters,
    reference_clusters,
)
from gongjian.methods.opinion_map import OpinionMap, opinion_map
from gongjian.methods.opinion_statistics import (
    ChosenStatement,
    GroupStatistics,
    consensus_statements,
    priorities,
    representative_statements,
    statistics_of,
)
from gongjian.methods.vote_table import VoteTable

Way = Literal["best", "polis"]
FEWEST_VOTES: Final = 7
"""Whoever has voted on fewer statements is on the map, but in no group."""
SEED: Final = 1


@dataclass(frozen=True, slots=True)
class OpinionGroups:
    """What `opinion_groups` found.

    Attributes
    ----------
    votes : VoteTable
    map : OpinionMap
    labels : ndarray of int, shape (n_people,)
        Group of each person, from 0; -1 where in none.
    count : int
        Number of groups; 0 where there are too few people for two.
    silhouette : float
    statistics : GroupStatistics
        Of the groups, shapes (n_groups, n_statements).
    everybody : GroupStatistics
        Of all people as one group.
    representative : list of list of ChosenStatement
        One list a group.
    agreed, rejected : list of ChosenStatement
        What all people agree on, and what all reject.
    priority : ndarray of shape (n_statements,)
    """

    votes: VoteTable
    map: OpinionMap
    labels: NDArray[np.int64]
    count: int
    silhouette: float
    statistics: GroupStatistics
    everybody: GroupStatistics
    representative: list[list[ChosenStatement]]
    agreed: list[ChosenStatement]
    rejected: list[ChosenStatement]
    priority: NDArray[np.float64]

    @property
    def consensus(self) -> NDArray[np.float64]:
        """How far all groups agree to each statement, 0 to 1, shape (n_statements,)."""
        return self.statistics.agree_consensus

    @property
    def division(self) -> NDArray[np.float64]:
        """How much each statement divides: the widest gap between two groups' shares of agreement,
        0 to 1, shape (n_statements,); 0 without groups."""
        shares = self.statistics.agree_share
        return np.ptp(shares, axis=0) if len(shares) else np.zeros(shares.shape[1])


def opinion_groups(
    votes: VoteTable,
    *,
    method: Way = "best",
    moderated: Collection[Any] = (),
    meta: Collection[Any] = (),
    most_groups: int = MOST_GROUPS,
    fewest_votes: int = FEWEST_VOTES,
    seed: int = SEED,
) -> OpinionGroups:
    """Find groups of opinion and what they stand for.

    Parameters
    ----------
    votes : VoteTable
    method : {"best", "polis"}
    moderated, meta : collection of statement ids
        Taken out of the conversation; about people rather than the matter.
    most_groups : int
        2 or more.
    fewest_votes : int
        Somebody with fewer votes is in no group.
    seed : int
        Of ``"best"``.

    Returns
    -------
    OpinionGroups
        The same for any order in which the votes came.

    Raises
    ------
    ValueError
        If the method is unknown or ``most_groups`` below 2.

    Notes
    -----
    The cost is said by the parts; ``benchmarks/opinion_groups.py`` measures it.
    """
    if method not in ("best", "polis") or most_groups < 2:
        raise ValueError(f"no way {method!r}, or fewer than two groups: {most_groups}")
    is_moderated = np.isin(votes.statements, list(moderated))
    is_meta = np.isin(votes.statements, list(meta))
    plane = opinion_map(votes, is_moderated)
    is_grouped = votes.votes_per_person >= fewest_votes
    points = plane.people[is_grouped]
    found = (
        reference_clusters(points, most_groups)
        if method == "polis"
        else best_clusters(points, seed=seed, most=most_groups)
    )
    labels = np.full(len(votes.people), ALONE)
    labels[is_grouped] = found.labels
    # After the groups those who are in none though they voted enough, then those who did not.
    counts = votes.counts(np.where(labels >= 0, labels, found.count + ~is_grouped), found.count + 2)
    statistics = statistics_of(counts[: found.count])
    everybody = statistics_of(counts.sum(axis=0, keepdims=True))
    disagrees, passes, agrees = counts[: found.count + 1].sum(axis=0)
    agreed, rejected = consensus_statements(everybody, is_moderated)
    return OpinionGroups(
        votes, plane, labels, found.count, found.silhouette, statistics, everybody,
        representative_statements(statistics, is_moderated, needs_agreement=method == "polis"),
        agreed, rejected,
        priorities(agrees, disagrees, disagrees + passes + agrees, plane.extremity, is_meta),
    )  # fmt: skip
