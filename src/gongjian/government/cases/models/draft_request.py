from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class DraftKind(models.TextChoices):
    ANSWER = "answer", _("answer")
    SUMMARY = "summary", _("summary")


class DraftState(models.TextChoices):
    WAITING = "waiting", _("waiting for its turn")
    WRITING = "writing", _("being written")
    WRITTEN = "written", _("written")
    FAILED = "failed", _("not written")


UNDER_WAY = (DraftState.WAITING.value, DraftState.WRITING.value)
"""A worker has it, or will."""


class DraftRequest(models.Model):
    """A text that a language model was asked to write about a case, for a person to check.

    The row is the log of what left the house: who asked, which model, how much. What was sent is
    not kept, only its digest; what came back is erased with the case's requester.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=7, choices=DraftKind.choices)
    asked_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    template = models.ForeignKey(
        "cases.AnswerTemplate",
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """The ready-made answer that it shall follow."""
    state = models.CharField(max_length=7, choices=DraftState.choices, default=DraftState.WAITING)
    outcome = models.CharField(max_length=20, blank=True)
    """Why it was not written, or not yet: a fault of the endpoint, or what rules.DraftEnd names."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """Counts those begun. Who writes the end names the attempt: one that was thought lost, and
    taken over, writes nothing any more."""
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    """Which of the places for drafts written at once it has."""
    next_try_at = models.DateTimeField(null=True, blank=True)
    """When a worker looks at it: next, or, while it is being written, if nothing came of that."""
    host = models.CharField(max_length=255, blank=True)
    model = models.CharField(max_length=120, blank=True)
    prompt_sha256 = models.CharField(max_length=64, blank=True)
    """Of what was sent; empty where nothing was, for the endpoint was never reached."""
    prompt_tokens = models.PositiveIntegerField(null=True, blank=True)
    completion_tokens = models.PositiveIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    """Of the last attempt."""
    finished_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    is_cut = models.BooleanField(default=False)
    """The model stopped at the most tokens a draft may have."""
    statements = models.JSONField(default=list, blank=True)
    """What it states that the model was not told: pairs of kind and words."""
    answer = models.ForeignKey(
        "cases.CaseAnswer",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="drafts",
    )
    """The answer that a person made of it and sent."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state__in=UNDER_WAY),
                name="cases_draft_one_under_way",
            ),
            models.UniqueConstraint(
                fields=["slot"], condition=Q(slot__isnull=False), name="cases_draft_slot"
            ),
            models.CheckConstraint(
                condition=Q(state="writing", slot__isnull=False)
                | (~Q(state="writing") & Q(slot=None)),
                name="cases_draft_slot_while_writing",
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="cases_draft_log"),
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="cases_draft_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY
