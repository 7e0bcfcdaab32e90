"""What buyer and company sign: its words, who answers for what, its milestones and its versions.

Rows hold the words in force; every version that was ever put to be signed stands, as it was, in a
ContractVersion. A contract changes only through ``actions/contract_events.py``.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.ids import new_id, show_number
from gongjian.market.procurement.rules.contracts import (
    NAMED_IN_WORDS,
    OVER_STATES,
    UNSIGNED_STATES,
    ContractState,
    Duty,
    MilestoneState,
    Party,
    Side,
)


class ContractStateName(models.TextChoices):
    DRAFT = ContractState.DRAFT.value, pgettext_lazy("contract", "draft")
    SIGNING = ContractState.SIGNING.value, pgettext_lazy("contract", "being signed")
    SIGNED = ContractState.SIGNED.value, pgettext_lazy("contract", "signed")
    RUNNING = ContractState.RUNNING.value, pgettext_lazy("contract", "running")
    DONE = ContractState.DONE.value, pgettext_lazy("contract", "done")
    ENDED = ContractState.ENDED.value, pgettext_lazy("contract", "ended early")
    LAPSED = ContractState.LAPSED.value, pgettext_lazy("contract", "not signed in time")


class SideName(models.TextChoices):
    BUYER = Side.BUYER.value, pgettext_lazy("side of a contract", "buyer")
    COMPANY = Side.COMPANY.value, pgettext_lazy("side of a contract", "company")


class Contract(models.Model):
    """What one company builds for one buyer, for how much, and how far that is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="contracts")
    award = models.OneToOneField(
        "procurement.Award", on_delete=models.PROTECT, related_name="contract"
    )
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="contracts"
    )
    state = models.CharField(
        max_length=8, choices=ContractStateName.choices, default=ContractStateName.DRAFT
    )
    state_reason = models.TextField(blank=True)
    """Why it was taken back, ended or lapsed."""
    text = models.TextField(blank=True)
    """What is built, in words."""
    exit_text = models.TextField(blank=True)
    """How either side leaves, and what then is handed over."""
    source_text = models.TextField(blank=True)
    """Where the source code is, and what anybody may do with it."""
    data_text = models.TextField(blank=True)
    """How data come back, and in which form."""
    starts_on = models.DateField()
    award_minor = models.BigIntegerField()
    """The award's, kept beside it so that the database itself holds the amount to it."""
    signed_minor = models.BigIntegerField(null=True, blank=True)
    """The amount that was signed; changes are counted from it."""
    amount_minor = models.BigIntegerField()
    paid_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    owner = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The product owner, who accepts for the buyer."""
    acceptor = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who accepts beside the owner, being independent of them and of the company."""
    sign_until = models.DateTimeField()
    """The first instant that is too late for a signature."""
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=120)
    signed_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    """When it was done or ended."""
    version = models.PositiveIntegerField(default=1)

    call_id: UUID
    award_id: UUID
    company_id: UUID
    owner_id: UUID | None
    acceptor_id: UUID | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                # A bid of nothing may win.
                condition=Q(amount_minor__gte=0),
                name="procurement_contract_amount",
            ),
            models.CheckConstraint(
                condition=Q(signed_minor=None) | Q(signed_minor__lte=F("award_minor")),
                name="procurement_contract_in_award",
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0) & Q(paid_minor__lte=F("amount_minor")),
                name="procurement_contract_paid",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(UNSIGNED_STATES), signed_at=None, signed_minor=None,
                    paid_minor=0,
                )
                | Q(signed_at__isnull=False, signed_minor__isnull=False)
                & ~Q(state__in=sorted(UNSIGNED_STATES)),
                name="procurement_contract_signed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OVER_STATES)) ^ Q(over_at=None),
                name="procurement_contract_over",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(acceptor=None) | ~Q(owner=F("acceptor")),
                name="procurement_two_acceptors",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-signed_at", "-id"], name="procurement_contracts"),
            models.Index(fields=["state", "-signed_at", "-id"], name="procurement_contract_states"),
            models.Index(fields=["state", "starts_on"], name="procurement_contract_starts"),
            models.Index(fields=["state", "sign_until"], name="procurement_contract_lapses"),
        ]

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def reference(self) -> str:
        return f"contract:{self.pk}"

    @property
    def is_public(self) -> bool:
        return self.signed_at is not None


class ContractVersionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("version of a contract", "proposed")
    IN_FORCE = "in_force", pgettext_lazy("version of a contract", "in force since it was signed")
    REFUSED = "refused", pgettext_lazy("version of a contract", "not signed")


