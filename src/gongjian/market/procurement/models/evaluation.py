"""Who judges the bids of a call, what interests they declare, and what each scores alone."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.market.procurement.rules.evaluation import MOST_SCORE, EvaluatorState


class EvaluatorStateName(models.TextChoices):
    APPOINTED = EvaluatorState.APPOINTED.value, pgettext_lazy("evaluator", "has to declare")
    CLEARED = EvaluatorState.CLEARED.value, pgettext_lazy("evaluator", "scores")
    CONFLICTED = EvaluatorState.CONFLICTED.value, pgettext_lazy("evaluator", "has an interest")
    EXCUSED = EvaluatorState.EXCUSED.value, pgettext_lazy("evaluator", "was replaced")
    LOCKED = EvaluatorState.LOCKED.value, pgettext_lazy("evaluator", "has locked the scores")


class Evaluator(models.Model):
    """Somebody who judges the bids of a stage. Public by number, never by name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="evaluators", db_index=False
    )
    stage_number = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    """Within the stage, from 1; never given twice."""
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=12, choices=EvaluatorStateName.choices, default=EvaluatorStateName.APPOINTED
    )
    state_reason = models.TextField(blank=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.CharField(max_length=120)
    declared_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)

    call_id: UUID
    user_id: UUID | None

    class Meta:
        ordering = ["stage_number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "number"], name="procurement_evaluator_number"
            ),
            models.UniqueConstraint(
                fields=["call", "stage_number", "user"],
                condition=~Q(user=None),
                name="procurement_evaluator_once",
            ),
            models.CheckConstraint(
                condition=Q(state="locked") ^ Q(locked_at=None),
                name="procurement_evaluator_locked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.call_id}"

    @property
    def code(self) -> str:
        return f"E{self.number}"


class InterestDeclaration(models.Model):
    """What an evaluator declared about one bidder, before seeing a bid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evaluator = models.ForeignKey(
        "procurement.Evaluator", on_delete=models.PROTECT, related_name="declarations"
    )
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    has_interest = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    company_id: UUID
    evaluator_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluator", "company"], name="procurement_declared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluator_id}: {self.company_id}"


class BidScore(models.Model):
    """What one evaluator gives one bid by one criterion, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evaluator = models.ForeignKey(
        "procurement.Evaluator", on_delete=models.PROTECT, related_name="scores", db_index=False
    )
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    """Whose bid: a company has one in a stage."""
    criterion = models.ForeignKey(
        "procurement.CallCriterion", on_delete=models.PROTECT, related_name="+"
    )
    score = models.PositiveSmallIntegerField()
    reason = models.TextField()
    scored_at = models.DateTimeField()

    company_id: UUID
    criterion_id: UUID
    evaluator_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluator", "company", "criterion"], name="procurement_scored_once"
            ),
            models.CheckConstraint(
                condition=Q(score__lte=MOST_SCORE), name="procurement_score_range"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="procurement_score_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.score} by {self.evaluator_id}"


class ExclusionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("exclusion", "waits for another person")
    IN_FORCE = "in_force", pgettext_lazy("exclusion", "in force")
    REFUSED = "refused", pgettext_lazy("exclusion", "refused")
    LIFTED = "lifted", pgettext_lazy("exclusion", "lifted")


class BidExclusion(models.Model):
    """That people exclude a bid from the ranking, and why; published with the ranking. Once prices
    are known one person proposes it, and it is in force when another agrees."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="exclusions", db_index=False
    )
    stage_number = models.PositiveSmallIntegerField()
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(
        max_length=16,
        choices=[
            ("abnormal", _("its price does not account for what it offers")),
            ("conditions", _("it does not meet the conditions of the call")),
            ("debarred", _("its company is debarred")),
            ("upheld", _("a complaint about it was upheld")),
            ("unsigned", _("its company won, and did not sign the contract")),
        ],
    )
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    state = models.CharField(
        max_length=8, choices=ExclusionState.choices, default=ExclusionState.IN_FORCE
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    """When another person agreed or refused; empty where none had to."""
    decided_by = models.CharField(max_length=120, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=120, blank=True)
    outcome_reason = models.TextField(blank=True)
    """Why it was refused or lifted."""

    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "company"],
                condition=Q(state__in=["proposed", "in_force"]),
                name="procurement_excluded_once",
            ),
            models.CheckConstraint(
                condition=Q(state="lifted") ^ Q(lifted_at=None),
                name="procurement_exclusion_lifted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} out of {self.call_id}"


class PriceExplanation(models.Model):
    """What a company was asked about its price, and how it accounts for it. Not public: it may tell
    how the company works."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="explanations", db_index=False
    )
    stage_number = models.PositiveSmallIntegerField()
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    answer_by = models.DateTimeField()
    """Until this instant nobody excludes for want of an answer."""
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)

    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "company"], name="procurement_explained_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} in {self.call_id}"
