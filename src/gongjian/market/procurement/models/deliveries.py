"""What was delivered, tried, accepted and paid, and how both sides rate each other."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.market.procurement.models.contracts import SideName
from gongjian.market.procurement.rules.contracts import MOST_STARS, AcceptorRole


class DeliveryState(models.TextChoices):
    REPORTED = "reported", pgettext_lazy("delivery", "to be accepted")
    ACCEPTED = "accepted", pgettext_lazy("delivery", "accepted")
    REFUSED = "refused", pgettext_lazy("delivery", "refused")


class Delivery(models.Model):
    """What the company says it has done for a milestone; refused, it delivers again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    milestone = models.ForeignKey(
        "procurement.Milestone",
        on_delete=models.PROTECT,
        related_name="deliveries",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices, default=DeliveryState.REPORTED
    )
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True, blank=True)
    trial_at = models.DateTimeField(null=True, blank=True)
    """When residents were asked to try it."""

    milestone_id: UUID

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "number"], name="procurement_delivery_number"
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=~Q(state="refused"),
                name="procurement_delivery_stands",
            ),
            models.CheckConstraint(
                condition=Q(state="reported") ^ Q(decided_at__isnull=False),
                name="procurement_delivery_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.milestone_id}"


class DeliveryDocument(models.Model):
    """A file of a delivery: read by both sides, the acceptors and who watches them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(
        "procurement.Delivery", on_delete=models.PROTECT, related_name="documents", db_index=False
    )
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    delivery_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "sha256"], name="procurement_delivered_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DeliveryContent(models.Model):
    """The bytes of a delivery's document."""

    document = models.OneToOneField(
        "procurement.DeliveryDocument",
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="stored",
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document_id)


class AcceptorName(models.TextChoices):
    OWNER = AcceptorRole.OWNER.value, pgettext_lazy("acceptor", "product owner")
    INDEPENDENT = AcceptorRole.INDEPENDENT.value, pgettext_lazy("acceptor", "independent acceptor")


class Acceptance(models.Model):
    """What one of the two acceptors decided on a delivery, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(
        "procurement.Delivery", on_delete=models.PROTECT, related_name="acceptances", db_index=False
    )
    role = models.CharField(max_length=11, choices=AcceptorName.choices)
    is_accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)

    delivery_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "role"], name="procurement_accepts_once"),
            # Two persons; of those who were erased nobody knows it any more.
            models.UniqueConstraint(
                fields=["delivery", "decided_by"],
                condition=~Q(decided_by="erased"),
                name="procurement_two_decide",
            ),
            models.CheckConstraint(
                condition=Q(is_accepted=True) | ~Q(reason=""), name="procurement_refusal_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.delivery_id}"


class DeliveryTrial(models.Model):
    """That a resident behind the evidence was asked to try a delivery, and what they said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(
        "procurement.Delivery", on_delete=models.PROTECT, related_name="trials", db_index=False
    )
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Never shown to anybody."""
    asked_at = models.DateTimeField()
    works = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    delivery_id: UUID
    user_id: UUID | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "user"], name="procurement_tries_once"),
            models.CheckConstraint(
                condition=Q(works=None) ^ Q(answered_at__isnull=False),
                name="procurement_trial_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"trial of {self.delivery_id}"


class Payment(models.Model):
    """What was paid for an accepted milestone; once each."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    milestone = models.OneToOneField(
        "procurement.Milestone", on_delete=models.PROTECT, related_name="payment"
    )
    amount_minor = models.BigIntegerField()
    paid_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    """The voucher's number, or why less was paid."""
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    milestone_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="procurement_payment_amount"
            )
        ]

    def __str__(self) -> str:
        return f"for {self.milestone_id}"


class ContractRating(models.Model):
    """What one side says of the other when a contract is over, and what that one replies."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.PROTECT, related_name="ratings", db_index=False
    )
    side = models.CharField(max_length=7, choices=SideName.choices)
    """Whose rating it is."""
    stars = models.PositiveSmallIntegerField()
    text = models.TextField()
    rated_at = models.DateTimeField()
    rated_by = models.CharField(max_length=120)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.CharField(max_length=120, blank=True)

    contract_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "side"], name="procurement_rates_once"),
            models.CheckConstraint(
                condition=Q(stars__gte=1) & Q(stars__lte=MOST_STARS),
                name="procurement_rating_stars",
            ),
            models.CheckConstraint(
                condition=Q(reply="") ^ Q(replied_at__isnull=False),
                name="procurement_rating_replied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} of {self.contract_id}"

    @property
    def reference(self) -> str:
        return f"rating:{self.pk}"
