from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id, new_number, show_number

if TYPE_CHECKING:
    from gongjian.government.triage.models.placed_case import PlacedCase


class IssueState(models.TextChoices):
    OPEN = "open", pgettext_lazy("hot issue", "open")
    ANSWERED = "answered", pgettext_lazy("hot issue", "answered")
    CLOSED = "closed", pgettext_lazy("hot issue", "closed")
    MERGED = "merged", pgettext_lazy("hot issue", "merged")


class HotIssue(models.Model):
    """Cases about one thing: the same matter, at the same place, within a period.

    Which cases are in it is said by `PlacedCase`, and only there. What stands here of them is a
    summary, made anew from all of them by a task when ``is_stale``; whatever staff set stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True, default=new_number)
    state = models.CharField(max_length=8, choices=IssueState.choices, default=IssueState.OPEN)
    """Open while a case of it is; answered when none is open and not all are closed."""
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_issues"
    )
    version = models.PositiveIntegerField(default=1)
    """Counts what staff did with it; a form carries the one it was made from."""

    title = models.CharField(max_length=200, blank=True)
    """Of masked texts."""
    is_titled_by_staff = models.BooleanField(default=False)
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
    public_count = models.PositiveIntegerField(default=0)
    """Of public cases; from two on everybody may see that there is such an issue."""
    people_count = models.PositiveIntegerField(default=0)
    """Different senders; whoever is not known counts as one."""
    support_count = models.PositiveIntegerField(default=0)
    dislike_count = models.PositiveIntegerField(default=0)
    heat = models.FloatField(default=0)
    growth = models.FloatField(default=0)
    """Heat gained in the last period less that of the one before; by rules.py."""

    is_stale = models.BooleanField(default=True)
    """A case of it changed since it was summed up."""
    refreshed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    area_id: UUID | None
    category_id: UUID | None
    department_id: UUID | None
    cases: models.Manager[PlacedCase]

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
            models.Index(
                fields=["-heat", "-id"],
                condition=Q(public_count__gte=2) & ~Q(state="merged"),
                name="triage_issue_public_heat",
            ),
            models.Index(
                fields=["-heat", "-id"], condition=~Q(state="merged"), name="triage_issue_heat"
            ),
            models.Index(
                fields=["-last_at", "-id"], condition=~Q(state="merged"), name="triage_issue_last"
            ),
            models.Index(fields=["id"], condition=Q(is_stale=True), name="triage_issue_stale"),
        ]

    def __str__(self) -> str:
        return f"{show_number(self.number)} {self.title}"
