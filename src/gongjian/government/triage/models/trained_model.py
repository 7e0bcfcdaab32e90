from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id


class ModelState(models.TextChoices):
    CHAMPION = "champion", pgettext_lazy("model", "in use")
    FORMER = "former", pgettext_lazy("model", "former")
    REFUSED = "refused", pgettext_lazy("model", "not better, not used")


class TrainedModel(models.Model):
    """What was learnt one day, and how good it is: a model card. Its weights stand apart."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=8, choices=ModelState.choices)
    made_at = models.DateTimeField()
    learnt_until = models.DateTimeField()
    """Examples that first came later it has never seen."""
    in_use_since = models.DateTimeField(null=True, blank=True)
    in_use_until = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    card = models.JSONField(default=dict)
    """Figures, as `learning_rules.Card` has them."""
    raised_threshold = models.FloatField(null=True, blank=True)
    """What the measure of drift raised its threshold to."""
    judged_since = models.DateTimeField(null=True, blank=True)
    """Decisions before count neither for nor against it: an administrator trusted it anew."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="champion"), name="triage_one_champion"
            )
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="triage_models_newest")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} ({self.state})"


class ModelContent(models.Model):
    """The weights of a model, and what it said of examples that were held back."""

    model = models.OneToOneField(
        "triage.TrainedModel", primary_key=True, on_delete=models.CASCADE, related_name="content"
    )
    weights = models.BinaryField()
    held_back = models.BinaryField()
    """Of `methods.tree_thresholds`: thresholds are chosen anew from it."""

    def __str__(self) -> str:
        return f"weights of {self.pk}"


class TrainingRun(models.Model):
    """One training, from its beginning to what came of it; one at a time in the whole town."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asked_by = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    """Its process says every few seconds that it lives."""
    ended_at = models.DateTimeField(null=True, blank=True)
    is_running = models.BooleanField(null=True, blank=True, default=True)
    """True or None, so that the database lets only one run."""
    outcome = models.CharField(max_length=20, blank=True)
    """Of `learning_rules.Outcome`."""
    model = models.ForeignKey(
        "triage.TrainedModel", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    model_id: UUID | None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_running"], name="triage_one_training"),
            models.CheckConstraint(
                condition=Q(is_running=True, ended_at=None)
                | Q(is_running=None, ended_at__isnull=False),
                name="triage_training_ended",
            ),
        ]
        indexes = [models.Index(fields=["-begun_at"], name="triage_trainings_newest")]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M} {self.outcome}"
