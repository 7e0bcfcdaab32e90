"""What somebody says is wrong in a register, and what its source answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id, show_number
from gongjian.government.exchange.rules.corrections import CorrectionState


class CorrectionStateName(models.TextChoices):
    OPEN = CorrectionState.OPEN.value, pgettext_lazy("doubt about data", "being looked into")
    CORRECTED = CorrectionState.CORRECTED.value, pgettext_lazy("doubt about data", "corrected")
    UPHELD = CorrectionState.UPHELD.value, pgettext_lazy("doubt about data", "found to be right")


class Correction(models.Model):
    """A field that is said to be wrong: asked of the authoritative source, with a deadline."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    dataset = models.ForeignKey(
        "exchange.Dataset", on_delete=models.PROTECT, related_name="corrections"
    )
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    """Of the source: who must answer."""
    field_name = models.CharField(max_length=60)
    query = models.ForeignKey(
        "exchange.DataQuery", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """In which the wrong data were seen."""
    raised_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    text = models.TextField()
    """What is wrong and what would be right, in the words of whoever says so."""
    state = models.CharField(
        max_length=9, choices=CorrectionStateName.choices, default=CorrectionStateName.OPEN
    )
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_reminded = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None)
                | Q(~Q(state="open"), answered_at__isnull=False),
                name="exchange_correction_answered",
            )
        ]
        indexes = [
            models.Index(
                fields=["department", "-raised_at", "-id"], name="exchange_correction_source"
            ),
            models.Index(
                fields=["raised_by", "-raised_at", "-id"],
                condition=Q(raised_by__isnull=False),
                name="exchange_correction_mine",
            ),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state="open", is_reminded=False),
                name="exchange_correction_due",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        return show_number(self.number)
