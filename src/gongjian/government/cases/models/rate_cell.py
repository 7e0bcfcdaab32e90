from django.db import models


class RateSums(models.Model):
    """What is counted: `rules.Counts`, as columns."""

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
        abstract = True


class RateCell(RateSums):
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

    class Meta:
        indexes = [models.Index(fields=["month", "department", "category", "area"])]

    def __str__(self) -> str:
        return f"{self.month} {self.department_id} {self.category_id} {self.area_id}"


class RateMargin(RateSums):
    """The sums of one month over all cells of one department, of one category, or of one area.

    Added up anew whenever one of its cells changes, in the same transaction. Of a big town the
    cells of a year are hundreds of thousands, the margins hundreds.
    """

    class Side(models.TextChoices):
        DEPARTMENT = "department"
        CATEGORY = "category"
        AREA = "area"

    key = models.CharField(max_length=60, unique=True)
    month = models.DateField()
    side = models.CharField(max_length=10, choices=Side.choices)
    department = models.ForeignKey(
        "people.Organisation",
        db_index=False,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    category = models.ForeignKey(
        "duties.Category", db_index=False, null=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        "duties.Area", db_index=False, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["side", "month"], name="cases_margin_side")]

    def __str__(self) -> str:
        return self.key
