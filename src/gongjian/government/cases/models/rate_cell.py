from django.db import models


class RateCell(models.Model):
    """The sums of one month, department, category and area; always recomputed whole, so it cannot
    drift. Dashboards add cells instead of walking cases."""

    key = models.CharField(max_length=130, unique=True)
    """The four below as one text: a unique index takes two nulls for different."""
    month = models.DateField()
    department = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    category = models.ForeignKey(
        "duties.Category", null=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey("duties.Area", null=True, on_delete=models.PROTECT, related_name="+")
    received = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    answered_in_time = models.PositiveIntegerField(default=0)
    rated = models.PositiveIntegerField(default=0)
    solved = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)
    first_responses = models.PositiveIntegerField(default=0)
    first_response_seconds = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["month", "department", "category", "area"])]

    def __str__(self) -> str:
        return f"{self.month} {self.department_id} {self.category_id} {self.area_id}"
