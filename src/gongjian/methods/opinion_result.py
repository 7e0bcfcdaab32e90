"""What was found of groups of opinion, as plain values: for a file, an interface, a table of rows.

Every statement is named by its id and stands with its figures; shares are between 0 and 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from gongjian.methods.opinion_groups import OpinionGroups
from gongjian.methods.opinion_statistics import ChosenStatement

DIGITS = 6


def result_values(found: OpinionGroups) -> dict[str, Any]:
    """All that tells nothing of one person.

    Parameters
    ----------
    found : OpinionGroups

    Returns
    -------
    dict
        ``k``, ``silhouette``; ``people``, ``grouped``, ``sizes`` and ``votes`` count;
        ``representative``: group → statements that stand for it; ``consensus``: ``agree`` and
        ``disagree``; ``statements``: each with what all and each group say of it, how far all
        groups agree or disagree, how much it divides, its priority and its place on the map.
    """
    sizes = np.bincount(found.labels[found.labels >= 0], minlength=found.count)
    return {
        "k": found.count,
        "silhouette": _round(found.silhouette),
        "people": len(found.labels),
        "grouped": int(sizes.sum()),
        "sizes": sizes.tolist(),
        "votes": int(found.votes.cells.nnz),
        "representative": {
            str(group): [_chosen(found, one) for one in chosen]
            for group, chosen in enumerate(found.representative)
        },
        "consensus": {
            "agree": [_of_all(found, one) for one in found.agreed],
            "disagree": [_of_all(found, one) for one in found.rejected],
        },
        "statements": _statements(found),
    }


def people_values(found: OpinionGroups) -> dict[str, Any]:
    """What tells of single people: ``groups``, person → group, without those in none; ``map``,
    person → place."""
    names = [str(one) for one in found.votes.people.tolist()]
    return {
        "groups": {
            name: group
            for name, group in zip(names, found.labels.tolist(), strict=True)
            if group >= 0
        },
        "map": {
            name: [_round(x), _round(y)]
            for name, (x, y) in zip(names, found.map.people.tolist(), strict=True)
        },
    }


def _statements(found: OpinionGroups) -> list[dict[str, Any]]:
    groups, everybody = found.statistics, found.everybody
    consensus, division = found.consensus, found.division
    told = []
    for place, name in enumerate(found.votes.statements.tolist()):
        told.append(
            {
                "statement": name,
                "agrees": int(everybody.agrees[0, place]),
                "disagrees": int(everybody.disagrees[0, place]),
                "seen": int(everybody.seen[0, place]),
                "groups": [
                    {
                        "agrees": int(groups.agrees[group, place]),
                        "disagrees": int(groups.disagrees[group, place]),
                        "seen": int(groups.seen[group, place]),
                        "agree_share": _round(groups.agree_share[group, place]),
                        "disagree_share": _round(groups.disagree_share[group, place]),
                    }
                    for group in range(found.count)
                ],
                "agree_consensus": _round(consensus[place]),
                "disagree_consensus": _round(groups.disagree_consensus[place]),
                "division": _round(division[place]),
                "priority": _round(found.priority[place]),
                "map": [_round(number) for number in found.map.statements[place].tolist()],
            }
        )
    return told


def _chosen(found: OpinionGroups, one: ChosenStatement) -> dict[str, Any]:
    return {
        **_of_all(found, one),
        "ratio": _round(one.ratio),
        "ratio_test": _round(one.ratio_test),
        "is_best_agreement": one.is_best_agreement,
    }


def _of_all(found: OpinionGroups, one: ChosenStatement) -> dict[str, Any]:
    return {
        "statement": found.votes.statements[one.statement].item(),
        "for": "agree" if one.is_agreement else "disagree",
        "votes": one.votes,
        "seen": one.seen,
        "share": _round(one.share),
        "test": _round(one.test),
    }


def _round(number: float) -> float:
    return round(float(number), DIGITS)
