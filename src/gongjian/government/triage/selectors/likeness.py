"""Which stored cases a text is like: found by the index, judged by what was learnt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import nan
from threading import Lock
from uuid import UUID

import numpy as np

from gongjian.government.triage.models import PlacedCase, RunStatistics
from gongjian.government.triage.rules import Somewhere, oneness
from gongjian.government.triage.selectors import run_index
from gongjian.methods.issue_grouping import COMPARED, shared_areas
from gongjian.methods.issue_judge import common_runs, issue_judge
from gongjian.methods.pair_features import FEATURES, Circumstances, measured, pair_features
from gongjian.methods.run_counts import RunCounts, counts_from_bytes
from gongjian.methods.text_fingerprints import (
    Fingerprint,
    fingerprint_from_bytes,
    fingerprints,
)

LOOKED_THROUGH = 400
"""Where not all may be told."""
Among = Callable[[Collection[UUID]], Iterable[UUID]]
NOWHERE = Somewhere()
_WHOLE = FEATURES.index("cosine")
_BODY = FEATURES.index("cosine_of_bodies")


@dataclass(frozen=True, slots=True)
class LikeCase:
    """A stored case beside a text.

    ``score`` is the probability that both are about one thing, ``sameness`` how far their words
    are the same, ``body_sameness`` how far those below their titles are: 0 to 1.
    """

    placed: run_index.StoredCase
    score: float
    sameness: float
    body_sameness: float


@dataclass(frozen=True, slots=True)
class SimilarText:
    """``score`` is the probability that both are about one thing, or how far their words are the
    same, whichever is more, times `rules.oneness`."""

    case_id: UUID
    score: float


_counts: tuple[int, RunCounts] | None = None
_reading = Lock()


def current_counts(version: int | None = None) -> RunCounts:
    """The counts of runs; read from the database only when they changed.

    Parameters
    ----------
    version : int, optional
        Where it is known which is current; else it is asked for, one query.
    """
    global _counts
    if version is None:
        rows = RunStatistics.objects.values_list("version", flat=True)
        version = rows.first() or 0
    kept = _counts
    if kept is not None and kept[0] == version:
        return kept[1]
    if version == 0:
        return common_runs()
    with _reading:
        row = RunStatistics.objects.filter(version__gte=1).first()
        if row is None:
            return common_runs()
        found = counts_from_bytes(bytes(row.counts))
        _counts = (row.version, found)
    return found


def similar_texts(
    *,
    text: str,
    title: str = "",
    where: Somewhere = NOWHERE,
    around: datetime,
    limit: int,
    least: float,
    among: Among | None = None,
) -> list[SimilarText]:
    """Cases that are probably about the same as a text, the likeliest first. Three queries, however
    many there are; with ``among`` one more and its own.

    Parameters
    ----------
    among : callable, optional
        Of some cases those that may be told: the likest are sought among these, so that hundreds
        that nobody may see, or that have ended, hide none. Without, they are of all there are.
    where : Somewhere
        What is too far away is not told; by another category a score counts less: see
        `rules.oneness`.
    around : datetime
        Cases received more than 200 days before or after are not looked at.
    least : float
        Lowest score that is told.
    """
    (asked,) = fingerprints([(title, text)])
    found = like_cases(
        asked, at=around, area_path=where.area_path, sender="", counts=current_counts(),
        among=among, where=where,
    )  # fmt: skip
    alike = [
        SimilarText(one.placed.case_id, max(one.score, one.sameness) * oneness(where, one.placed))
        for one in found
    ]
    best = sorted(
        (one for one in alike if one.score > 0 and one.score >= least), key=lambda one: -one.score
    )
    return best[:limit]


def like_cases(
    asked: Fingerprint,
    *,
    at: datetime,
    area_path: str,
    sender: str,
    counts: RunCounts,
    leave_out: Collection[int] = (),
    among: Among | None = None,
    where: Somewhere = NOWHERE,
) -> list[LikeCase]:
    """Cases worth comparing with a text, judged; in the order of their keys. Two queries; with
    ``among`` one more and its own, and those too far from ``where`` left out beforehand."""
    if among is None:
        keys = run_index.likest_keys(asked, at, counts)
    else:
        keys = _told(run_index.likest_keys(asked, at, counts, LOOKED_THROUGH), among, where)
    found = _with_runs(keys, sender, at, leave_out)
    if not found:
        return []
    placed = [one for one, _ in found]
    others = measured([fingerprint_from_bytes(runs) for _, runs in found], counts)
    areas = [_codes(one.area_path) for one in placed]
    known = Circumstances(
        np.array([float(one.sender == sender) if sender and one.sender else nan for one in placed]),
        np.array([abs((one.received_at - at).total_seconds()) / 86_400 for one in placed]),
        shared_areas(_codes(area_path), areas),
    )
    (own,) = measured([asked], counts)
    chosen, features = pair_features(own, others, counts, known)
    scores = issue_judge().probabilities(features)
    return [
        LikeCase(placed[place], float(score), float(row[_WHOLE]), float(np.nan_to_num(row[_BODY])))
        for place, score, row in zip(chosen.tolist(), scores, features, strict=True)
    ]


def _told(keys: Sequence[int], among: Among, where: Somewhere) -> list[int]:
    rows = PlacedCase.objects.filter(pk__in=keys)
    if where.longitude is not None:
        rows = rows.only("case_id", "longitude", "latitude", "category_path")
        case_ids = {row.pk: row.case_id for row in rows if oneness(where, row) > 0}
    else:
        case_ids = dict(rows.values_list("pk", "case_id"))
    told = frozenset(among(case_ids.values()))
    return [key for key in keys if case_ids.get(key) in told][:COMPARED]


def _with_runs(
    keys: Sequence[int], sender: str, at: datetime, leave_out: Collection[int]
) -> list[tuple[run_index.StoredCase, bytes]]:
    found = run_index.with_runs(keys, sender, at)
    return [pair for pair in found if pair[0].id not in leave_out]


@lru_cache(maxsize=10_000)
def _codes(area_path: str) -> frozenset[str]:
    return frozenset(code for code in area_path.split("/") if code)
