"""A consultation: its rules and dates, its statements, who is on its list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.ids import new_id, new_number, show_number
from gongjian.public.deliberation.rules import consultations as rules

if TYPE_CHECKING:
    from gongjian.public.deliberation.models.consultation_votes import Participant


class ConsultationStateChoice(models.TextChoices):
    DRAFT = rules.ConsultationState.DRAFT.value, _("draft")
    ANNOUNCED = rules.ConsultationState.ANNOUNCED.value, _("announced")


class EligibilityChoice(models.TextChoices):
    ANYONE = rules.Eligibility.ANYONE.value, _("Anyone, without signing in")
    SIGNED_IN = rules.Eligibility.SIGNED_IN.value, _("Everybody with an account")
    AREA = (
        rules.Eligibility.AREA.value,
        _("Everybody with an account who says to live or work in the area"),
    )
    LIST = rules.Eligibility.LIST.value, _("Only those on a list of e-mail addresses")


class StatementModerationChoice(models.TextChoices):
    AFTER = rules.StatementModeration.AFTER.value, _("at once; taken out if need be")
    BEFORE = rules.StatementModeration.BEFORE.value, _("only after somebody has looked at it")


class OpinionMethod(models.TextChoices):
    BEST = (
        "best",
        _("this town’s way: the groups that hold together best"),
    )
    POLIS = "polis", _("as Polis does it")


class StatementStateChoice(models.TextChoices):
    WAITING = rules.StatementState.WAITING.value, _("waiting to be looked at")
    ACCEPTED = rules.StatementState.ACCEPTED.value, _("shown")
    TAKEN_OUT = rules.StatementState.TAKEN_OUT.value, _("taken out")


class Consultation(models.Model):
    """Statements on a matter, and people who vote on them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True, default=new_number)
    title = models.CharField(max_length=rules.TITLE_LENGTH)
    about = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area_path = models.CharField(max_length=200, blank=True)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who asks, and will say what becomes of it."""
    state = models.CharField(
        max_length=10,
        choices=ConsultationStateChoice.choices,
        default=ConsultationStateChoice.DRAFT,
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    statements_until = models.DateTimeField(null=True, blank=True)
    """Until when people may add statements; None: as long as they vote."""
    closes_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    """Why it closes on another day than it was announced with; everybody reads it."""

    eligibility = models.CharField(
        max_length=10, choices=EligibilityChoice.choices, default=EligibilityChoice.ANYONE
    )
    moderation = models.CharField(
        max_length=6,
        choices=StatementModerationChoice.choices,
        default=StatementModerationChoice.AFTER,
    )
    statements_each = models.PositiveSmallIntegerField(default=rules.DEFAULT_STATEMENTS_EACH)
    """How many statements one participant may add; 0: none."""
    method = models.CharField(
        max_length=5, choices=OpinionMethod.choices, default=OpinionMethod.BEST
    )
    privacy_limit = models.PositiveSmallIntegerField(default=rules.DEFAULT_PRIVACY_LIMIT)
    """Of a group with fewer people nothing is shown but that there is one."""

    source = models.CharField(max_length=200, blank=True)
    """Of an imported one: where it was held."""
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    """When the result after the closing was made."""
    next_statement = models.PositiveIntegerField(default=0)
    """The number that the next statement gets."""

    area_id: UUID | None
    department_id: UUID | None
    statements: models.Manager[Statement]
    participants: models.Manager[Participant]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(opens_at__isnull=False, closes_at__isnull=False, announced_at__isnull=False),
                name="deliberation_consultation_dates",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gte=F("opens_at")),
                name="deliberation_consultation_order",
            ),
            models.CheckConstraint(
                condition=Q(privacy_limit__gte=rules.LEAST_PRIVACY_LIMIT),
                name="deliberation_consultation_privacy",
            ),
            models.CheckConstraint(
                condition=~Q(eligibility="area") | Q(area__isnull=False),
                name="deliberation_consultation_area",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-announced_at", "-id"],
                condition=Q(state="announced"),
                name="deliberation_announced",
            ),
            models.Index(
                fields=["closes_at", "id"],
                condition=Q(state="announced", finalised_at=None),
                name="deliberation_closing",
            ),
            models.Index(fields=["-created_at", "-id"], name="deliberation_consultations"),
        ]

    def __str__(self) -> str:
        return f"{show_number(self.number)} {self.title}"

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def last_day(self) -> date | None:
        """The last day on which it is open, in the town's time."""
        return local_day(self.closes_at - timedelta(microseconds=1)) if self.closes_at else None

    @property
    def ends_with_its_day(self) -> bool:
        """It closes at midnight, which people read as the end of the day before."""
        return self.closes_at is not None and local_day(self.closes_at) != self.last_day

    def phase(self, now: datetime) -> rules.ConsultationPhase:
        return rules.phase(rules.ConsultationState(self.state), self.opens_at, self.closes_at, now)


class Statement(models.Model):
    """One thought that can be agreed to or not."""

    id = models.BigAutoField(primary_key=True)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    number = models.PositiveIntegerField()
    """From 0 in each consultation: the place of the votes on it in every ballot."""
    text = models.TextField()
    public_text = models.TextField()
    """With personal data masked: what everybody reads."""
    digest = models.CharField(max_length=64)
    """Of its words; the same is not said twice."""
    language = models.CharField(max_length=10, default="en")
    author = models.ForeignKey(
        "deliberation.Participant", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", db_index=False,
    )  # fmt: skip
    """None: those who hold the consultation."""
    is_meta = models.BooleanField(default=False)
    """About the people rather than the matter: shown early to everybody."""
    state = models.CharField(max_length=9, choices=StatementStateChoice.choices)
    reason = models.TextField(blank=True)
    """Why it was taken out."""
    moderated_by = models.CharField(max_length=120, blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    priority = models.FloatField(default=0)
    """The chances of being the next card are in proportion."""

    author_id: int | None
    consultation_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="deliberation_statement_number"
            ),
            models.UniqueConstraint(
                fields=["consultation", "digest"], name="deliberation_statement_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["consultation", "state", "number"], name="deliberation_statements"
            ),
            models.Index(
                fields=["author", "id"],
                condition=Q(author__isnull=False),
                name="deliberation_my_statements",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.public_text[:60]}"


class ListedPerson(models.Model):
    """Somebody on the list of those who may take part: a digest of the address, no more."""

    id = models.BigAutoField(primary_key=True)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "digest"], name="deliberation_listed_once"
            )
        ]

    def __str__(self) -> str:
        return f"listed in {self.consultation_id}"


EVENT_WORDS = {
    "consultation_made": _("made"),
    "consultation_changed": _("changed"),
    "consultation_announced": _("announced"),
    "consultation_closing_changed": _("closing changed"),
    "consultation_list_changed": _("list of people changed"),
    "consultation_imported": _("imported"),
    "consultation_counted": _("final result made"),
    "statements_added": _("statements added"),
    "statement_shown": _("statement shown"),
    "statement_taken_out": _("statement taken out"),
}


class ConsultationEvent(models.Model):
    """What was done with a consultation, by whom, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    """Which one it was about, where it was about one."""

    class Meta:
        indexes = [models.Index(fields=["consultation", "-id"], name="deliberation_consult_events")]

    def __str__(self) -> str:
        return f"{self.name}: {self.consultation_id}"

    @property
    def words(self) -> str:
        return str(EVENT_WORDS.get(self.name, self.name))
