"""By what the outcome of an initiative is told: a number that people read, or one of our rates."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class Rate(models.TextChoices):
    """The rates of cases; their formulas stand with the rates."""

    RESPONSE = "response", _("response rate")
    SOLUTION = "solution", _("solution rate")
    SATISFACTION = "satisfaction", _("satisfaction rate")
    FIRST_RESPONSE = "first_response", _("time to the first response")
    RECEIVED = "received", _("cases received")


class Measure(models.Model):
    """One number, what it was before, and what it is to be by a day.

    Of a rate (``rate`` is set) nothing is typed but the target: what it was and what it is are
    computed of cases, over as many whole months.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="measures"
    )
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=4)
    by_when = models.DateField()

    rate = models.CharField(max_length=16, choices=Rate.choices, blank=True)
    months = models.PositiveSmallIntegerField(default=0)
    """Over how many whole months a rate is taken."""
    baseline_until = models.DateField(null=True, blank=True)
    """The first day of the last month of the baseline of a rate."""
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    initiative_id: UUID
    department_id: UUID | None
    area_id: UUID | None
    category_id: UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rate="", baseline__isnull=False)
                | (~Q(rate="") & Q(baseline=None, months__gte=1, baseline_until__isnull=False)),
                name="initiatives_measure_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MeasureReading(models.Model):
    """What somebody read of a measure, and where. The newest day holds; all stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.ForeignKey(
        "initiatives.Measure", on_delete=models.PROTECT, related_name="readings"
    )
    value = models.DecimalField(max_digits=16, decimal_places=4)
    on = models.DateField()
    source = models.CharField(max_length=300)
    """Where it was read: a report, a count, a survey."""
    at = models.DateTimeField()

    measure_id: UUID

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"
