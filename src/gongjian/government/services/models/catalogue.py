"""What the departments do for residents, in residents' words."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from gongjian.foundation.kernel.ids import new_id


class LifeEvent(models.Model):
    """What happens to somebody: "I am having a child". Services are found by it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Offer(models.Model):
    """What is said of a service: as it is being written, and as it was published."""

    name = models.CharField(max_length=120)
    words = models.TextField()
    """What it is, to those who want it."""
    who_may = models.TextField()
    what_it_takes = models.TextField(blank=True)
    working_days = models.PositiveSmallIntegerField()
    """How long the department has, once it is handed in."""
    term_parameter = models.SlugField(max_length=80, blank=True)
    """A parameter of the law that sets the days; ``working_days`` where it has no value."""
    term_provision = models.ForeignKey("law.Provision", on_delete=models.PROTECT, related_name="+")
    cost_minor = models.PositiveIntegerField(default=0)
    """0: free."""
    currency = models.CharField(max_length=3)
    purpose = models.CharField(max_length=300)
    """What the answers are for, word for word as in the agreements by which they are fetched."""
    form: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """JSON Schema, draft 2020-12, of the kind that `rules.forms` reads."""
    provisions: models.ManyToManyField = models.ManyToManyField("law.Provision", related_name="+")

    class Meta:
        abstract = True


class Service(Offer):
    """A service as its department writes it; everybody reads ``current``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    life_events: models.ManyToManyField = models.ManyToManyField(
        LifeEvent, blank=True, related_name="+"
    )
    current = models.ForeignKey(
        "services.ServiceVersion", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    """None: not published, or withdrawn."""
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                fields=["name", "id"],
                condition=Q(current__isnull=False),
                name="services_service_offered",
            ),
            models.Index(fields=["department", "name", "id"], name="services_service_own"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceVersion(Offer):
    """As it was published: never changed, so that an application says in which words it asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="services_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ServiceCount(models.Model):
    """What was handed in within a month, and what nobody had to hand in: kept, never walked."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="counts")
    month = models.DateField()
    applications = models.PositiveIntegerField(default=0)
    fields_not_asked = models.PositiveIntegerField(default=0)
    documents_not_asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "month"], name="services_count_month")
        ]
        indexes = [models.Index(fields=["month"], name="services_count_by_month")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.month}"
