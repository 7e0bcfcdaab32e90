from __future__ import annotations

from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class PartResult(models.Model):
    """What a part of a round was counted from: its public file."""

    part = models.OneToOneField(
        "budgeting.RoundPart", primary_key=True, on_delete=models.PROTECT, related_name="result"
    )
    voters = models.PositiveIntegerField()
    file = models.TextField()
    """Pabulib's .pb."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file in UTF-8."""
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result of {self.part_id}"


class PartCount(models.Model):
    """One rule's outcome of a part, with its reasons: `methods.budget_count.report_of`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    part = models.ForeignKey("budgeting.RoundPart", on_delete=models.PROTECT, related_name="counts")
    rule = models.CharField(max_length=16)
    utility = models.CharField(max_length=16)
    completion = models.CharField(max_length=16)
    is_binding = models.BooleanField(default=False)
    report = models.JSONField()

    part_id: UUID

    class Meta:
        ordering = ["-is_binding", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "rule", "utility", "completion"], name="budgeting_count_once"
            ),
            models.UniqueConstraint(
                fields=["part"],
                condition=models.Q(is_binding=True),
                name="budgeting_one_binding_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.part_id}"
