"""Who voted, and what was voted: two tables that nothing connects.

Neither has a time or an id that tells one; ids are random. What is not mixed yet lies where it was
written, and in PostgreSQL names its transaction: so `mix_ballots` writes rows of both tables anew,
many at once, in the order of their ids.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class VotedMark(models.Model):
    """Somebody has voted in a round. ``voter`` is a keyed digest of the round and the person."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(
        "budgeting.BudgetRound", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    voter = models.CharField(max_length=64)
    is_paper = models.BooleanField(default=False)
    is_mixed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "voter"], name="budgeting_voted_once")
        ]
        indexes = [
            models.Index(
                fields=["round"], condition=models.Q(is_mixed=False), name="budgeting_fresh_marks"
            )
        ]

    def __str__(self) -> str:
        return f"voted in {self.round_id}"


class Ballot(models.Model):
    """What somebody voted. ``secret`` is a keyed digest of what only the voter holds."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(
        "budgeting.BudgetRound", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        "budgeting.RoundPart", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    choices = models.JSONField()
    """[[number of a project, value], …] by number."""
    secret = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(default=1)
    is_mixed = models.BooleanField(default=False)

    district_id: UUID | None
    round_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "secret"], name="budgeting_ballot_secret")
        ]
        indexes = [
            models.Index(
                fields=["round"], condition=models.Q(is_mixed=False), name="budgeting_fresh_ballots"
            )
        ]

    def __str__(self) -> str:
        return f"ballot of {self.round_id}"


class PaperEntry(models.Model):
    """A paper ballot as one person read it; two who read the same make it a ballot."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(
        "budgeting.BudgetRound", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    paper = models.CharField(max_length=20)
    """The number printed on it."""
    reader = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(
        "budgeting.RoundPart", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    choices = models.JSONField()
    is_counted = models.BooleanField(default=False)
    """It became a ballot."""
    at = models.DateTimeField()

    district_id: UUID | None
    reader_id: UUID
    round_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "paper", "reader"], name="budgeting_paper_read_once"
            ),
            models.UniqueConstraint(
                fields=["round", "paper"],
                condition=models.Q(is_counted=True),
                name="budgeting_paper_counted_once",
            ),
        ]

    def __str__(self) -> str:
        return self.paper
