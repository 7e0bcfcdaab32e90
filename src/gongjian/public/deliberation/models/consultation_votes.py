"""Who takes part in a consultation and how they vote; what was found of it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from gongjian.foundation.kernel.ids import new_id


class Participant(models.Model):
    """One who votes or adds statements; known by an account, or by a digest of a random token."""

    id = models.BigAutoField(primary_key=True)
    consultation = models.ForeignKey(
        "deliberation.Consultation", on_delete=models.PROTECT, related_name="participants",
        db_index=False,
    )  # fmt: skip
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        db_index=False,
    )  # fmt: skip
    token = models.CharField(max_length=64, blank=True)
    imported = models.PositiveBigIntegerField(null=True, blank=True)
    """The number it had where it was imported from."""
    is_of_area = models.BooleanField(default=False)
    """Says to live or work in the area."""
    at = models.DateTimeField()
    ballot = models.BinaryField(default=bytes)
    """All votes, a byte a statement (rules.consultations): `Vote` in a form that is read fast."""

    user_id: UUID | None
    consultation_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "user"],
                condition=Q(user__isnull=False),
                name="deliberation_participant_user",
            ),
            models.UniqueConstraint(
                fields=["consultation", "token"],
                condition=~Q(token=""),
                name="deliberation_participant_token",
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "id"], name="deliberation_participants"),
            models.Index(
                fields=["user", "-id"],
                condition=Q(user__isnull=False),
                name="deliberation_my_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Vote(models.Model):
    """The vote of one participant on one statement that counts: their last one."""

    id = models.BigAutoField(primary_key=True)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="votes", db_index=False
    )
    statement = models.ForeignKey(
        "deliberation.Statement", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answer = models.SmallIntegerField()
    at = models.DateTimeField()

    statement_id: int
    participant_id: int

    class Meta:
        constraints = [
            # Led by the participant: all votes of one conversation are read person by person.
            models.UniqueConstraint(
                fields=["participant", "statement"], name="deliberation_vote_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=(-1, 0, 1)), name="deliberation_vote_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} on {self.statement_id}"


class FormerVote(models.Model):
    """A vote that its participant changed later; only ever added to."""

    id = models.BigAutoField(primary_key=True)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    statement = models.ForeignKey(
        "deliberation.Statement", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answer = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["participant", "statement", "id"], name="deliberation_formerly")
        ]

    def __str__(self) -> str:
        return f"formerly {self.answer}"


class ConsultationPulse(models.Model):
    """Counts what changed in a consultation; several rows each, so that votes do not wait for each
    other. A result is out of date where ``beats`` is more than it has ``seen``."""

    id = models.BigAutoField(primary_key=True)
    consultation = models.ForeignKey(
        "deliberation.Consultation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    shard = models.PositiveSmallIntegerField()
    beats = models.PositiveBigIntegerField(default=0)
    seen = models.PositiveBigIntegerField(default=0)
    is_closed = models.BooleanField(default=False)
    """The final result is made: it has all votes there are, and no vote beats here any more."""

    consultation_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "shard"], name="deliberation_pulse_shard"
            )
        ]
        indexes = [
            models.Index(
                fields=["consultation"],
                condition=Q(beats__gt=F("seen")),
                name="deliberation_pulse_due",
            )
        ]

    def __str__(self) -> str:
        return f"pulse of {self.consultation_id}"


class FoundGroups(models.Model):
    """Who stands in which group of the latest result; for the files alone, and no group of fewer
    people than the privacy limit. Packed: half a million people are one row."""

    consultation = models.OneToOneField(
        "deliberation.Consultation", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    participants = models.BinaryField()
    groups = models.BinaryField()

    def __str__(self) -> str:
        return f"groups of {self.consultation_id}"


class ConsultationResult(models.Model):
    """What the method found of all votes at a moment: groups, what they stand for, what unites."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consultation = models.ForeignKey(
        "deliberation.Consultation", on_delete=models.PROTECT, related_name="results",
        db_index=False,
    )  # fmt: skip
    version = models.PositiveIntegerField()
    """From 1 in each consultation."""
    at = models.DateTimeField()
    method = models.CharField(max_length=5)
    seed = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    votes = models.PositiveBigIntegerField()
    statements = models.PositiveIntegerField()
    """Shown ones."""
    silhouette = models.FloatField()
    took_ms = models.PositiveIntegerField()
    values = models.JSONField()
    """As methods.opinion_result and selectors.consultation_results say."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "version"], name="deliberation_result_version"
            )
        ]

    def __str__(self) -> str:
        return f"result {self.version} of {self.consultation_id}"
