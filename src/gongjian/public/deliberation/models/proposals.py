"""A proposal, its versions, its history, and the official answers to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id, show_number
from gongjian.public.deliberation.rules import proposals as rules

PLAN_LENGTH = 300


class State(models.TextChoices):
    UNDER_REVIEW = rules.ProposalState.UNDER_REVIEW.value, _("waiting for moderation")
    REFUSED = rules.ProposalState.REFUSED.value, _("not published")
    COLLECTING = rules.ProposalState.COLLECTING.value, _("collecting support")
    AWAITING_ANSWER = rules.ProposalState.AWAITING_ANSWER.value, _("waiting for the answer")
    ADOPTED = rules.ProposalState.ADOPTED.value, pgettext_lazy("proposal", "accepted")
    IN_PLAN = rules.ProposalState.IN_PLAN.value, _("in another plan")
    REJECTED = rules.ProposalState.REJECTED.value, pgettext_lazy("proposal", "rejected")
    WITHDRAWN = rules.ProposalState.WITHDRAWN.value, _("withdrawn")
    MERGED = rules.ProposalState.MERGED.value, pgettext_lazy("proposal", "merged")


class OutcomeChoice(models.TextChoices):
    ADOPTED = rules.Outcome.ADOPTED.value, _("Accepted: it is going to be done")
    IN_PLAN = rules.Outcome.IN_PLAN.value, _("In another plan already")
    REJECTED = rules.Outcome.REJECTED.value, pgettext_lazy("outcome", "Rejected")


_OPEN = sorted(state.value for state in rules.OPEN_STATES)
_PUBLIC = Q(is_public=True)
_AWAITING = Q(state=State.AWAITING_ANSWER)
"""Hidden ones, too: they are owed their answer all the same."""


class Proposal(models.Model):
    """What somebody suggests and others support.

    The row is the present; ProposalEvent rows are the history, ProposalVersion rows what it said
    before. Counts are kept here, in the transactions that change what they count.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    state = models.CharField(max_length=16, choices=State.choices)
    is_public = models.BooleanField(default=False)
    """Published, and nobody hid it; pages then show the masked texts."""
    version = models.PositiveIntegerField(default=1)
    """Of its words; a form carries the one it was made from."""

    title = models.CharField(max_length=rules.TITLE_LENGTH)
    text = models.TextField()
    public_title = models.CharField(max_length=200)
    public_text = models.TextField()
    language = models.CharField(max_length=10, default="en")

    category = models.ForeignKey(
        "duties.Category", db_index=False, null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    area = models.ForeignKey(
        "duties.Area", db_index=False, null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    area_path = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    author = models.ForeignKey(
        "people.User", db_index=False, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    is_name_shown = models.BooleanField(default=False)
    """The author signs with the name of their account."""
    case_reference = models.CharField(max_length=60, blank=True)
    """``case:…``: the case that its requester made this proposal of."""

    support_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    follower_count = models.PositiveIntegerField(default=0)
    flag_count = models.PositiveIntegerField(default=0)
    """Flags that no moderator has decided yet."""
    support_threshold = models.PositiveIntegerField(default=rules.DEFAULT_THRESHOLD)
    """As its area set it on the day it was published: a later change moves nobody's goal."""

    department = models.ForeignKey(
        "people.Organisation", db_index=False, null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    """Who owes the answer, by the duty register of the day the threshold was reached."""
    provision = models.ForeignKey(
        "law.Provision", db_index=False, null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    """Which sets the deadline of the answer."""
    merged_into = models.ForeignKey(
        "self", db_index=False, null=True, blank=True, on_delete=models.PROTECT,
        related_name="merged_proposals",
    )  # fmt: skip

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    """Of the first answer, by which it was in time or late."""
    is_answered_in_time = models.BooleanField(null=True, blank=True)
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    """When whoever owes the answer is told next that little, or no, time is left for it."""
    hidden_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    area_id: UUID | None
    author_id: UUID | None
    category_id: UUID | None
    department_id: UUID | None
    merged_into_id: UUID | None
    provision_id: UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(published_at__isnull=False, hidden_at=None),
                name="deliberation_proposal_public",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="deliberation_proposal_place",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=_PUBLIC, name="deliberation_newest"
            ),
            models.Index(
                fields=["-support_count", "-id"], condition=_PUBLIC, name="deliberation_supports"
            ),
            models.Index(
                fields=["state", "-published_at", "-id"],
                condition=_PUBLIC,
                name="deliberation_state_newest",
            ),
            models.Index(
                fields=["state", "-support_count", "-id"],
                condition=_PUBLIC,
                name="deliberation_state_supports",
            ),
            models.Index(
                fields=["category", "-published_at", "-id"],
                condition=_PUBLIC,
                name="deliberation_category_newest",
            ),
            models.Index(
                fields=["area", "-published_at", "-id"],
                condition=_PUBLIC,
                name="deliberation_area_newest",
            ),
            models.Index(
                fields=["area", "-support_count", "-id"],
                condition=_PUBLIC,
                name="deliberation_area_supports",
            ),
            # What is due: few of many, earliest first.
            models.Index(fields=["due_at", "id"], condition=_AWAITING, name="deliberation_due"),
            models.Index(
                fields=["department", "due_at", "id"],
                condition=_AWAITING,
                name="deliberation_due_department",
            ),
            models.Index(
                fields=["next_reminder_at", "id"],
                condition=Q(next_reminder_at__isnull=False),
                name="deliberation_to_remind",
            ),
            models.Index(
                fields=["created_at", "id"],
                condition=Q(state=State.UNDER_REVIEW),
                name="deliberation_under_review",
            ),
            models.Index(
                fields=["updated_at", "id"],
                condition=Q(flag_count__gt=0),
                name="deliberation_flagged",
            ),
            models.Index(
                fields=["author", "-created_at", "-id"],
                condition=Q(author__isnull=False),
                name="deliberation_mine",
            ),
            models.Index(
                fields=["case_reference"],
                condition=~Q(case_reference=""),
                name="deliberation_of_case",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="deliberation_merged",
            ),
            models.Index(
                fields=["area"], condition=Q(area__isnull=False), name="deliberation_area"
            ),
            models.Index(
                fields=["category"],
                condition=Q(category__isnull=False),
                name="deliberation_category",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_number} {self.public_title}"

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def is_open(self) -> bool:
        """Whether an answer may still come: for the badge of its deadline."""
        return self.state in _OPEN

    @property
    def is_discussed(self) -> bool:
        """Whether people may still say something of it."""
        return self.state in rules.DISCUSSED_STATES

    @property
    def progress_percent(self) -> int:
        return rules.progress_percent(self.support_count, self.support_threshold)

    @property
    def missing_count(self) -> int:
        """Supports that are still missing."""
        return max(0, self.support_threshold - self.support_count)

    def is_late(self, now: datetime) -> bool:
        # One that was merged or withdrawn is owed nothing any more.
        is_owed = self.answered_at is not None or self.state == State.AWAITING_ANSWER
        return is_owed and rules.is_late(self.due_at, self.answered_at, now)


class ProposalVersion(models.Model):
    """What a proposal said, from when. Rows are only ever added; erasure alone empties them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="versions"
    )
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=rules.TITLE_LENGTH)
    text = models.TextField()
    public_title = models.CharField(max_length=200)
    public_text = models.TextField()
    reason = models.CharField(max_length=300, blank=True)
    """Why it was changed, in its author's words."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Of two who save at once, one writes the next version.
            models.UniqueConstraint(
                fields=["proposal", "version"], name="deliberation_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.version}"


class Visibility(models.TextChoices):
    PUBLIC = "public", pgettext_lazy("visibility", "public")
    AUTHOR = "author", _("author and staff")


class ProposalEvent(models.Model):
    """One thing that happened to a proposal. Rows are only ever added.

    Single supports, comments and followers are no events: their own rows are their history, and
    thousands of them would bury what was done about it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="events"
    )
    name = models.CharField(max_length=40)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    text = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["proposal", "id"], name="deliberation_timeline")]

    def __str__(self) -> str:
        return f"{self.name} of {self.proposal_id}"


class ProposalAnswer(models.Model):
    """An official answer; the newest one holds, those before stay to be read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="answers"
    )
    outcome = models.CharField(max_length=16, choices=OutcomeChoice.choices)
    text = models.TextField()
    """The reasons."""
    plan = models.CharField(max_length=PLAN_LENGTH, blank=True)
    """Which plan it is in, or in which it is taken up."""
    cost_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by = models.CharField(max_length=120)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_minor=None) | Q(cost_minor__gte=0),
                name="deliberation_answer_cost",
            )
        ]
        indexes = [models.Index(fields=["proposal", "-id"], name="deliberation_answers")]

    def __str__(self) -> str:
        return f"{self.outcome} to {self.proposal_id}"