class ContractVersion(models.Model):
    """One text that was put to be signed by both sides, byte for byte: the first, or a change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(
        "procurement.Contract",
        on_delete=models.PROTECT,
        related_name="versions",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField()
    is_change = models.BooleanField()
    file = models.TextField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the file in UTF-8."""
    amount_minor = models.BigIntegerField()
    increase_minor = models.BigIntegerField(default=0)
    """What it adds to the amount in force before; 0 where it adds nothing."""
    rationale = models.TextField(blank=True)
    state = models.CharField(
        max_length=8, choices=ContractVersionState.choices, default=ContractVersionState.PROPOSED
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120)
    proposed_side = models.CharField(max_length=7, choices=SideName.choices)
    decided_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.TextField(blank=True)
    refused_by = models.CharField(max_length=120, blank=True)

    contract_id: UUID

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="procurement_version_once"),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state="proposed"),
                name="procurement_one_proposed",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") ^ Q(decided_at__isnull=False),
                name="procurement_version_decided",
            ),
            models.CheckConstraint(
                condition=Q(increase_minor__gte=0), name="procurement_version_increase"
            ),
            models.CheckConstraint(
                condition=Q(is_change=False) | ~Q(rationale=""),
                name="procurement_change_rationale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.contract_id}"


class NamedOwner(models.Model):
    """That somebody was product owner of a contract at some time: whoever accepts beside one is
    independent of all of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.PROTECT, related_name="owners", db_index=False
    )
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    named_at = models.DateTimeField()

    contract_id: UUID
    user_id: UUID | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "user"], name="procurement_owner_once")
        ]

    def __str__(self) -> str:
        return f"owner of {self.contract_id}"


class ContractSignature(models.Model):
    """That one side signed a version, who for it, and which bytes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        "procurement.ContractVersion",
        on_delete=models.PROTECT,
        related_name="signatures",
        db_index=False,
    )
    side = models.CharField(max_length=7, choices=SideName.choices)
    digest = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    version_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="procurement_signs_once"),
            # Nobody signs for both sides; of those who were erased nobody knows it any more.
            models.UniqueConstraint(
                fields=["version", "signed_by"],
                condition=~Q(signed_by="erased"),
                name="procurement_two_signers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} of {self.version_id}"


class MilestoneStateName(models.TextChoices):
    OPEN = MilestoneState.OPEN.value, pgettext_lazy("milestone", "open")
    REPORTED = MilestoneState.REPORTED.value, pgettext_lazy("milestone", "to be accepted")
    ACCEPTED = MilestoneState.ACCEPTED.value, pgettext_lazy("milestone", "accepted")


class Milestone(models.Model):
    """What is due on a day, what it is worth, and when it is accepted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(
        "procurement.Contract",
        on_delete=models.PROTECT,
        related_name="milestones",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    amount_minor = models.BigIntegerField()
    criteria = models.TextField(blank=True)
    state = models.CharField(
        max_length=8, choices=MilestoneStateName.choices, default=MilestoneStateName.OPEN
    )
    delivered_on = models.DateField(null=True, blank=True)
    """The day on which what was accepted was reported: whether it was late is counted by it."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    paid_minor = models.BigIntegerField(default=0)

    contract_id: UUID

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"], name="procurement_milestone_number"
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=0), name="procurement_milestone_amount"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted") ^ Q(accepted_at=None),
                name="procurement_milestone_accepted",
            ),
            # What the database itself holds: nothing is paid before, nor beyond.
            models.CheckConstraint(
                condition=Q(paid_minor=0)
                | Q(state="accepted", paid_minor__gt=0, paid_minor__lte=F("amount_minor")),
                name="procurement_milestone_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.contract_id}"

    @property
    def reference(self) -> str:
        return f"milestone:{self.pk}"

    @property
    def is_late(self) -> bool:
        """Whether what was accepted came after its day."""
        return self.delivered_on is not None and self.delivered_on > self.due_on

    def is_overdue(self, now: datetime) -> bool:
        """Whether its day is over without anything reported."""
        return self.state == MilestoneState.OPEN and local_day(now) > self.due_on


class Deliverable(models.Model):
    """A thing that is handed over, and with which milestone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(
        "procurement.Contract",
        on_delete=models.PROTECT,
        related_name="deliverables",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField()
    milestone = models.ForeignKey(
        "procurement.Milestone",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliverables",
    )
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)

    contract_id: UUID
    milestone_id: UUID | None

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"], name="procurement_deliverable_number"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DutyName(models.TextChoices):
    PROVIDES = Duty.PROVIDES.value, pgettext_lazy("duty in a contract", "provides it")
    ACCEPTS = Duty.ACCEPTS.value, pgettext_lazy("duty in a contract", "accepts it")
    OPERATES = Duty.OPERATES.value, pgettext_lazy("duty in a contract", "operates it")
    OWNS_CODE = Duty.OWNS_CODE.value, pgettext_lazy("duty in a contract", "owns the code")
    OWNS_DATA = Duty.OWNS_DATA.value, pgettext_lazy("duty in a contract", "owns the data")
    BEARS_FAILURE = (
        Duty.BEARS_FAILURE.value,
        pgettext_lazy("duty in a contract", "bears a failure"),
    )


class PartyName(models.TextChoices):
    BUYER = Party.BUYER.value, pgettext_lazy("party of a contract", "government department")
    COMPANY = Party.COMPANY.value, pgettext_lazy("party of a contract", "company")
    THIRD = Party.THIRD.value, pgettext_lazy("party of a contract", "somebody else")
    SHARED = Party.SHARED.value, pgettext_lazy("party of a contract", "shared")


class ResponsibilityCell(models.Model):
    """Who has one duty of one deliverable."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    deliverable = models.ForeignKey(
        "procurement.Deliverable", on_delete=models.CASCADE, related_name="cells", db_index=False
    )
    duty = models.CharField(max_length=13, choices=DutyName.choices)
    party = models.CharField(max_length=7, choices=PartyName.choices)
    words = models.CharField(max_length=200, blank=True)
    """Who it is, or how it is shared; may add to the other two."""

    deliverable_id: UUID

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "duty"], name="procurement_responsible_once"
            ),
            models.CheckConstraint(
                condition=Q(party__in=sorted(Party)), name="procurement_responsible_party"
            ),
            models.CheckConstraint(
                condition=~Q(party__in=sorted(NAMED_IN_WORDS)) | ~Q(words=""),
                name="procurement_responsible_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.party}"
