from django.db import models
from django.db.models import Q


class CatchUp(models.Model):
    """How far the cases were read that came before the program read each as it came: the newest
    first. One row, and none where all are read."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    below = models.UUIDField(null=True)
    """Read are this one and those after it; None: none yet."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="cases_catch_up_one_row")]

    def __str__(self) -> str:
        return f"below {self.below}"
