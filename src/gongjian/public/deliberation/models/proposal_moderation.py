"""What is flagged, what moderators decide, and the appeals against that."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id


class FlagReason(models.TextChoices):
    SPAM = "spam", _("Advertising or the same again and again")
    INSULT = "insult", _("Insult, threat or hate")
    PERSONAL_DATA = "personal_data", _("Personal data of somebody")
    FALSE = "false", _("Something that is not true")
    OTHER = "other", _("Something else")


class ModerationAct(models.TextChoices):
    PUBLISH = "publish", _("published")
    REFUSE = "refuse", _("not published")
    HIDE = "hide", _("hidden")
    SHOW = "show", _("shown again")
    KEEP = "keep", _("left as it is")
    MERGE = "merge", pgettext_lazy("moderation", "merged into another one")


class ProposalFlag(models.Model):
    """Somebody says that a moderator should look at a proposal or a comment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="flags"
    )
    comment = models.ForeignKey(
        "deliberation.ProposalComment", null=True, blank=True, on_delete=models.PROTECT,
        related_name="flags",
    )  # fmt: skip
    """None: the proposal itself."""
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=16, choices=FlagReason.choices)
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Once decided, the same person may flag it again: it may have changed since.
            models.UniqueConstraint(
                fields=["proposal", "user"],
                condition=Q(comment=None, user__isnull=False, decided_at=None),
                name="deliberation_flag_once",
            ),
            models.UniqueConstraint(
                fields=["comment", "user"],
                condition=Q(comment__isnull=False, user__isnull=False, decided_at=None),
                name="deliberation_comment_flag_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.proposal_id}"


class ModerationDecision(models.Model):
    """What a moderator decided, why, and what became of the appeal against it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="decisions"
    )
    comment = models.ForeignKey(
        "deliberation.ProposalComment", null=True, blank=True, on_delete=models.PROTECT,
        related_name="decisions",
    )  # fmt: skip
    act = models.CharField(max_length=8, choices=ModerationAct.choices)
    reason = models.TextField()
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()
    appeal_text = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    is_appeal_granted = models.BooleanField(null=True, blank=True)
    appeal_reason = models.TextField(blank=True)
    appeal_decided_by = models.CharField(max_length=120, blank=True)
    appeal_decided_at = models.DateTimeField(null=True, blank=True)

    comment_id: UUID | None
    proposal_id: UUID

    class Meta:
        indexes = [
            models.Index(
                fields=["appealed_at", "id"],
                condition=Q(appealed_at__isnull=False, appeal_decided_at=None),
                name="deliberation_open_appeals",
            ),
            models.Index(fields=["-decided_at", "-id"], name="deliberation_decisions"),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.proposal_id}"

    @property
    def is_appeal_open(self) -> bool:
        return self.appealed_at is not None and self.appeal_decided_at is None
