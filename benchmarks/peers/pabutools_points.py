"""Counts of points and ranks by pabutools: ``pabutools_points.py FOLDER OUT.json [MOST]``.

It made ``tests/golden/budget_points.json``. Points are pabutools' ``Additive_Cardinal_Sat``
(``cardinality``); times the cost they are a satisfaction of the same class, which pabutools has
not by a name of its own (``cost``). pabutools' ``Additive_Borda_Sat`` gives the last of a ballot
nothing, and of two ballots the same rank different points where one is longer; ranks are therefore
given to it as the points that docs/reference/budget-rounds.md states. Files with more than MOST
voters (default 6,000) are left out: the peer takes minutes for them.
"""

import json
import sys
from pathlib import Path

from pabutools.election import (
    Additive_Cardinal_Sat,
    AdditiveSatisfaction,
    CardinalBallot,
    CardinalProfile,
    parse_pabulib,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import lexico_tie_breaking


class PointsTimesCost(AdditiveSatisfaction):
    def __init__(self, instance, profile, ballot):
        super().__init__(
            instance,
            profile,
            ballot,
            lambda _instance, _profile, ballot, project, _kept: (
                ballot.get(project, 0) * project.cost
            ),
        )


def with_points(profile, instance):
    if isinstance(profile, CardinalProfile):
        return profile
    longest = max(len(ballot) for ballot in profile)
    ballots = [
        CardinalBallot({project: longest - place for place, project in enumerate(ballot)})
        for ballot in profile
    ]
    return CardinalProfile(ballots, instance=instance)


folder, out = Path(sys.argv[1]), Path(sys.argv[2])
most = int(sys.argv[3]) if len(sys.argv) > 3 else 6_000
told = {}
for path in sorted(folder.glob("*.pb")):
    text = path.read_text(encoding="utf-8")
    kinds = [kind for kind in ("ordinal", "cumulative", "scoring") if f"vote_type;{kind}" in text]
    if not kinds:
        continue
    instance, profile = parse_pabulib(str(path))
    if len(profile) > most:
        continue
    profile = with_points(profile, instance).as_multiprofile()
    told[path.name] = {"kind": kinds[0]}
    for utility, sat in (("cost", PointsTimesCost), ("cardinality", Additive_Cardinal_Sat)):
        for name, rule in (
            ("equal-shares", method_of_equal_shares),
            ("greedy", greedy_utilitarian_welfare),
        ):
            outcome = rule(instance, profile, sat_class=sat, tie_breaking=lexico_tie_breaking)
            told[path.name][f"{name} {utility}"] = sorted(one.name for one in outcome)
    print(path.name, len(profile), file=sys.stderr, flush=True)
out.write_text(json.dumps({"tool": "pabutools 1.2.3", "results": told}, indent=1) + "\n")
