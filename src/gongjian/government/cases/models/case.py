from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id, show_number

if TYPE_CHECKING:
    from gongjian.government.cases.models.case_event import CaseEvent
    from gongjian.government.cases.models.handling import Appeal

from gongjian.government.cases.models.urgency import BY_HAND, KeptReason, told_reasons
from gongjian.government.cases.rules import DISPATCHER_STATES, OPEN_STATES, CaseKind, CaseState

_OPEN = sorted(state.value for state in OPEN_STATES)
_WAITING = sorted(state.value for state in DISPATCHER_STATES)
_DUE = Q(is_open=True, lead_department__isnull=False)


class Kind(models.TextChoices):
    HELP = CaseKind.HELP.value, _("help")
    COMPLAINT = CaseKind.COMPLAINT.value, _("complaint")
    SUGGESTION = CaseKind.SUGGESTION.value, _("suggestion")
    QUESTION = CaseKind.QUESTION.value, _("question")
    REPORT = CaseKind.REPORT.value, _("report")
    APPLICATION = CaseKind.APPLICATION.value, _("application")


class State(models.TextChoices):
    RECEIVED = CaseState.RECEIVED.value, _("received")
    DISPATCHED = CaseState.DISPATCHED.value, _("dispatched")
    ACCEPTED = CaseState.ACCEPTED.value, _("accepted")
    IN_PROGRESS = CaseState.IN_PROGRESS.value, _("in progress")
    WAITING_FOR_REQUESTER = CaseState.WAITING_FOR_REQUESTER.value, _("waiting for the requester")
    HANDED_BACK = CaseState.HANDED_BACK.value, _("handed back")
    ANSWERED = CaseState.ANSWERED.value, _("answered")
    REOPENED = CaseState.REOPENED.value, _("reopened")
    CLOSED = CaseState.CLOSED.value, _("closed")
    REJECTED = CaseState.REJECTED.value, _("rejected")
    MERGED = CaseState.MERGED.value, _("merged")


class Channel(models.TextChoices):
    WEB = "web", _("website")
    API = "api", _("API")
    OPEN311 = "open311", _("Open311")
    IMPORT = "import", _("import")
    PHONE = "phone", _("phone")
    SENSOR = "sensor", _("sensor")


