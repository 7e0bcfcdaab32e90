from __future__ import annotations

from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class IssueEvent(models.Model):
    """What staff did with a hot issue; never changed. ``data`` holds no words of cases."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issue = models.ForeignKey("triage.HotIssue", on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=24)
    """Past tense, as the ledger has it: ``"issue_merged"``."""
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """For which somebody acted."""
    text = models.CharField(max_length=500, blank=True)
    """The reason, for staff; the new title."""
    data = models.JSONField(default=dict)

    issue_id: UUID
    department_id: UUID | None

    class Meta:
        indexes = [models.Index(fields=["issue", "-id"], name="triage_issue_history")]

    def __str__(self) -> str:
        return f"{self.name} {self.issue_id}"
