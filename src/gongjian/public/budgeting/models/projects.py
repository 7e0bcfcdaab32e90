from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.public.budgeting.rules.projects import ProjectState


class State(models.TextChoices):
    SUBMITTED = ProjectState.SUBMITTED.value, pgettext_lazy("budget project", "submitted")
    ACCEPTED = ProjectState.ACCEPTED.value, pgettext_lazy("budget project", "on the ballot")
    REFUSED = ProjectState.REFUSED.value, pgettext_lazy("budget project", "not feasible")
    WITHDRAWN = ProjectState.WITHDRAWN.value, pgettext_lazy("budget project", "withdrawn")
    FUNDED = ProjectState.FUNDED.value, pgettext_lazy("budget project", "funded")
    UNFUNDED = ProjectState.UNFUNDED.value, pgettext_lazy("budget project", "not funded")
    BUILDING = ProjectState.BUILDING.value, pgettext_lazy("budget project", "being built")
    BUILT = ProjectState.BUILT.value, pgettext_lazy("budget project", "built")
    GIVEN_UP = ProjectState.GIVEN_UP.value, pgettext_lazy("budget project", "given up")


class BudgetProject(models.Model):
    """What somebody wants to be built with the money of a round."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(
        "budgeting.BudgetRound", on_delete=models.PROTECT, related_name="projects", db_index=False
    )
    part = models.ForeignKey(
        "budgeting.RoundPart", on_delete=models.PROTECT, related_name="projects"
    )
    number = models.PositiveIntegerField()
    """Within the round, from 1: what ballots and files name."""
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    place = models.CharField(max_length=120, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    proposer = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.SUBMITTED)
    cost_minor = models.BigIntegerField(null=True, blank=True)
    """Estimated by whoever proposed it, until a department has checked it."""
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    """Of the last decision on it."""
    spent_minor = models.BigIntegerField(null=True, blank=True)
    rating_sum = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    department_id: UUID | None
    part_id: UUID
    proposer_id: UUID | None
    round_id: UUID

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="budgeting_project_number"),
            models.CheckConstraint(
                condition=Q(cost_minor=None) | Q(cost_minor__gte=0),
                name="budgeting_project_cost",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "refused", "withdrawn"])
                | Q(cost_minor__isnull=False),
                name="budgeting_ballot_has_costs",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"budget_project:{self.pk}"

    @property
    def rating(self) -> float | None:
        return self.rating_sum / self.rating_count if self.rating_count else None


class ProjectEvent(models.Model):
    """One thing that happened to a project."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        "budgeting.BudgetProject", on_delete=models.PROTECT, related_name="events"
    )
    state = models.CharField(max_length=12, choices=State.choices)
    text = models.TextField(blank=True)
    cost_minor = models.BigIntegerField(null=True, blank=True)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()

    project_id: UUID

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.state}: {self.project_id}"


class ProjectWording(models.Model):
    """What a project said until its proposer changed it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        "budgeting.BudgetProject", on_delete=models.PROTECT, related_name="wordings"
    )
    replaced_by = models.OneToOneField(
        "budgeting.ProjectEvent", on_delete=models.PROTECT, related_name="replaced"
    )
    part = models.ForeignKey(
        "budgeting.RoundPart", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    place = models.CharField(max_length=120, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    cost_minor = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class ProjectRating(models.Model):
    """How somebody likes what was built; one a person and project."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        "budgeting.BudgetProject", on_delete=models.PROTECT, related_name="ratings"
    )
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stars = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"],
                condition=Q(user__isnull=False),
                name="budgeting_rating_once",
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=1) & Q(stars__lte=5), name="budgeting_rating_stars"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stars}: {self.project_id}"