class Case(models.Model):
    """One request of one person, and where its handling stands.

    The row is the present; CaseEvent rows are the history and are never changed. Contact data
    stands only in ``requester`` and ``contact_*``, so that erasure has one place.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=24, choices=State.choices, default=State.RECEIVED)
    is_open = models.BooleanField(default=True)
    """Derived from the state by the one transition function; for indexes."""
    version = models.PositiveIntegerField(default=1)
    """Counts what people did with it; a form carries the one it was made from."""

    is_urgent = models.BooleanField(default=False)
    """Goes first in every queue and is never closed by itself."""
    urgency_reasons: models.JSONField[list[KeptReason], list[KeptReason]] = models.JSONField(
        default=list, blank=True
    )
    """Why; only for staff, for the words may tell of persons."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    is_public = models.BooleanField(default=False)
    """The requester made it public and nobody hid it; pages then show the masked texts."""
    hidden_at = models.DateTimeField(null=True, blank=True)
    """Staff hid from everybody what the requester had made public; lifting that shows it again."""
    public_title = models.CharField(max_length=200, blank=True)
    public_text = models.TextField(blank=True)
    public_address = models.CharField(max_length=200, blank=True)
    """Masked; what the public reads while ``is_public``. Kept beyond, so that what was masked by a
    name stays so whatever the requester is called by then."""
    language = models.CharField(max_length=10, default="en")

    category = models.ForeignKey(
        "duties.Category",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    area = models.ForeignKey(
        "duties.Area",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    area_path = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    requester = models.ForeignKey(
        "people.User",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_name = models.CharField(max_length=80, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    channel = models.CharField(max_length=8, choices=Channel.choices)
    source = models.CharField(max_length=80, blank=True)
    source_reference = models.CharField(max_length=120, blank=True)
    source_digest = models.CharField(max_length=64, blank=True)
    """With these three a request sent twice, a row imported twice, is one case."""

    lead_department = models.ForeignKey(
        "people.Organisation",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    duty = models.ForeignKey(
        "duties.Duty",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handler = models.ForeignKey(
        "people.User",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    dispatch_note = models.CharField(max_length=200, blank=True)
    """Why it waits for the dispatcher: no category, a gap in the duty register, a hand-back."""
    hand_back_count = models.PositiveSmallIntegerField(default=0)
    is_settled = models.BooleanField(default=False)
    """The dispatcher settled who is responsible; no further hand-back."""
    better_department = models.ForeignKey(
        "people.Organisation",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """Who the department that handed it back says is responsible."""
    guesses = models.JSONField(default=list, blank=True)
    """What triage suggests to the dispatcher: category ids with their shares, best first."""
    appealed_at = models.DateTimeField(null=True, blank=True)
    """An appeal against its rejection waits for a decision."""
    merged_into = models.ForeignKey(
        "self",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_cases",
    )

    received_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    dispatched_at = models.DateTimeField(null=True, blank=True)
    accept_due_at = models.DateTimeField(null=True, blank=True)
    is_acceptance_late = models.BooleanField(default=False)
    """The supervisor was told that nobody accepted it in time."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    first_response_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_answered_in_time = models.BooleanField(null=True, blank=True)
    """Whether the first answer kept the deadline in force then; a reopening sets a new one."""
    clock_started_at = models.DateTimeField(null=True, blank=True)
    """Where the deadline counts from: receipt or reopening, moved on by what was paused."""
    due_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    reminder_level = models.PositiveSmallIntegerField(default=0)
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    close_after = models.DateTimeField(null=True, blank=True)

    is_solved = models.BooleanField(null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    support_count = models.PositiveIntegerField(default=0)
    """Who said "me too" here, and who liked it where it was imported from."""
    dislike_count = models.PositiveIntegerField(default=0)
    """Who disliked it where it was imported from."""

    stored: dict[str, object] | None = None
    """What the locked row held, by column; not a column itself."""
    hand_backs: list[CaseEvent]
    open_appeals: list[Appeal]
    """Read by the dispatcher's queue, nowhere else; the last one first."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_reference"],
                condition=~Q(source_reference=""),
                name="cases_case_source_once",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, state__in=_OPEN)
                | (Q(is_open=False) & ~Q(state__in=_OPEN)),
                name="cases_case_open",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)),
                name="cases_case_satisfaction",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="cases_case_place",
            ),
        ]
        indexes = [
            # Lists of public cases, newest first, with the filters of the list page.
            models.Index(
                fields=["-received_at", "-id"],
                condition=Q(is_public=True),
                name="cases_public",
            ),
            models.Index(
                fields=["-state", "-received_at", "-id"],
                condition=Q(is_public=True),
                name="cases_public_state",
            ),
            models.Index(
                fields=["-rated_at", "-id"],
                condition=Q(is_public=True, is_solved=True),
                name="cases_solved",
            ),
            models.Index(
                fields=["category", "-received_at", "-id"],
                condition=Q(is_public=True, category__isnull=False),
                name="cases_public_category",
            ),
            models.Index(
                fields=["area", "-received_at", "-id"],
                condition=Q(is_public=True, area__isnull=False),
                name="cases_public_area",
            ),
            models.Index(
                fields=["lead_department", "-received_at", "-id"],
                condition=Q(is_public=True, lead_department__isnull=False),
                name="cases_public_department",
            ),
            # Queues: open cases by deadline, with the filters of the queue page. What has no
            # department yet stands in none of them, so that receiving a case costs none.
            models.Index(
                fields=["lead_department", "due_at", "id"], condition=_DUE, name="cases_queue"
            ),
            # Those whose deadline rests on a duty, or on none: looked at when the law changes.
            models.Index(
                fields=["duty", "lead_department", "due_at", "id"],
                condition=_DUE,
                name="cases_open_duty",
            ),
            # Few of many: counted and listed without walking those that have their handler.
            models.Index(
                fields=["lead_department", "due_at", "id"],
                include=["state"],
                condition=_DUE & Q(handler__isnull=True),
                name="cases_queue_nobodys",
            ),
            models.Index(
                fields=["lead_department", "state", "due_at", "id"],
                condition=_DUE,
                name="cases_queue_state",
            ),
            models.Index(
                fields=["lead_department", "category", "due_at", "id"],
                condition=_DUE,
                name="cases_queue_category",
            ),
            models.Index(
                fields=["lead_department", "area", "due_at", "id"],
                condition=_DUE,
                name="cases_queue_area",
            ),
            # What is urgent goes first. It is little, so that these two serve every filter.
            models.Index(
                fields=["lead_department", "due_at", "id"],
                condition=Q(is_urgent=True, closed_at__isnull=True, lead_department__isnull=False),
                name="cases_urgent",
            ),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(is_urgent=True, is_open=True, state__in=_WAITING),
                name="cases_urgent_waiting",
            ),
            models.Index(
                fields=["handler", "due_at", "id"],
                condition=Q(is_open=True, handler__isnull=False),
                name="cases_queue_handler",
            ),
            models.Index(
                fields=["state", "received_at", "id"],
                condition=Q(is_open=True),
                name="cases_dispatch_queue",
            ),
            models.Index(
                fields=["lead_department", "-received_at", "-id"],
                condition=Q(lead_department__isnull=False),
                name="cases_staff",
            ),
            models.Index(fields=["-received_at", "-id"], name="cases_all"),
            models.Index(
                fields=["requester", "-received_at", "-id"],
                condition=Q(requester__isnull=False),
                name="cases_mine",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="cases_merged",
            ),
            # Nothing else begins with the area of every case: an area that is to be deleted would
            # be sought in all of them, by us and by the database.
            models.Index(fields=["area"], condition=Q(area__isnull=False), name="cases_area"),
            # The cells of the rates; the keys' own indexes would add nothing to these.
            models.Index(
                fields=["category", "area", "lead_department", "received_at"], name="cases_cell"
            ),
            models.Index(
                fields=["next_reminder_at", "id"],
                condition=Q(next_reminder_at__isnull=False),
                name="cases_reminders",
            ),
            models.Index(
                fields=["close_after", "id"],
                condition=Q(close_after__isnull=False),
                name="cases_closing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_number} {self.title}"

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def is_urgency_set(self) -> bool:
        """Whether somebody of staff decided how urgent it is: no algorithm changes that."""
        return any(one["reason"] == BY_HAND for one in self.urgency_reasons)

    @property
    def told_urgency(self) -> list[tuple[str, list[str]]]:
        """Why it is urgent, or was lowered, in the reader's language and the words that led to
        it."""
        return told_reasons(self.urgency_reasons)

    def text_digest(self) -> str:
        """SHA-256 of title and text, as the ledger keeps it."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()
