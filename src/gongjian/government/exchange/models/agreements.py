"""Who may ask whom for which fields: asked for, answered within the statutory days, agreed on and
signed by both."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.exchange.rules.agreements import AgreementState, RequestState


class RequestStateName(models.TextChoices):
    ASKED = RequestState.ASKED.value, pgettext_lazy("request for data", "waiting for an answer")
    ESCALATED = RequestState.ESCALATED.value, pgettext_lazy("request for data", "overdue")
    APPROVED = RequestState.APPROVED.value, pgettext_lazy("request for data", "approved")
    REFUSED = RequestState.REFUSED.value, pgettext_lazy("request for data", "refused")
    WITHDRAWN = RequestState.WITHDRAWN.value, pgettext_lazy("request for data", "withdrawn")


class AgreementStateName(models.TextChoices):
    SIGNING = AgreementState.SIGNING.value, pgettext_lazy("agreement", "being signed")
    IN_FORCE = AgreementState.IN_FORCE.value, pgettext_lazy("agreement", "in force")
    ENDED = AgreementState.ENDED.value, pgettext_lazy("agreement", "ended")


class DataRequest(models.Model):
    """A department asks the owner of a dataset for fields, for one purpose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dataset = models.ForeignKey(
        "exchange.Dataset", on_delete=models.PROTECT, related_name="requests"
    )
    consumer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    necessity = models.TextField()
    """Why these fields and no fewer are needed, by the person who asks."""
    field_names: models.JSONField[list[str], list[str]] = models.JSONField()
    provisions: models.ManyToManyField = models.ManyToManyField("law.Provision", related_name="+")
    row_scope: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        default=dict, blank=True
    )
    """Only records whose fields have these values; empty: those of the subject asked for."""
    max_age_hours = models.PositiveIntegerField()
    quota_per_day = models.PositiveIntegerField()
    retention_days = models.PositiveIntegerField()
    expires_on = models.DateField()
    may_seal = models.BooleanField(default=False)
    """Whether queries may be kept from the person for a time: investigations."""

    state = models.CharField(
        max_length=9, choices=RequestStateName.choices, default=RequestStateName.ASKED
    )
    asked_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    decision_provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_by_silence = models.BooleanField(default=False)
    """Approved because nobody answered in time."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(consumer=F("provider")), name="exchange_request_parties"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "escalated"], decided_at=None)
                | Q(~Q(state__in=["asked", "escalated"]), decided_at__isnull=False),
                name="exchange_request_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "-asked_at", "-id"], name="exchange_request_provider"),
            models.Index(fields=["consumer", "-asked_at", "-id"], name="exchange_request_consumer"),
            models.Index(
                fields=["due_at", "id"], condition=Q(state="asked"), name="exchange_request_due"
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class Agreement(models.Model):
    """What both departments signed. ``document`` is what is signed, and is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="agreement")
    dataset = models.ForeignKey(
        "exchange.Dataset", on_delete=models.PROTECT, related_name="agreements"
    )
    consumer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    document = models.TextField()
    """Canonical JSON (RFC 8785): parties, purpose, provisions, fields, row scope, maximum age,
    quota, retention, expiry."""
    digest = models.CharField(max_length=43, unique=True)
    """SHA-256 of the document in base64url."""
    provisions: models.ManyToManyField = models.ManyToManyField("law.Provision", related_name="+")
    expires_on = models.DateField()
    quota_per_day = models.PositiveIntegerField()
    state = models.CharField(
        max_length=8, choices=AgreementStateName.choices, default=AgreementStateName.SIGNING
    )
    consumer_signature = models.TextField(blank=True)
    """JWS of the document, compact, with the key of the consumer."""
    consumer_signer = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consumer_signed_at = models.DateTimeField(null=True, blank=True)
    provider_signature = models.TextField(blank=True)
    provider_signer = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    provider_signed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="in_force")
                | (~Q(consumer_signature="") & ~Q(provider_signature="")),
                name="exchange_agreement_both_signed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["consumer", "-made_at", "-id"], name="exchange_agreement_consumer"
            ),
            models.Index(
                fields=["provider", "-made_at", "-id"], name="exchange_agreement_provider"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class QuotaDay(models.Model):
    """How many queries were let through under an agreement on one day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="quota_days")
    day = models.DateField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "day"], name="exchange_quota_day")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.day}"
