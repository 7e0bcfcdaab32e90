"""Sealed bids: keys of bidders, envelopes as they came in, what the town signed, what was opened.

The database itself keeps the rules that matter most (migrations/…_bids.py): by its own clock it
takes no envelope from the deadline on, closes nothing before, changes nothing and deletes nothing.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.methods.canonical_json import write_base64


class BidderKey(models.Model):
    """A key with which a company signs its bids; the secret half never comes here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="bidder_keys"
    )
    public_key = models.CharField(max_length=44, unique=True)
    """Ed25519, in base64."""
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=120)
    revoked_at = models.DateTimeField(null=True, blank=True)
    """From then on nothing signed with it is taken; what was taken stays."""

    company_id: UUID

    class Meta:
        ordering = ["-registered_at", "-id"]

    def __str__(self) -> str:
        return self.public_key

    @property
    def reference(self) -> str:
        return f"bidder_key:{self.pk}"


class BidWindow(models.Model):
    """Until when bids of which stage are taken, as the database's triggers read it.

    Kept by ``actions/call_events.py`` with every change of a call. A table of its own: SQLite
    makes a table anew to change it, and cannot while a trigger refers to it.
    """

    call = models.OneToOneField(
        "procurement.Call", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    stage_number = models.PositiveSmallIntegerField()
    closes_at = models.DateTimeField(null=True)
    """None: nothing is taken, nor withdrawn."""

    call_id: UUID

    def __str__(self) -> str:
        return f"{self.call_id} until {self.closes_at}"


class EnvelopeFate(models.TextChoices):
    STANDING = "standing", pgettext_lazy("envelope", "stands")
    REPLACED = "replaced", pgettext_lazy("envelope", "replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("envelope", "withdrawn")


class Bid(models.Model):
    """What a company offers in a stage of a call: its envelopes, of which at most one stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="bids")
    stage_number = models.PositiveSmallIntegerField(default=1)
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="bids"
    )
    begun_at = models.DateTimeField()

    call_id: UUID
    company_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number", "company"], name="procurement_bid_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} in {self.call_id}"

    @property
    def reference(self) -> str:
        return f"bid:{self.pk}"


class BidEnvelope(models.Model):
    """One envelope, byte for byte as it was sent, and what became of it by the closing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey("procurement.Bid", on_delete=models.PROTECT, related_name="envelopes")
    key = models.ForeignKey(
        "procurement.BidderKey", on_delete=models.PROTECT, related_name="envelopes"
    )
    digest = models.BinaryField(max_length=32, unique=True)
    body = models.BinaryField()
    sequence = models.BigIntegerField()
    received_at = models.DateTimeField(db_default=Now())
    """By the database's clock, whatever a process says."""
    sent_by = models.CharField(max_length=120)
    fate = models.CharField(
        max_length=9, choices=EnvelopeFate.choices, default=EnvelopeFate.STANDING
    )
    receipt = models.TextField(blank=True)
    """Signed by the town."""
    withdrawal = models.TextField(blank=True)
    """Signed by the company: canonical JSON (methods/bid_withdrawals.py)."""

    bid_id: UUID
    key_id: UUID

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid"], condition=Q(fate="standing"), name="procurement_bid_stands_once"
            ),
            models.UniqueConstraint(
                fields=["bid", "sequence"], name="procurement_envelope_sequence"
            ),
            models.CheckConstraint(
                condition=Q(fate="withdrawn") ^ Q(withdrawal=""),
                name="procurement_withdrawal_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_digest} ({self.fate})"

    @property
    def shown_digest(self) -> str:
        return write_base64(bytes(self.digest))


class BidClosing(models.Model):
    """What the town signed when a stage closed: the root over all its envelopes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="closings")
    stage_number = models.PositiveSmallIntegerField()
    envelopes = models.PositiveIntegerField()
    standing = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    deadline = models.DateTimeField()
    """The last that was set."""
    closed_at = models.DateTimeField()

    call_id: UUID

    class Meta:
        ordering = ["closed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "stage_number"], name="procurement_closing_once"
            ),
            models.CheckConstraint(
                condition=Q(standing__lte=F("envelopes")), name="procurement_closing_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"closing of {self.call_id}"

    @property
    def reference(self) -> str:
        return f"bid_closing:{self.pk}"

    @property
    def shown_root(self) -> str:
        return write_base64(bytes(self.root))


class CallFileCopy(models.Model):
    """The public file of a stage as it was last made, so that visitors do not make it anew."""

    closing = models.OneToOneField(
        "procurement.BidClosing", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=64)
    """Digest of all that the file depends on."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file."""
    has_proof = models.BooleanField()
    """Whether the ledger's proof is in it; one without is made again when there is one."""
    body = models.BinaryField()

    closing_id: UUID

    def __str__(self) -> str:
        return self.digest


class PartChoice(models.TextChoices):
    TECHNICAL = "technical", pgettext_lazy("part of a bid", "technical part")
    PRICE = "price", pgettext_lazy("part of a bid", "price")
    SECRET = "secret", pgettext_lazy("part of a bid", "trade secrets")


class ShareRelease(models.Model):
    """What a trustee released of one part of all bids, as it was handed in and signed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    closing = models.ForeignKey(
        "procurement.BidClosing", on_delete=models.PROTECT, related_name="releases"
    )
    trustee = models.ForeignKey(
        "procurement.CallTrustee", on_delete=models.PROTECT, related_name="releases"
    )
    part = models.CharField(max_length=9, choices=PartChoice.choices)
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    wrong = models.PositiveIntegerField()
    """Of how many bids the shares do not fit what the bidder committed to."""
    complaints = models.PositiveIntegerField()
    """Of how many bids the trustee says that its box is not what it should be."""
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=120)

    closing_id: UUID
    trustee_id: UUID

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["closing", "sha256"], name="procurement_release_once")
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.closing_id}"


class Outcome(models.TextChoices):
    OPEN = "open", pgettext_lazy("part of a bid", "open")
    BIDDER_AT_FAULT = "bidder_at_fault", pgettext_lazy("part of a bid", "sealed wrongly")
    UNOPENABLE = "unopenable", pgettext_lazy("part of a bid", "cannot be opened")


class OpenedPart(models.Model):
    """What came out of one part of a bid. What is open, or its bidder's fault, is so for good;
    what cannot be opened still opens when trustees who said so give right shares in time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    envelope = models.ForeignKey(
        "procurement.BidEnvelope", on_delete=models.PROTECT, related_name="opened"
    )
    part = models.CharField(max_length=9, choices=PartChoice.choices)
    outcome = models.CharField(max_length=15, choices=Outcome.choices)
    content = models.TextField(blank=True)
    """Canonical JSON (methods/bid_contents.py)."""
    opened_at = models.DateTimeField()

    envelope_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "part"], name="procurement_opened_once")
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.envelope_id}: {self.outcome}"
