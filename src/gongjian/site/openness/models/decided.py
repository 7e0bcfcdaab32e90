from django.db import models


class DecidedCell(models.Model):
    """How many cases of one month, department, category and area led to something that was
    decided, and to something that is built; all cells are always counted together."""

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
    decided = models.PositiveIntegerField()
    built = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["month"], name="openness_decided_month")]

    def __str__(self) -> str:
        return self.key


class DecidedCount(models.Model):
    """When they were counted; its one row is the lock of whoever counts."""

    counted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.counted_at)
