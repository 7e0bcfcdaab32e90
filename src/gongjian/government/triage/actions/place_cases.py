"""Arriving cases are placed: each joins the hot issue it is most probably about, opens one with
another case, or stays alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.triage import rules
from gongjian.government.triage.models import (
    HotIssue,
    PlacedCase,
    RunStatistics,
)
from gongjian.government.triage.selectors import run_index
from gongjian.government.triage.selectors.likeness import LikeCase, current_counts, like_cases
from gongjian.methods.issue_grouping import best_group
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
        statistics_id, version = _locked()
        counts = current_counts(version)
        rows = PlacedCase.objects.filter(case_id__in=[case.case_id for case in cases])
        known: dict[UUID, int] = {}
        with_runs = set()
        for case_id, placed_id, has_runs in rows.values_list("case_id", "pk", "fingerprint"):
            known[case_id] = placed_id
            if has_runs:
                with_runs.add(case_id)
        locks = _Locks()
        new = 0
        for case, text in texts:
            placed = known.get(case.case_id)
            like = like_cases(
                text, at=case.received_at, area_path=case.area_path, sender=case.sender,
                counts=counts, leave_out=() if placed is None else (placed,),
            )  # fmt: skip
            if placed is None:
                try:
                    placed = _place(case, like, locks, now)
                except _Busy:
                    break
                known[case.case_id] = placed
            if case.case_id not in with_runs:
                run_index.write_runs([(placed, case.received_at, text)], counts)
                with_runs.add(case.case_id)
                new += 1
            if copied := _copied(case, like):
                copies.append(NearCopy(case.case_id, copied))
            done += 1
        if new:
            RunStatistics.objects.filter(pk=statistics_id).update(
                placed_texts=F("placed_texts") + new
            )
    return done


_READ = "SELECT id, version FROM triage_runstatistics LIMIT 1"
_LOCK = _READ + " FOR UPDATE"


def _locked() -> tuple[int, int]:
    """The key and the version of the row for which all wait who place."""
    with connection.cursor() as cursor:
        for _attempt in range(2):
            # In words: an arriving case waits for it.
            cursor.execute(_LOCK if connection.features.has_select_for_update else _READ)
            if row := cursor.fetchone():
                return row
            RunStatistics.objects.bulk_create([RunStatistics()], ignore_conflicts=True)
    raise RuntimeError("the row that counts runs is gone as soon as it is made")


class _Locks:
    """What a transaction that places has locked beside its own rows."""

    def __init__(self) -> None:
        self._issues: set[UUID] = set()
        self._holds_any = False

    def join_single(self, pk: int, issue_id: UUID) -> bool:
        """Put a case that was alone into a new issue; False where it is no longer there.

        Raises
        ------
        _Busy
            It is held by somebody, or is in an issue by now.
        """
        rows = PlacedCase.objects.filter(pk=pk)
        if self._holds_any and not rows.select_for_update(skip_locked=True).exists():
            raise _Busy
        if not rows.filter(issue=None).update(issue=issue_id):
            if self._holds_any or rows.exists():
                raise _Busy
            return False
        self._own(issue_id)
        return True

    def join_issue(self, issue_id: UUID) -> None:
        """Mark an issue stale, so that it cannot be merged into another one meanwhile.

        Raises
        ------
        _Busy
            It is held by somebody, or is merged by now: its cases are in the other one.
        """
        rows = HotIssue.objects.filter(pk=issue_id)
        is_free = not self._holds_any or issue_id in self._issues
        if not is_free and not rows.select_for_update(no_key=True, skip_locked=True).exists():
            raise _Busy
        if not rows.filter(merged_into=None).update(is_stale=True):
            raise _Busy
        self._own(issue_id)

    def _own(self, issue_id: UUID) -> None:
        self._issues.add(issue_id)
        self._holds_any = True


def _place(case: ArrivingCase, like: Sequence[LikeCase], locks: _Locks, now: datetime) -> int:
    scores = [one.score * rules.oneness(case, one.placed) for one in like]
    keys = {one.placed.id: one.placed for one in like}
    groups = [one.placed.issue_id for one in like]
    sizes = [one.placed.issue_size for one in like]
    best = best_group(scores, groups, sizes, list(keys))
    issue_id = best.group
    if best.single is not None:
        issue_id = _issue_with(keys[best.single], case, locks, now)
    elif issue_id is not None:
        locks.join_issue(issue_id)
    return PlacedCase.objects.create(
        case_id=case.case_id, received_at=case.received_at, area_path=case.area_path,
        sender=case.sender, issue_id=issue_id, longitude=case.longitude, latitude=case.latitude,
        category_path=case.category_path,
    ).pk  # fmt: skip


def _issue_with(
    other: run_index.StoredCase, case: ArrivingCase, locks: _Locks, now: datetime
) -> UUID | None:
    """A new issue of two cases that were alone."""
    issue_id = new_id()
    if not locks.join_single(other.id, issue_id):
        return None
    moments = sorted((other.received_at, case.received_at))
    HotIssue.objects.create(
        id=issue_id, first_at=moments[0], last_at=moments[1], created_at=now, case_count=0
    )
    return issue_id


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
    return min(same, key=lambda one: (one.received_at, one.id)).case_id if same else None
