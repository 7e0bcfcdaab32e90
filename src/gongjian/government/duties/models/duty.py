from datetime import date
from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class Duty(models.Model):
    """Who is responsible for a category in an area, by which provision, from when until when.

    A change closes the row (``in_force_until``) and adds one with the next ``version`` of the same
    ``line``; rows are never rewritten, so a case keeps the duty it was dispatched by. Category or
    area None: all.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.UUIDField(default=new_id, editable=False)
    """What all versions of one duty share."""
    version = models.PositiveIntegerField(default=1)
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    lead_department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    supporting_departments = models.ManyToManyField(
        "people.Organisation", blank=True, related_name="+"
    )
    deadline_working_days = models.PositiveSmallIntegerField()
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Taken back before it was a day old: in force on no day, but still to be seen."""
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    category_id: UUID | None
    area_id: UUID | None
    lead_department_id: UUID
    provision_id: UUID | None

    class Meta:
        constraints = [
            # Of two people who change a duty at once, one adds the next version.
            models.UniqueConstraint(fields=["line", "version"], name="duties_duty_version_once"),
            models.CheckConstraint(
                condition=models.Q(deadline_working_days__range=(1, 365)),
                name="duties_duty_deadline",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_until=None)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
                name="duties_duty_dates",
            ),
        ]
        indexes = [models.Index(fields=["category", "area", "in_force_from"])]

    def __str__(self) -> str:
        return f"{self.category} / {self.area}"

    def is_in_force(self, on: date) -> bool:
        return (
            self.withdrawn_at is None
            and self.in_force_from <= on
            and (self.in_force_until is None or on <= self.in_force_until)
        )
