from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongjian.foundation.kernel.ids import new_id, new_number, show_number
from gongjian.government.triage.models.issue_summary import IssueSummary

if TYPE_CHECKING:
    from gongjian.government.triage.models.issue_event import IssueEvent
    from gongjian.government.triage.models.placed_case import PlacedCase
    from gongjian.government.triage.models.public_issue import PublicIssue

_LISTED = Q(case_count__gte=2) & ~Q(state="merged")
"""Of one case, or none, staff may have left an issue; it is none until others join."""


class HotIssue(IssueSummary):
    """Cases about one thing: the same matter, at the same place, within a period.

    Which cases are in it is said by `PlacedCase`, and only there. What stands here of them is a
    summary, made anew from all of them by a task when ``is_stale``; whatever staff set stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True, default=new_number)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_issues"
    )
    version = models.PositiveIntegerField(default=1)
    """Counts what staff did with it; a form carries the one it was made from."""

    is_titled_by_staff = models.BooleanField(default=False)
    public_count = models.PositiveIntegerField(default=0)
    """Of public cases; from two on it has a `PublicIssue`."""

    is_stale = models.BooleanField(default=True)
    """A case of it changed since it was summed up."""
    refreshed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    merged_into_id: UUID | None
    cases: models.Manager[PlacedCase]
    events: models.Manager[IssueEvent]
    public_face: PublicIssue

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(merged_into=None) & ~Q(state="merged")
                    | Q(merged_into__isnull=False, state="merged")
                ),
                name="triage_issue_merged",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="triage_issue_into_another"
            ),
        ]
        indexes = [
            models.Index(fields=["-heat", "-id"], condition=_LISTED, name="triage_issue_heat"),
            models.Index(fields=["-peak_heat", "-id"], condition=_LISTED, name="triage_issue_peak"),
            models.Index(fields=["-last_at", "-id"], condition=_LISTED, name="triage_issue_last"),
            models.Index(
                fields=["area", "-heat", "-id"], condition=_LISTED, name="triage_issue_area"
            ),
            models.Index(
                fields=["category", "-heat", "-id"], condition=_LISTED, name="triage_issue_category"
            ),
            models.Index(
                fields=["department", "-heat", "-id"],
                condition=_LISTED,
                name="triage_issue_department",
            ),
            models.Index(
                fields=["state", "-heat", "-id"], condition=_LISTED, name="triage_issue_state"
            ),
            models.Index(fields=["id"], condition=Q(is_stale=True), name="triage_issue_stale"),
        ]

    def __str__(self) -> str:
        return f"{show_number(self.number)} {self.title}"

    @property
    def shown_number(self) -> str:
        return show_number(self.number)
