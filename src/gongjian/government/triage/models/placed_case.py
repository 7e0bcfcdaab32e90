from uuid import UUID

from django.db import models


class PlacedCase(models.Model):
    """That a case was read for likeness, and which hot issue it is in; without one it is alone.

    The method places each case once. From then on only an issue of two may still be made of one
    that is alone, so what staff put somewhere stays there, and what they took out of an issue
    never comes back to it by itself.

    Triage knows cases by their keys only; no foreign key, for cases stand above it in the house.
    """

    id = models.BigAutoField(primary_key=True)
    """Of the index of runs, which wants small numbers."""
    case_id = models.UUIDField(unique=True)
    received_at = models.DateTimeField()
    area_path = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=32, blank=True)
    """Whose: a keyed digest of the account or of the contact; empty where unknown."""
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    category_path = models.CharField(max_length=200, blank=True)
    """Of the category it had when it was placed."""
    issue = models.ForeignKey(
        "triage.HotIssue", null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )

    issue_id: UUID | None

    class Meta:
        indexes = [
            models.Index(
                fields=["sender", "-received_at"],
                condition=~models.Q(sender=""),
                name="triage_placed_sender",
            ),
            models.Index(fields=["issue", "-received_at", "-id"], name="triage_placed_issue"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.issue_id}"
