from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id


class JointState(models.TextChoices):
    WAITING = "waiting", _("waiting for its turn")
    RUNNING = "running", _("running")
    DONE = "done", _("done")


class JointOutcome(models.TextChoices):
    """What became of one case of the issue; or, why the answer was not given to it."""

    PENDING = "pending", pgettext_lazy("joint answer", "not yet looked at")
    ANSWERED = "answered", pgettext_lazy("joint answer", "answered")
    OTHER_DEPARTMENT = "other", pgettext_lazy("joint answer", "another department has it")
    NOT_DISPATCHED = "waits", pgettext_lazy("joint answer", "no department has it yet")
    ANSWERED_BEFORE = "before", pgettext_lazy("joint answer", "answered before")
    ENDED = "ended", pgettext_lazy("joint answer", "closed, rejected or merged")
    NOT_ALLOWED = "refused", pgettext_lazy("joint answer", "out of reach of whoever answered")
    FAILED = "failed", pgettext_lazy("joint answer", "could not be answered by it any more")


class JointAnswer(models.Model):
    """One answer to all cases of a hot issue that a department leads.

    Which cases those are is fixed as it begins, by a row each; a worker goes through those that are
    pending, so that it goes on after a kill where it stood.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issue = models.ForeignKey("triage.HotIssue", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    public_text = models.TextField()
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=JointState.choices, default=JointState.WAITING)
    total_count = models.PositiveIntegerField(default=0)
    seen_count = models.PositiveIntegerField(default=0)
    answered_count = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    issue_id: UUID
    department_id: UUID
    author_id: UUID | None
    provision_id: UUID | None

    class Meta:
        indexes = [models.Index(fields=["issue", "-id"], name="cases_joint_issue")]

    def __str__(self) -> str:
        return f"joint answer {self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state != JointState.DONE

    @property
    def left_out_count(self) -> int:
        return self.seen_count - self.answered_count


class JointAnswerCase(models.Model):
    """What a joint answer did for one case; written in the transaction that answers it."""

    id = models.BigAutoField(primary_key=True)
    joint_answer = models.ForeignKey(
        "cases.JointAnswer", on_delete=models.PROTECT, related_name="cases"
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=8, choices=JointOutcome.choices, default=JointOutcome.PENDING
    )
    answer = models.OneToOneField(
        "cases.CaseAnswer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    case_id: UUID
    joint_answer_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joint_answer", "case"], name="cases_joint_case_once")
        ]
        indexes = [
            models.Index(fields=["joint_answer", "outcome", "id"], name="cases_joint_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.outcome}"
