from __future__ import annotations

from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id, show_number
from gongjian.government.triage.models.issue_summary import IssueSummary


class PublicIssue(IssueSummary):
    """What everybody may know of a hot issue: a summary of its public cases alone.

    There is none where fewer than two of its cases are public, or where it was merged. A case that
    ceases to be public takes it along in the same transaction where its words were the title.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issue = models.OneToOneField(
        "triage.HotIssue", on_delete=models.CASCADE, related_name="public_face"
    )

    issue_id: UUID

    class Meta:
        indexes = [
            models.Index(fields=["-heat", "-id"], name="triage_public_heat"),
            models.Index(fields=["-peak_heat", "-id"], name="triage_public_peak"),
            models.Index(fields=["-last_at", "-id"], name="triage_public_last"),
            models.Index(fields=["area", "-heat", "-id"], name="triage_public_area"),
            models.Index(fields=["category", "-heat", "-id"], name="triage_public_category"),
            models.Index(fields=["department", "-heat", "-id"], name="triage_public_department"),
            models.Index(fields=["state", "-heat", "-id"], name="triage_public_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        return self.issue.number

    @property
    def shown_number(self) -> str:
        return show_number(self.issue.number)
