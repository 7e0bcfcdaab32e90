from uuid import UUID

from django.db import models


class CategoryDecision(models.Model):
    """What the model in use said of one case that came without a category, and what people said
    later. Drift is measured by it.

    Triage knows cases by their keys only; no foreign key, for cases stand above it in the house.
    """

    id = models.BigAutoField(primary_key=True)
    case_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    model = models.ForeignKey("triage.TrainedModel", on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey("duties.Category", on_delete=models.PROTECT, related_name="+")
    """Its likeliest."""
    share = models.FloatField()
    """How likely, 0 to 1."""
    is_automatic = models.BooleanField()
    """It was dispatched by it, without a person."""
    is_spot_check = models.BooleanField(default=False)
    """The model was sure; a person was asked all the same."""
    is_right = models.BooleanField(null=True, blank=True)
    """Whether people agreed: None while nobody has said."""
    is_right_at = models.DateTimeField(null=True, blank=True)

    category_id: UUID
    model_id: UUID

    class Meta:
        indexes = [models.Index(fields=["at", "id"], name="triage_decisions_by_time")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.category_id}"


class DriftWeek(models.Model):
    """How the decisions of one week fared, counted anew until its cases are old."""

    id = models.BigAutoField(primary_key=True)
    monday = models.DateField()
    model = models.ForeignKey("triage.TrainedModel", on_delete=models.CASCADE, related_name="+")
    measured_at = models.DateTimeField()
    figures = models.JSONField()
    """As `learning_rules.WeekFigures` has them."""

    model_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "monday"], name="triage_drift_week_once")
        ]

    def __str__(self) -> str:
        return f"{self.monday}"
