"""Writing what the cases of an issue come to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from gongjian.government.triage.models import HotIssue, IssueState, PublicIssue
from gongjian.government.triage.rules import LEAST_PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """As `IssueSummary`: what some cases come to."""

    state: IssueState
    title: str
    titled_by: UUID | None
    place: str
    language: str
    category_id: UUID | None
    area_id: UUID | None
    area_path: str
    department_id: UUID | None
    longitude: float | None
    latitude: float | None
    first_at: datetime
    last_at: datetime
    case_count: int
    open_count: int
    people_count: int
    support_count: int
    dislike_count: int
    heat: float
    peak_heat: float
    arrivals: list[tuple[str, int]]


def lock_to_summarise(*, issue_id: UUID, is_forced: bool = False) -> HotIssue | None:
    """A stale issue, locked; None where it is not, or another worker is at it.

    What changes its cases from now on waits for the lock to mark it stale again, so that no change
    is lost.
    """
    wanted = Q(pk=issue_id) & ~Q(state=IssueState.MERGED)
    if not is_forced:
        wanted &= Q(is_stale=True)
    rows = HotIssue.objects.select_for_update(no_key=True, skip_locked=not is_forced)
    return rows.filter(wanted).first()


def save_summary(
    *, issue: HotIssue, of_all: Summary | None, of_public: Summary | None, now: datetime
) -> None:
    """Write the summary of a locked issue; what staff set stays.

    Parameters
    ----------
    of_all : Summary, optional
        None: it has no case, and is closed.
    of_public : Summary, optional
        Of its public cases alone; written where everybody may know of it.
    """
    kept = {"title", "titled_by", "language"} if issue.is_titled_by_staff else set()
    if of_all is None:
        issue.state, issue.case_count, issue.open_count = IssueState.CLOSED, 0, 0
        issue.people_count = issue.support_count = issue.dislike_count = 0
    else:
        _write(issue, of_all, kept)
    issue.public_count = of_public.case_count if of_public else 0
    issue.is_stale = False
    issue.refreshed_at = now
    issue.save()
    if of_public is None or issue.public_count < LEAST_PUBLIC:
        PublicIssue.objects.filter(issue=issue).delete()
        return
    face = PublicIssue.objects.filter(issue=issue).first() or PublicIssue(issue=issue)
    _write(face, of_public, kept)
    if issue.is_titled_by_staff:
        face.title, face.titled_by, face.language = issue.title, None, issue.language
    face.save()


def _write(row: HotIssue | PublicIssue, summary: Summary, kept: set[str]) -> None:
    for name, value in asdict(summary).items():
        if name not in kept:
            setattr(row, name, value)
