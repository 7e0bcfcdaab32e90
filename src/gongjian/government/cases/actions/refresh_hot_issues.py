"""What the cases of hot issues come to, made anew where one of them changed; called by a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import median
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.clock import local_day
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage
from gongjian.methods.issue_title import agreed_place, central_title, trimmed
from gongjian.methods.personal_data import MASK

MOST_A_RUN = 200
SUMMED = (
    "id", "state", "is_open", "is_public", "public_title", "public_address", "language",
    "category_id", "area_id", "area_path", "lead_department_id", "longitude", "latitude",
    "received_at", "support_count", "dislike_count",
)  # fmt: skip
WIDEST_TITLE, WIDEST_PLACE = 200, 120


def refresh_hot_issues(
    *, now: datetime, issue_ids: Sequence[UUID] | None = None, limit: int = MOST_A_RUN
) -> int:
    """Sum up stale issues, each in its own transaction; twice is as once.

    Parameters
    ----------
    issue_ids : sequence of UUID, optional
        These, whether they are stale or not: staff have just changed them and look at them next.
    limit : int
        At most so many, else.

    Returns
    -------
    int
        How many were summed up.
    """
    is_forced = issue_ids is not None
    if issue_ids is None:
        issue_ids = triage.stale_issue_ids(now=now, limit=limit)
    return sum(_refresh(issue_id, now, is_forced) for issue_id in issue_ids)


def _refresh(issue_id: UUID, now: datetime, is_forced: bool) -> bool:
    with transaction.atomic():
        issue = triage.lock_to_summarise(issue_id=issue_id, is_forced=is_forced)
        if issue is None:
            return False
        senders = triage.senders_of(issue)
        # A merged case counts where it goes on: as a supporter of the other one.
        rows = Case.objects.filter(pk__in=triage.case_ids_of(issue))
        found = list(
            rows.exclude(state=CaseState.MERGED).order_by("received_at", "id").only(*SUMMED)
        )
        public = [case for case in found if case.is_public]
        triage.save_summary(
            issue=issue,
            of_all=_summed(found, public or found, senders) if found else None,
            of_public=_summed(public, public, senders) if public else None,
            now=now,
        )
    return True


def _summed(
    cases: Sequence[Case], titled: Sequence[Case], senders: Mapping[UUID, str]
) -> triage.Summary:
    """What some cases come to, the first received first; ``titled`` are those whose words may
    name them all."""
    warmth = triage.warmed_by(
        triage.Voice(
            case.received_at, senders.get(case.pk, ""), case.support_count, case.dislike_count
        )
        for case in cases
    )
    titles = [case.public_title for case in titled]
    title = titled[central_title(titles, covered=MASK)]
    area_path = triage.common_path(case.area_path for case in cases)
    points = [
        (case.longitude, case.latitude)
        for case in cases
        if case.longitude is not None and case.latitude is not None
    ]
    return triage.Summary(
        state=_state_of(cases),
        title=trimmed(title.public_title)[:WIDEST_TITLE],
        titled_by=title.pk,
        place=agreed_place([case.public_address for case in titled], titles)[:WIDEST_PLACE],
        language=title.language,
        category_id=triage.most_common(case.category_id for case in cases),
        area_id=_area_id(cases, area_path),
        area_path=area_path,
        department_id=triage.most_common(case.lead_department_id for case in cases),
        longitude=median(x for x, _y in points) if points else None,
        latitude=median(y for _x, y in points) if points else None,
        first_at=cases[0].received_at,
        last_at=cases[-1].received_at,
        case_count=len(cases),
        open_count=sum(case.is_open for case in cases),
        people_count=warmth.people,
        support_count=sum(case.support_count for case in cases),
        dislike_count=sum(case.dislike_count for case in cases),
        heat=warmth.heat,
        peak_heat=warmth.peak,
        arrivals=triage.arrivals_by_day(local_day(case.received_at) for case in cases),
    )


def _state_of(cases: Sequence[Case]) -> triage.IssueState:
    if any(case.is_open for case in cases):
        return triage.IssueState.OPEN
    if any(case.state == CaseState.ANSWERED for case in cases):
        return triage.IssueState.ANSWERED
    return triage.IssueState.CLOSED


def _area_id(cases: Sequence[Case], area_path: str) -> UUID | None:
    if not area_path:
        return None
    own = next((case.area_id for case in cases if case.area_path == area_path), None)
    return own or duties.areas().filter(path=area_path).values_list("pk", flat=True).first()
