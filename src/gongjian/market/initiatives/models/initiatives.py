"""What the government decided to do, its history, and who follows it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id, new_number, show_number
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.rules import InitiativeState


class State(models.TextChoices):
    CONSIDERED = InitiativeState.CONSIDERED.value, pgettext_lazy("initiative", "considered")
    PLANNED = InitiativeState.PLANNED.value, pgettext_lazy("initiative", "planned")
    UNDER_WAY = InitiativeState.UNDER_WAY.value, pgettext_lazy("initiative", "under way")
    DELIVERED = InitiativeState.DELIVERED.value, pgettext_lazy("initiative", "delivered")
    REVIEWED = InitiativeState.REVIEWED.value, pgettext_lazy("initiative", "reviewed")
    REFUSED = InitiativeState.REFUSED.value, pgettext_lazy("initiative", "refused")
    DROPPED = InitiativeState.DROPPED.value, pgettext_lazy("initiative", "dropped")


class CurrencyChoice(models.TextChoices):
    CNY = "CNY", "CNY"
    EUR = "EUR", "EUR"
    GBP = "GBP", "GBP"
    JPY = "JPY", "JPY"
    PLN = "PLN", "PLN"
    USD = "USD", "USD"


_IN_PLAN = Q(state__in=sorted(state.value for state in rules.PLANNING_STATES))


class Initiative(models.Model):
    """The row is the present; InitiativeEvent rows are the history. All of it is public."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True, default=new_number)
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONSIDERED)
    version = models.PositiveIntegerField(default=1)
    """Counts what was done with it; a form carries the one it was made from."""

    title = models.CharField(max_length=rules.TITLE_LENGTH)
    text = models.TextField()
    """What is to be done."""
    why = models.TextField()
    language = models.CharField(max_length=10, default="en")

    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The public body that owns it."""
    manager = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The product manager who answers for it."""
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area_path = models.CharField(max_length=200, blank=True)
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    budget_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(
        max_length=3, choices=CurrencyChoice.choices, default=CurrencyChoice.CNY
    )
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """By which it is the government's to do."""
    quarter = models.DateField(null=True, blank=True)
    """The first day of the quarter in which it is to be delivered."""

    reason = models.TextField(blank=True)
    """Of its refusal or of its being dropped; what its review found."""
    follower_count = models.PositiveIntegerField(default=0)
    evidence_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was refused or dropped, while it is."""

    area_id: UUID | None
    category_id: UUID | None
    department_id: UUID | None
    manager_id: UUID | None
    provision_id: UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_minor=None) | Q(budget_minor__gte=0),
                name="initiatives_budget",
            ),
            models.CheckConstraint(
                condition=~_IN_PLAN
                | Q(quarter__isnull=False, department__isnull=False, planned_at__isnull=False),
                name="initiatives_plan_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["quarter", "id"], condition=_IN_PLAN, name="initiatives_roadmap"),
            models.Index(fields=["state", "-updated_at", "-id"], name="initiatives_state"),
            models.Index(fields=["-updated_at", "-id"], name="initiatives_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_number} {self.title}"

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    def is_late(self, today: date) -> bool:
        return rules.is_late(self.quarter, InitiativeState(self.state), today)


class InitiativeEvent(models.Model):
    """One thing that happened to an initiative. Rows are only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="events", db_index=False
    )
    name = models.CharField(max_length=40)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12, choices=State.choices)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(blank=True)
    """The reason, with personal data masked."""
    data = models.JSONField(default=dict)

    initiative_id: UUID
    department_id: UUID | None

    class Meta:
        indexes = [models.Index(fields=["initiative", "id"], name="initiatives_timeline")]

    def __str__(self) -> str:
        return f"{self.name} of {self.initiative_id}"


class InitiativeFollow(models.Model):
    """Somebody who wants to be told what happens to an initiative."""

    id = models.BigAutoField(primary_key=True)
    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="follows"
    )
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    initiative_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "user"], name="initiatives_follow_once")
        ]

    def __str__(self) -> str:
        return f"follower of {self.initiative_id}"
