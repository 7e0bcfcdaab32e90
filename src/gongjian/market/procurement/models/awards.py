"""What an evaluation came to, who is to have the contract, what bidders were told and object to."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id


class Ranking(models.Model):
    """One ranking of a stage's bids: its public file, from which anybody can compute it again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="rankings", db_index=False
    )
    stage_number = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    """From 1; a later one takes the place of the earlier, which stays."""
    file = models.TextField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the file in UTF-8."""
    bids = models.PositiveIntegerField()
    """How many have a place."""
    prices = models.JSONField(default=list)
    """Of every bid in the file, in its order: pages show them without reading it."""
    signs = models.JSONField(default=dict)
    """Abnormal prices, and pairs of bids that share text, as found when it was ranked."""
    ranked_at = models.DateTimeField()
    ranked_by = models.CharField(max_length=120)

    call_id: UUID

    class Meta:
        ordering = ["stage_number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "number"], name="procurement_ranking_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.call_id}"


class AwardState(models.TextChoices):
    INTENDED = "intended", pgettext_lazy("award", "intended")
    MADE = "made", pgettext_lazy("award", "made")
    WITHDRAWN = "withdrawn", pgettext_lazy("award", "withdrawn")


class Award(models.Model):
    """Who is to have the contract, and for how much."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="awards")
    ranking = models.OneToOneField(
        "procurement.Ranking", on_delete=models.PROTECT, related_name="award"
    )
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="awards"
    )
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    estimate_minor = models.BigIntegerField()
    """The call's, kept beside it so that savings are one sum."""
    bids = models.PositiveIntegerField()
    """How many bids were opened; competition, likewise."""
    is_small_firm = models.BooleanField()
    """Whether the company was micro or small when it was awarded."""
    state = models.CharField(max_length=10, choices=AwardState.choices, default=AwardState.INTENDED)
    reason = models.TextField()
    intended_at = models.DateTimeField()
    intended_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=~Q(state="withdrawn"),
                name="procurement_one_award",
            ),
            models.CheckConstraint(
                # One that was made can still be withdrawn: nobody signed the contract.
                condition=Q(state="withdrawn") | (Q(state="made") ^ Q(made_at=None)),
                name="procurement_award_made",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="procurement_awards_made")]

    def __str__(self) -> str:
        return f"{self.call_id} to {self.company_id}"

    @property
    def reference(self) -> str:
        return f"award:{self.pk}"


class AwardLetter(models.Model):
    """What one bidder was told of a ranking: its own scores, the winner's and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ranking = models.ForeignKey(
        "procurement.Ranking", on_delete=models.PROTECT, related_name="letters", db_index=False
    )
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    data = models.JSONField()
    """Its row of the ranking and the winner's; put into words when it is read."""
    written_at = models.DateTimeField()

    company_id: UUID
    ranking_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "company"], name="procurement_letter_once")
        ]

    def __str__(self) -> str:
        return f"to {self.company_id}"


class ComplaintState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("complaint", "pending")
    DISMISSED = "dismissed", pgettext_lazy("complaint", "dismissed")
    UPHELD = "upheld", pgettext_lazy("complaint", "upheld")


class AwardComplaint(models.Model):
    """What a bidder objects to within the standstill; the call rests until it is decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="complaints", db_index=False
    )
    award = models.ForeignKey(
        "procurement.Award", on_delete=models.PROTECT, related_name="complaints"
    )
    number = models.PositiveIntegerField()
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    maker = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=ComplaintState.choices, default=ComplaintState.PENDING
    )
    decision = models.TextField(blank=True)
    remedy = models.CharField(max_length=12, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)

    call_id: UUID
    company_id: UUID
    maker_id: UUID | None

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="procurement_complaint_number"),
            models.UniqueConstraint(fields=["award", "company"], name="procurement_complains_once"),
            models.CheckConstraint(
                condition=Q(state="pending") ^ Q(decided_at__isnull=False),
                name="procurement_complaint_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.call_id}"
