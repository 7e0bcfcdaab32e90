"""What people do with a proposal: support, follow, comment."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.public.deliberation.rules.proposals import Side


class SideChoice(models.IntegerChoices):
    FOR = Side.FOR.value, pgettext_lazy("comment", "for")
    AGAINST = Side.AGAINST.value, pgettext_lazy("comment", "against")
    NEUTRAL = Side.NEUTRAL.value, pgettext_lazy("comment", "neutral")


class ProposalSupport(models.Model):
    """One a person and proposal. The row stays when the person is erased: it was counted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="supports"
    )
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        db_index=False,
    )  # fmt: skip
    moved_from = models.ForeignKey(
        "deliberation.Proposal", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    """The merged proposal from which this person took their support along."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "user"],
                condition=Q(user__isnull=False),
                name="deliberation_support_once",
            )
        ]
        indexes = [models.Index(fields=["user", "-id"], name="deliberation_my_supports")]

    def __str__(self) -> str:
        return f"support of {self.proposal_id}"


class ProposalFollow(models.Model):
    """Somebody who wants to be told what happens to a proposal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="follows"
    )
    user = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "user"], name="deliberation_follow_once")
        ]
        indexes = [models.Index(fields=["user", "-id"], name="deliberation_my_follows")]

    def __str__(self) -> str:
        return f"follower of {self.proposal_id}"


class ProposalComment(models.Model):
    """What somebody says of a proposal, or replies to a comment: threads are two levels deep."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="comments", db_index=False
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies",
        db_index=False,
    )  # fmt: skip
    side = models.SmallIntegerField(choices=SideChoice.choices, default=SideChoice.NEUTRAL)
    text = models.TextField()
    public_text = models.TextField()
    language = models.CharField(max_length=10, default="en")
    author = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        db_index=False,
    )  # fmt: skip
    is_name_shown = models.BooleanField(default=False)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Somebody of this public body speaks for it."""
    at = models.DateTimeField()
    reply_count = models.PositiveIntegerField(default=0)
    flag_count = models.PositiveIntegerField(default=0)
    """Flags that no moderator has decided yet."""
    hidden_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    author_id: UUID | None
    parent_id: UUID | None
    proposal_id: UUID

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=SideChoice.values), name="deliberation_comment_side"
            )
        ]
        indexes = [
            models.Index(
                fields=["proposal", "-id"], condition=Q(parent=None), name="deliberation_comments"
            ),
            models.Index(
                fields=["proposal", "side", "-id"],
                condition=Q(parent=None),
                name="deliberation_comments_side",
            ),
            models.Index(
                fields=["parent", "id"],
                condition=Q(parent__isnull=False),
                name="deliberation_replies",
            ),
            models.Index(
                fields=["author", "-id"],
                condition=Q(author__isnull=False),
                name="deliberation_my_comments",
            ),
            models.Index(
                fields=["at", "id"],
                condition=Q(flag_count__gt=0),
                name="deliberation_flagged_said",
            ),
        ]

    def __str__(self) -> str:
        return f"comment on {self.proposal_id}"

    @property
    def is_emptied(self) -> bool:
        """Its author had it erased; it keeps its place where others replied."""
        return self.erased_at is not None and not self.public_text
