from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id, show_number
from gongjian.market.procurement.models.companies import SizeChoice
from gongjian.market.procurement.rules.procedures import (
    Procedure,
    ProcedureCode,
    Stage,
    procedure_of,
)
from gongjian.market.procurement.rules.states import UNPUBLISHED_STATES, CallState


class State(models.TextChoices):
    DRAFT = CallState.DRAFT.value, pgettext_lazy("call", "draft")
    APPROVED = CallState.APPROVED.value, pgettext_lazy("call", "approved")
    OPEN = CallState.OPEN.value, pgettext_lazy("call", "open")
    CLOSED = CallState.CLOSED.value, pgettext_lazy("call", "closed")
    TECHNICAL_OPENING = (
        CallState.TECHNICAL_OPENING.value,
        pgettext_lazy("call", "technical opening"),
    )
    EVALUATION = CallState.EVALUATION.value, pgettext_lazy("call", "evaluation")
    PRICE_OPENING = CallState.PRICE_OPENING.value, pgettext_lazy("call", "price opening")
    INTENT = CallState.INTENT.value, pgettext_lazy("call", "intent to award")
    STANDSTILL = CallState.STANDSTILL.value, pgettext_lazy("call", "standstill")
    CONTRACT = CallState.CONTRACT.value, pgettext_lazy("call", "contract")
    DELIVERY = CallState.DELIVERY.value, pgettext_lazy("call", "delivery")
    DONE = CallState.DONE.value, pgettext_lazy("call", "done")
    CANCELLED = CallState.CANCELLED.value, pgettext_lazy("call", "cancelled")
    UNSUCCESSFUL = CallState.UNSUCCESSFUL.value, pgettext_lazy("call", "unsuccessful")
    SUSPENDED = CallState.SUSPENDED.value, pgettext_lazy("call", "suspended")


class ProcedureChoice(models.TextChoices):
    OPEN_CALL = ProcedureCode.OPEN_CALL.value, _("open call")
    QUOTATION = ProcedureCode.QUOTATION.value, _("request for quotation")
    RESTRICTED = ProcedureCode.RESTRICTED.value, _("restricted call in two stages")
    CHALLENGE = ProcedureCode.CHALLENGE.value, _("challenge")
    DIRECT = ProcedureCode.DIRECT.value, _("direct award")


class SupplyChoice(models.TextChoices):
    """The standard's codelist ``procurementCategory``."""

    GOODS = "goods", pgettext_lazy("what is bought", "goods")
    WORKS = "works", pgettext_lazy("what is bought", "works")
    SERVICES = "services", pgettext_lazy("what is bought", "services")


class Call(models.Model):
    """What the town wants built, under which conditions, and how far that is.

    Changes state only through ``actions/call_events.py``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    procedure_code = models.CharField(max_length=12, choices=ProcedureChoice.choices)
    procedure_version = models.PositiveSmallIntegerField(default=1)
    stage_number = models.PositiveSmallIntegerField(default=1)
    """Of the procedure's stages, from 1; bids belong to a call and a stage."""
    title = models.CharField(max_length=120)
    text = models.TextField()
    language = models.CharField(max_length=10, default="en")
    initiative_ref = models.CharField(max_length=80, blank=True)
    """``initiative:…``: what it carries out; an app above has it."""
    buyer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: the whole town."""
    area_path = models.CharField(max_length=200, blank=True)
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supply = models.CharField(max_length=8, choices=SupplyChoice.choices, blank=True)
    """What is bought in the main; empty: nobody said."""
    estimate_minor = models.BigIntegerField()
    ceiling_minor = models.BigIntegerField(null=True, blank=True)
    """The most that a bid may ask for; None: no such limit."""
    currency = models.CharField(max_length=3, default="CNY")
    largest_size = models.CharField(max_length=8, choices=SizeChoice.choices, blank=True)
    """A reservation for small firms: the largest that may bid; empty: any."""
    direct_reason = models.TextField(blank=True)
    """Why it is awarded without competition; published."""
    proof_minor = models.BigIntegerField(null=True, blank=True)
    """What each invited company is paid for its proof of concept."""
    trustee_threshold = models.PositiveSmallIntegerField(default=2)
    """How many trustees have to work together to open a bid."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    suspended_from = models.CharField(max_length=20, choices=State.choices, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.TextField(blank=True)
    """Why it is cancelled, unsuccessful or suspended."""
    opened_at = models.DateTimeField(null=True, blank=True)
    """First published; its criteria and their weights are fixed since."""
    stage_opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    """The first instant that is too late for a bid of the present stage."""
    closed_at = models.DateTimeField(null=True, blank=True)
    standstill_until = models.DateTimeField(null=True, blank=True)
    """Before this instant no contract is awarded; resuming moves it, too."""

    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    edited_by = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    area_id: UUID | None
    buyer_id: UUID
    category_id: UUID | None

    class Meta:
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="procurement_calls"),
            models.Index(fields=["state", "-opened_at", "-id"], name="procurement_calls_state"),
            models.Index(
                fields=["closes_at", "id"],
                condition=Q(state="open"),
                name="procurement_calls_closing",
            ),
            models.Index(fields=["initiative_ref"], name="procurement_calls_initiative"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(estimate_minor__gt=0), name="procurement_call_estimate"
            ),
            models.CheckConstraint(
                condition=Q(ceiling_minor=None) | Q(ceiling_minor__gt=0),
                name="procurement_call_ceiling",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(closes_at__isnull=False, opened_at__isnull=False),
                name="procurement_open_call_closes",
            ),
            models.CheckConstraint(
                condition=Q(state="suspended") ^ Q(suspended_from=""),
                name="procurement_suspended_from",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def reference(self) -> str:
        return f"call:{self.pk}"

    @property
    def procedure(self) -> Procedure:
        return procedure_of(self.procedure_code, self.procedure_version)

    @property
    def stage(self) -> Stage:
        return self.procedure.stage(self.stage_number)

    @property
    def is_published(self) -> bool:
        return self.opened_at is not None

    @property
    def may_be_edited(self) -> bool:
        return self.state in {one.value for one in UNPUBLISHED_STATES}

    def is_open(self, now: datetime) -> bool:
        """Whether a bid would be taken; the database's own clock has the last word."""
        return self.state == CallState.OPEN and self.closes_at is not None and now < self.closes_at


class CallEvent(models.Model):
    """One thing that happened to a call; append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=60)
    from_state = models.CharField(max_length=20, choices=State.choices)
    to_state = models.CharField(max_length=20, choices=State.choices)
    stage_number = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    is_public = models.BooleanField(default=True)
    text = models.TextField(blank=True)
    """The reason, where there is one; masked."""
    data = models.JSONField(default=dict)
    """Numbers, moments and keys; no personal data."""

    call_id: UUID

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.call_id}"


class LegalFinding(models.Model):
    """That a rule was checked, what the law asked on that day, what was there, and whether that was
    enough. What one step finds is one run; the newest run of a rule counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("procurement.Call", on_delete=models.PROTECT, related_name="findings")
    event = models.ForeignKey(
        "procurement.CallEvent", on_delete=models.PROTECT, related_name="findings"
    )
    rule = models.CharField(max_length=40)
    parameter = models.CharField(max_length=80)
    asked = models.BigIntegerField()
    found = models.BigIntegerField()
    is_met = models.BooleanField()
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: no provision sets it on that day, and the default of the house holds."""
    day = models.DateField()

    call_id: UUID

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rule}: {self.call_id}"
