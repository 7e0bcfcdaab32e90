"""What was asked about whom: the rows that a person is shown of every look at their data.

No row holds what a source answered.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.exchange.rules.queries import Outcome, QueryState


class QueryStateName(models.TextChoices):
    ASKED = QueryState.ASKED.value, pgettext_lazy("query of data", "on its way")
    WAITING = QueryState.WAITING.value, pgettext_lazy("query of data", "the source is at it")
    ANSWERED = QueryState.ANSWERED.value, pgettext_lazy("query of data", "answered")
    REFUSED = QueryState.REFUSED.value, pgettext_lazy("query of data", "refused")
    FAILED = QueryState.FAILED.value, pgettext_lazy("query of data", "failed")


class OutcomeName(models.TextChoices):
    NONE = "", pgettext_lazy("outcome of a query", "none yet")
    GIVEN = Outcome.GIVEN.value, pgettext_lazy("outcome of a query", "data were given")
    NO_RECORD = Outcome.NO_RECORD.value, pgettext_lazy("outcome of a query", "there is no record")
    REFUSED = Outcome.REFUSED.value, pgettext_lazy("outcome of a query", "refused by the gateway")
    DENIED = Outcome.DENIED.value, pgettext_lazy("outcome of a query", "refused by the source")
    DOWN = Outcome.DOWN.value, pgettext_lazy("outcome of a query", "the source cannot be reached")
    SLOW = Outcome.SLOW.value, pgettext_lazy("outcome of a query", "the source took too long")
    STALE = Outcome.STALE.value, pgettext_lazy("outcome of a query", "the data are too old")
    MALFORMED = (
        Outcome.MALFORMED.value,
        pgettext_lazy("outcome of a query", "the answer was malformed"),
    )
    FORGED = (
        Outcome.FORGED.value,
        pgettext_lazy("outcome of a query", "the signature of the answer was wrong"),
    )


class DataQuery(models.Model):
    """One look at data about one subject, let through or refused.

    Written before the source is called. The subject is kept as a keyed digest of their number, and
    as their account where the number is known to be theirs.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(
        "exchange.Agreement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="queries",
        db_index=False,
    )
    dataset = models.ForeignKey(
        "exchange.Dataset",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    consumer = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    provider = models.ForeignKey(
        "people.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    official = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        db_index=False,
    )  # fmt: skip
    consent = models.ForeignKey(
        "exchange.Consent", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    """The person asked for it themselves, and no official did."""
    case = models.ForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject_digest = models.CharField(max_length=64)
    """HMAC-SHA256 of scheme and number, under the town's key."""
    subject = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        db_index=False,
    )  # fmt: skip
    purpose = models.CharField(max_length=300)
    field_names: models.JSONField[list[str], list[str]] = models.JSONField()
    provisions: models.JSONField = models.JSONField(default=list)
    """The articles it stands on, as they were: code, version, citation."""
    nonce = models.CharField(max_length=64)
    message_digest = models.CharField(max_length=43)
    """Of the signed query, SHA-256 in base64url."""
    checks: models.JSONField = models.JSONField(default=list)
    """Every check of the gateway: name, whether it passed, provision, facts."""
    decision = models.TextField(blank=True)
    """The gateway's signed decision, a JWS."""
    state = models.CharField(
        max_length=8, choices=QueryStateName.choices, default=QueryStateName.ASKED
    )
    outcome = models.CharField(max_length=9, choices=OutcomeName.choices, blank=True)
    outcome_detail = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    as_of = models.DateTimeField(null=True, blank=True)
    """How fresh the data were, by the source."""
    given_fields: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    surplus_fields: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    """What the source sent beyond what was asked, and nobody was given."""
    answer_digest = models.CharField(max_length=43, blank=True)
    answer_proof = models.TextField(blank=True)
    """The source's signed digest and as-of, a JWS without the data."""
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    sealed_until = models.DateField(null=True, blank=True)
    """Kept from the subject until that day; counted in public all the same."""
    seal_reason = models.CharField(max_length=300, blank=True)
    is_release_told = models.BooleanField(default=False)
    """Whether the person was told of it on the day when it was shown to them at last."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consumer", "nonce"], name="exchange_query_once"),
            models.CheckConstraint(
                condition=Q(sealed_until=None) | ~Q(seal_reason=""), name="exchange_query_seal"
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="exchange_query_newest"),
            models.Index(fields=["subject_digest", "-asked_at", "-id"], name="exchange_query_whom"),
            models.Index(
                fields=["subject", "-asked_at", "-id"],
                condition=Q(subject__isnull=False),
                name="exchange_query_subject",
            ),
            models.Index(fields=["consumer", "-asked_at", "-id"], name="exchange_query_consumer"),
            models.Index(fields=["provider", "-asked_at", "-id"], name="exchange_query_provider"),
            models.Index(
                fields=["agreement", "-asked_at", "-id"],
                condition=Q(agreement__isnull=False),
                name="exchange_query_agreement",
            ),
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(state__in=["asked", "waiting"]),
                name="exchange_query_pending",
            ),
            models.Index(
                fields=["sealed_until", "id"],
                condition=Q(sealed_until__isnull=False, is_release_told=False),
                name="exchange_query_sealed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SubjectIdentity(models.Model):
    """A number that is known to be somebody's: an official saw it, or a sign-in service said it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    """None: the account is gone; nothing leads from this row to anybody."""
    scheme = models.SlugField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    sealed_number = models.BinaryField()
    """Encrypted under the town's key, so that a service can ask with it."""
    verified_at = models.DateTimeField()
    verified_how = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "scheme"], name="exchange_identity_scheme")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} of {self.user_id}"


class CaseSubject(models.Model):
    """Whom a case is about, besides whoever asked it: named by an official, with the reason."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    named_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    named_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "digest"], name="exchange_case_subject")
        ]

    def __str__(self) -> str:
        return f"of {self.case_id}"
