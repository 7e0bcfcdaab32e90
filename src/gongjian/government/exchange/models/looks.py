"""What is made of looks: questions of the people looked at, and counts that everybody may see."""

from __future__ import annotations

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class LookQuestion(models.Model):
    """Whoever was looked at asks why: a case of the department that looked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    query = models.ForeignKey(
        "exchange.DataQuery", on_delete=models.PROTECT, related_name="questions"
    )
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class LookCount(models.Model):
    """How many looks of one day had one outcome: by department and dataset."""

    day = models.DateField()
    consumer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    dataset = models.ForeignKey(
        "exchange.Dataset", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: the query named no agreement that there is."""
    outcome_group = models.CharField(max_length=9)
    total = models.PositiveIntegerField(default=0)
    sealed = models.PositiveIntegerField(default=0)
    """Of them, kept from the person when they happened."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "consumer", "dataset", "outcome_group"],
                condition=models.Q(dataset__isnull=False),
                name="exchange_look_count",
            ),
            models.UniqueConstraint(
                fields=["day", "consumer", "outcome_group"],
                condition=models.Q(dataset__isnull=True),
                name="exchange_look_count_none",
            ),
        ]
        indexes = [models.Index(fields=["day"], name="exchange_look_count_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.outcome_group} {self.total}"


class LookMark(models.Model):
    """How far looks are counted and told of: one row, which whoever counts locks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    counted_until = models.DateTimeField(null=True)
    """All that were asked before are counted, none that was asked later."""
    told_until = models.DateField(null=True)
    """The last day of which people were told."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="exchange_look_mark")]

    def __str__(self) -> str:
        return str(self.counted_until)
