from django.db import models

from gongjian.foundation.kernel.ids import new_id


class Duty(models.Model):
    """Who is responsible for a category in an area, by which provision, from when until when.

    A change closes the row (``in_force_until``) and adds one with the next ``version``; rows are
    never rewritten, so a case keeps the duty it was dispatched by. Category or area None: all.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
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
    version = models.PositiveIntegerField(default=1)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
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
