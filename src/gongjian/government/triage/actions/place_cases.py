"""Arriving cases are placed: each joins the hot issue it is most probably about, opens one with
another case, or stays alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.triage import rules
from gongjian.government.triage.models import (
    HotIssue,
    PlacedCase,
    RunStatistics,
)
from gongjian.government.triage.selectors import run_index
from gongjian.government.triage.selectors.likeness import LikeCase, current_counts, like_cases
from gongjian.government.triage.selectors.run_index import ArrivingCase
from gongjian.methods.issue_grouping import best_group
from gongjian.methods.text_fingerprints import Fingerprint, fingerprints

NEAR_COPY = 0.8
"""Cosine from which two texts of one sender may be copies; who has the texts looks closer."""
COPY_DAYS = 30


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
        version = _locked()
        counts = current_counts(version)
        known = run_index.known_cases([case.case_id for case in cases])
        locks = _Locks()
        new = 0
        for case, text in texts:
            stored = known.get(case.case_id)
            like = like_cases(
                text, at=case.received_at, area_path=case.area_path, sender=case.sender,
                counts=counts, leave_out=() if stored is None else (stored.id,),
            )  # fmt: skip
            if stored is None:
                try:
                    issue_id = _issue_of(case, like, locks, now)
                except _Busy:
                    break
                stored = run_index.store_case(case, text, issue_id=issue_id, counts=counts)
                new += 1
            elif not stored.has_runs:
                run_index.write_runs([(stored.id, case.received_at, text)], counts)
                new += 1
            known[case.case_id] = stored._replace(has_runs=True)
            if copied := _copied(case, like):
                copies.append(NearCopy(case.case_id, copied))
            done += 1
        if new:
            run_index.count_placed(new)
    return done


def _locked() -> int:
    """The version of the row for which all wait who place."""
    for _attempt in range(2):
        if (version := run_index.lock_statistics()) is not None:
            return version
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


def _issue_of(
    case: ArrivingCase, like: Sequence[LikeCase], locks: _Locks, now: datetime
) -> UUID | None:
    """The hot issue that a case joins or makes with another; None: it stays alone."""
    scores = [one.score * rules.oneness(case, one.placed) for one in like]
    keys = {one.placed.id: one.placed for one in like}
    groups = [one.placed.issue_id for one in like]
    sizes = [one.placed.issue_size for one in like]
    best = best_group(scores, groups, sizes, list(keys))
    if best.single is not None:
        return _issue_with(keys[best.single], case, locks, now)
    if best.group is not None:
        locks.join_issue(best.group)
    return best.group


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
        and max(one.sameness, one.body_sameness) >= NEAR_COPY
        and (one.placed.received_at, one.placed.case_id) < (case.received_at, case.case_id)
        and case.received_at - one.placed.received_at <= timedelta(days=COPY_DAYS)
    ]
    return min(same, key=lambda one: (one.received_at, one.id)).case_id if same else None
