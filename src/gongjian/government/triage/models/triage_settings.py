from django.db import models
from django.db.models import Q


class TriageSettings(models.Model):
    """What administrators set; one row, or none: as it is here."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    version = models.PositiveIntegerField(default=1)
    is_automatic = models.BooleanField(default=True)
    """Whether a case of which the model is sure is dispatched without a person."""
    precision_permille = models.PositiveSmallIntegerField(default=950)
    """How many of a thousand of these are to be right."""
    checked_permille = models.PositiveSmallIntegerField(default=20)
    """How many of a thousand of these go to a dispatcher all the same, as spot checks."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="triage_settings_one_row"),
            models.CheckConstraint(
                condition=Q(precision_permille__range=(500, 999)), name="triage_settings_precision"
            ),
            models.CheckConstraint(
                condition=Q(checked_permille__range=(0, 200)), name="triage_settings_checked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.precision_permille} ‰"

    @property
    def precision_share(self) -> float:
        """The precision wanted, 0 to 1."""
        return self.precision_permille / 1000
