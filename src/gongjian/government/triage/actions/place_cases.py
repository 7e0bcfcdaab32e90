"""Arriving cases are placed: each joins the hot issue it is most probably about, opens one with
another case, or stays alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.triage import rules
from gongjian.government.triage.models import (
    HotIssue,
    KeptApart,
    PlacedCase,
    RunStatistics,
)
from gongjian.government.triage.selectors import run_index
from gongjian.government.triage.selectors.likeness import LikeCase, current_counts, like_cases
from gongjian.methods.issue_grouping import best_group
from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_fingerprints import Fingerprint, fingerprints

NEAR_COPY = 0.8
"""Cosine from which two texts of one sender may be copies; who has the texts looks closer."""
COPY_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivingCase:
    """A case as triage knows it; title and text are masked."""

    case_id: UUID
    title: str
    text: str
    received_at: datetime
    area_path: str = ""
    sender: str = ""
    """A keyed digest of the account or of the contact; "" if not known."""
    longitude: float | None = None
    latitude: float | None = None
    category_path: str = ""


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A case that probably says again what one of the same sender said before."""

    case_id: UUID
    of_case_id: UUID


def place_cases(*, cases: Sequence[ArrivingCase], now: datetime) -> list[NearCopy]:
    """Place cases, the earliest first, and say which are near copies of one by the same sender.

    A case that was placed before stays where it is, so twice is as once; what staff decided stands:
    merged issues lead on, and where staff took a case out it is never put again. All who place
    wait for one row, so that two workers never make two issues of one.

    Of what staff lock, too, the first of a transaction is waited for and nothing else: what is not
    free ends the transaction, and the rest is placed in the next one. So it never deadlocks.

    Parameters
    ----------
    cases : sequence of ArrivingCase
        Some hundred at most: as a rule they are placed in one transaction.

    Returns
    -------
    list of NearCopy
        Also of those that had been placed before: whoever was killed before acting on it asks
        again.
    """
    texts = fingerprints([(case.title, case.text) for case in cases])
    rest = [pair for pair in zip(cases, texts, strict=True) if len(pair[1].packed)]
    rest.sort(key=lambda pair: pair[0].received_at)
    copies: list[NearCopy] = []
    while rest:
        rest = rest[_place_some(rest, copies, now) :]
    return copies


class _Busy(Exception):
    """Somebody holds what is to be locked, or has just changed it."""


def _place_some(
    texts: Sequence[tuple[ArrivingCase, Fingerprint]], copies: list[NearCopy], now: datetime
) -> int:
    """Place as many as one transaction can; returns how many."""
    cases = [case for case, _text in texts]
    done = 0
    with transaction.atomic():
        statistics = _locked()
        counts = current_counts(statistics.version)
        rows = PlacedCase.objects.filter(case_id__in=[case.case_id for case in cases])
        counted = {row.case_id: row for row in rows.annotate(has_runs=Count("fingerprint"))}
        known: dict[UUID, PlacedCase] = dict(counted)
        with_runs = {row.case_id for row in counted.values() if row.has_runs}
        apart = _kept_apart([case.case_id for case in cases])
        locks = _Locks()
        new = 0
        for case, text in texts:
            placed = known.get(case.case_id)
            like = like_cases(
                text, at=case.received_at, area_path=case.area_path, sender=case.sender,
                counts=counts, leave_out=() if placed is None else (placed.pk,),
            )  # fmt: skip
            if placed is None:
                try:
                    placed = _place(case, like, apart.get(case.case_id, set()), locks, now)
                except _Busy:
                    break
                known[case.case_id] = placed
            if case.case_id not in with_runs:
                _keep(placed, text, counts)
                with_runs.add(case.case_id)
                new += 1
            if copied := _copied(case, like):
                copies.append(NearCopy(case.case_id, copied))
            done += 1
        if new:
            RunStatistics.objects.filter(pk=statistics.pk).update(
                placed_texts=F("placed_texts") + new
            )
    return done


def _locked() -> RunStatistics:
    rows = RunStatistics.objects.select_for_update().defer("counts")
    if (row := rows.first()) is None:
        RunStatistics.objects.bulk_create([RunStatistics()], ignore_conflicts=True)
        row = rows.get()
    return row


