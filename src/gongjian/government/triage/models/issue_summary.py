from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils.translation import pgettext_lazy


class IssueState(models.TextChoices):
    OPEN = "open", pgettext_lazy("hot issue", "open")
    ANSWERED = "answered", pgettext_lazy("hot issue", "answered")
    CLOSED = "closed", pgettext_lazy("hot issue", "closed")
    MERGED = "merged", pgettext_lazy("hot issue", "merged")


class IssueSummary(models.Model):
    """What some cases about one thing come to: made anew from all of them, never counted up."""

    state = models.CharField(max_length=8, choices=IssueState.choices, default=IssueState.OPEN)
    """Open while a case of it is; answered when none is open and not all are closed."""
    title = models.CharField(max_length=200, blank=True)
    """Of masked texts; a public case's wherever it has one."""
    titled_by = models.UUIDField(null=True, blank=True)
    """The case whose title it bears; None where staff named it."""
    place = models.CharField(max_length=120, blank=True)
    """What its cases call the place, where they agree."""
    language = models.CharField(max_length=10, default="en")
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The lowest area that holds all its cases."""
    area_path = models.CharField(max_length=200, blank=True)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The lead department of most of its cases."""
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    case_count = models.PositiveIntegerField(default=0)
    open_count = models.PositiveIntegerField(default=0)
    people_count = models.PositiveIntegerField(default=0)
    """Different senders; whoever is not known counts as one."""
    support_count = models.PositiveIntegerField(default=0)
    dislike_count = models.PositiveIntegerField(default=0)
    heat = models.FloatField(default=0)
    """As rules.warmed_by says: a logarithm, so that issues keep their order while all cool."""
    peak_heat = models.FloatField(default=0)
    """The highest it ever was, as rules.heat_at says it for a moment."""
    arrivals = models.JSONField(default=list)
    """Days on which cases came, and how many: ``["2026-11-23", 4]``, the oldest first."""

    area_id: UUID | None
    category_id: UUID | None
    department_id: UUID | None

    class Meta:
        abstract = True
