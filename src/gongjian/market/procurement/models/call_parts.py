"""What a call has: criteria, trustees, invitations, documents, questions, amendments, followers."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class CriterionKind(models.TextChoices):
    QUALITY = "quality", _("quality")
    PRICE = "price", _("price")


class CallCriterion(models.Model):
    """By what bids of a stage are judged; fixed when the call is opened."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="criteria", db_index=False
    )
    stage_number = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField()
    """Within the stage, from 1."""
    kind = models.CharField(max_length=8, choices=CriterionKind.choices)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField()
    """Of 100; those of a stage add up to that."""
    formula = models.CharField(max_length=40, blank=True)
    """Of a price: which formula makes points of it."""
    least = models.PositiveSmallIntegerField(default=0)
    """Of quality: the least mean score with which a bid can have a place."""

    call_id: UUID

    class Meta:
        ordering = ["stage_number", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "place"], name="procurement_criterion_place"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1) & Q(weight__lte=100),
                name="procurement_criterion_weight",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CallTrustee(models.Model):
    """Somebody of a public body who holds a part of the key to every bid of a call."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="trustees", db_index=False
    )
    body = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    place = models.PositiveSmallIntegerField()
    """From 1; bids name trustees by it."""
    public_key = models.CharField(max_length=88, blank=True)
    """As methods/bid_keys.py writes it: a key for boxes and one for signatures, in base64; the
    secret ones never come here."""
    key_given_at = models.DateTimeField(null=True, blank=True)

    call_id: UUID
    body_id: UUID
    user_id: UUID | None

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["call", "place"], name="procurement_trustee_place"),
            models.UniqueConstraint(fields=["call", "body"], name="procurement_trustee_body"),
            # Of any call: shares of one call must open nothing of another.
            models.UniqueConstraint(
                fields=["public_key"],
                condition=~Q(public_key=""),
                name="procurement_trustee_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.call_id}"


class SealingContext(models.Model):
    """What bids of a stage are sealed for, byte for byte as it was when the stage opened.

    Triggers (migrations/0016_trustee_triggers.py) refuse to change or remove it, and to change
    trustees of a call that has one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="contexts", db_index=False
    )
    stage_number = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    """Canonical JSON (methods/bid_envelopes.py)."""
    frozen_at = models.DateTimeField()

    call_id: UUID

    class Meta:
        ordering = ["stage_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number"], name="procurement_context_once"
            )
        ]

    def __str__(self) -> str:
        return f"stage {self.stage_number} of {self.call_id}"


class CallInvitation(models.Model):
    """That a company may bid in a stage that is for the invited, and why it was chosen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="invitations", db_index=False
    )
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="invitations"
    )
    stage_number = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    invited_at = models.DateTimeField()

    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "company"], name="procurement_invited_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} in {self.call_id}"


class CallDocument(models.Model):
    """A file that belongs to the conditions of a call; replaced by a newer one, never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    call_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "sha256"], name="procurement_document_once")
        ]

    def __str__(self) -> str:
        return self.name


class DocumentContent(models.Model):
    """The bytes of a document: in the database, so that document and history are one transaction
    and one backup."""

    document = models.OneToOneField(
        "procurement.CallDocument",
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="stored",
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document_id)


class CallQuestion(models.Model):
    """What a company asks about a call; everybody reads it and its answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="questions", db_index=False
    )
    number = models.PositiveIntegerField()
    company = models.ForeignKey("procurement.Company", on_delete=models.PROTECT, related_name="+")
    """Named to all only when the call is decided: who asks what would show who wants to bid."""
    asker = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    """The first instant at which an answer is late."""
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)

    asker_id: UUID | None
    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="procurement_question_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.call_id}"


class CallAmendment(models.Model):
    """What was changed of an open call, why, and what its deadline became."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(
        "procurement.Call", on_delete=models.PROTECT, related_name="amendments", db_index=False
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    changed = models.JSONField(default=dict)
    """By field: before and after."""
    closes_before = models.DateTimeField()
    closes_after = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    call_id: UUID

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="procurement_amendment_number"),
            models.CheckConstraint(
                condition=Q(closes_after__gte=F("closes_before")),
                name="procurement_amendment_never_shortens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.call_id}"


class CallFollow(models.Model):
    """That somebody is told of what happens to a call."""

    call = models.ForeignKey("procurement.Call", on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    call_id: UUID
    user_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "user"], name="procurement_follow_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.call_id}"