class _Locks:
    """What a transaction that places has locked beside its own rows."""

    def __init__(self) -> None:
        self._issues: set[UUID] = set()
        self._holds_any = False

    def single(self, pk: int) -> bool:
        """Lock a case that was alone; False where it is no longer there.

        Raises
        ------
        _Busy
            It is held by somebody, or is in an issue by now.
        """
        rows = PlacedCase.objects.select_for_update(skip_locked=self._holds_any)
        row = rows.filter(pk=pk).first()
        if row is None and not self._holds_any:
            return False
        if row is None or row.issue_id is not None:
            raise _Busy
        self._holds_any = True
        return True

    def issue(self, issue_id: UUID) -> None:
        """Lock an issue, so that it cannot be merged into another one meanwhile.

        Raises
        ------
        _Busy
            It is held by somebody, or is merged by now: its cases are in the other one.
        """
        if issue_id in self._issues:
            return
        rows = HotIssue.objects.select_for_update(no_key=True, skip_locked=self._holds_any)
        if not rows.filter(pk=issue_id, merged_into=None):
            raise _Busy
        self.own(issue_id)

    def own(self, issue_id: UUID) -> None:
        self._issues.add(issue_id)
        self._holds_any = True


def _place(
    case: ArrivingCase, like: Sequence[LikeCase], apart: set[UUID], locks: _Locks, now: datetime
) -> PlacedCase:
    like = [one for one in like if one.placed.issue_id not in apart]
    scores = [one.score * rules.oneness(case, one.placed) for one in like]
    keys = {one.placed.pk: one.placed for one in like}
    issues = _issues({one.placed.issue_id for one in like if one.placed.issue_id})
    groups = [one.placed.issue_id for one in like]
    sizes = [max(issues.get(key, 1), 1) if key else 1 for key in groups]
    best = best_group(scores, groups, sizes, list(keys))
    issue_id = best.group
    if best.single is not None:
        issue_id = _issue_with(keys[best.single], case, locks, now)
    elif issue_id is not None:
        locks.issue(issue_id)
        HotIssue.objects.filter(pk=issue_id).update(is_stale=True)
    return PlacedCase.objects.create(
        case_id=case.case_id, received_at=case.received_at, area_path=case.area_path,
        sender=case.sender, issue_id=issue_id, longitude=case.longitude, latitude=case.latitude,
        category_path=case.category_path,
    )  # fmt: skip


def _issue_with(other: PlacedCase, case: ArrivingCase, locks: _Locks, now: datetime) -> UUID | None:
    """A new issue of two cases that were alone."""
    if not locks.single(other.pk):
        return None
    issue_id = new_id()
    moments = sorted((other.received_at, case.received_at))
    HotIssue.objects.create(
        id=issue_id, first_at=moments[0], last_at=moments[1], created_at=now, case_count=0
    )
    PlacedCase.objects.filter(pk=other.pk).update(issue=issue_id)
    locks.own(issue_id)
    return issue_id


def _keep(placed: PlacedCase, text: Fingerprint, counts: RunCounts) -> None:
    run_index.write_runs([(placed.pk, placed.received_at, text)], counts)


def _issues(keys: set[UUID]) -> dict[UUID, int]:
    """How many cases each issue has; two where it was not yet summed up."""
    if not keys:
        return {}
    rows = HotIssue.objects.filter(pk__in=keys).values_list("pk", "case_count", "refreshed_at")
    return {pk: count if refreshed else 2 for pk, count, refreshed in rows}


def _kept_apart(case_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for case_id, issue_id in KeptApart.objects.filter(case_id__in=case_ids).values_list(
        "case_id", "issue"
    ):
        found.setdefault(case_id, set()).add(issue_id)
    return found


def _copied(case: ArrivingCase, like: Sequence[LikeCase]) -> UUID | None:
    """The earliest case of the same sender that says the same."""
    same = [
        one.placed
        for one in like
        if case.sender
        and one.placed.sender == case.sender
        and one.sameness >= NEAR_COPY
        and (one.placed.received_at, one.placed.case_id) < (case.received_at, case.case_id)
        and case.received_at - one.placed.received_at <= timedelta(days=COPY_DAYS)
    ]
    return min(same, key=lambda one: (one.received_at, one.pk)).case_id if same else None
