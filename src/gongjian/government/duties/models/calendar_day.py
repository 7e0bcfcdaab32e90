from django.db import models

from gongjian.foundation.kernel.ids import new_id


class CalendarDay(models.Model):
    """A day that a town declared working or not, over what the country's calendar says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar = models.CharField(max_length=12)
    day = models.DateField()
    is_working = models.BooleanField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "day"], name="duties_calendar_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.is_working}"
