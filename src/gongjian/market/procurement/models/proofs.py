"""Paid proofs of concept of a challenge: whether one was delivered as asked, and what was paid."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id


class ProofState(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("proof of concept", "accepted")
    REFUSED = "refused", pgettext_lazy("proof of concept", "not accepted")
    PAID = "paid", pgettext_lazy("proof of concept", "paid")


class ProofOfConcept(models.Model):
    """What was decided about one invited company's proof of concept, and its payment; once each.

    Whether a proof was delivered as the call asks says nothing of its place in the ranking.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="proofs", db_index=False
    )
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ProofState.choices)
    due_minor = models.BigIntegerField()
    """What the call promises for it, in the call's currency."""
    reason = models.TextField(blank=True)
    """Why it is not accepted."""
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)
    paid_minor = models.BigIntegerField(default=0)
    paid_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    """The voucher's number, or why less was paid."""
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.CharField(max_length=120, blank=True)

    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "company"], name="procurement_proof_once"),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0) & Q(paid_minor__lte=F("due_minor")),
                name="procurement_proof_amount",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_minor__gt=0, paid_on__isnull=False)
                | (~Q(state="paid") & Q(paid_minor=0, paid_on=None)),
                name="procurement_proof_paid",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="procurement_proof_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} in {self.call_id}"
