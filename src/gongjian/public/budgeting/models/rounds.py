from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.ids import new_id, show_number
from gongjian.methods.budget_count import CountRule
from gongjian.public.budgeting.rules.ballots import BallotKind, BallotRules
from gongjian.public.budgeting.rules.counting import chosen_rule
from gongjian.public.budgeting.rules.phases import Phase, Times, phase_at


class KindChoice(models.TextChoices):
    APPROVAL = BallotKind.APPROVAL.value, _("Approval: any number of projects")
    LIMITED = BallotKind.LIMITED.value, _("Up to a number of projects")
    KNAPSACK = BallotKind.KNAPSACK.value, _("Projects that together fit into the budget")
    POINTS = BallotKind.POINTS.value, _("Points")
    RANKING = BallotKind.RANKING.value, _("Ranking")


class RuleChoice(models.TextChoices):
    EQUAL_SHARES = "equal-shares", _("Method of Equal Shares")
    GREEDY = "greedy", _("Most support first (greedy)")


class UtilityChoice(models.TextChoices):
    COST = "cost", _("by cost: of a dearer project its supporters have more")
    CARDINALITY = "cardinality", _("by number: all projects are worth the same")


class CompletionChoice(models.TextChoices):
    NONE = "none", _("stays unspent")
    ADD1 = "add1", _("raise everybody’s share (Add1)")
    ADD1U_GREEDY = "add1u-greedy", _("raise everybody’s share, then most support first")
    GREEDY = "greedy", _("most support first")


class TieChoice(models.TextChoices):
    NUMBER = "number", _("the lower number")
    LOT = "lot", _("a lot drawn by all ballots together")


class PhaseName(models.TextChoices):
    DRAFT = Phase.DRAFT.value, pgettext_lazy("budget round", "not begun")
    COLLECT = Phase.COLLECT.value, pgettext_lazy("budget round", "Collect projects")
    CHECK = Phase.CHECK.value, pgettext_lazy("budget round", "Check feasibility and cost")
    VOTE = Phase.VOTE.value, pgettext_lazy("budget round", "Vote")
    COUNT = Phase.COUNT.value, pgettext_lazy("budget round", "Count")
    BUILD = Phase.BUILD.value, pgettext_lazy("budget round", "Build")
    RATE = Phase.RATE.value, pgettext_lazy("budget round", "Rate")


class BudgetRound(models.Model):
    """Money that the public decides on: projects, ballots and how they are counted.

    Everything about counting is fixed from ``locked_at`` on, which the first ballot sets.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: the whole town."""
    area_path = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="CNY")

    published_at = models.DateTimeField(null=True, blank=True)
    collects_at = models.DateTimeField()
    checks_at = models.DateTimeField()
    votes_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    count_asked_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    kind = models.CharField(max_length=12, choices=KindChoice.choices, default=KindChoice.APPROVAL)
    most = models.PositiveSmallIntegerField(default=0)
    """Choices in each part (limited, ranking), or points; 0 where the kind needs none."""
    rule = models.CharField(
        max_length=16, choices=RuleChoice.choices, default=RuleChoice.EQUAL_SHARES
    )
    utility = models.CharField(
        max_length=16, choices=UtilityChoice.choices, default=UtilityChoice.COST
    )
    completion = models.CharField(
        max_length=16, choices=CompletionChoice.choices, default=CompletionChoice.ADD1U_GREEDY
    )
    ties = models.CharField(max_length=8, choices=TieChoice.choices, default=TieChoice.NUMBER)
    account_hours = models.PositiveSmallIntegerField(default=0)
    """How old an account must be to vote."""
    locked_at = models.DateTimeField(null=True, blank=True)
    next_project = models.PositiveIntegerField(default=1)
    voters = models.PositiveIntegerField(default=0)
    """Counted when it was counted."""
    is_imported = models.BooleanField(default=False)
    """From a file: its ballots have no receipts."""
    version = models.PositiveIntegerField(default=1)
    created_by = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    area_id: UUID | None

    class Meta:
        indexes = [
            models.Index(fields=["-collects_at", "-id"], name="budgeting_rounds"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def reference(self) -> str:
        return f"budget_round:{self.pk}"

    @property
    def times(self) -> Times:
        return Times(
            published_at=self.published_at,
            collects_at=self.collects_at,
            checks_at=self.checks_at,
            votes_at=self.votes_at,
            closes_at=self.closes_at,
            counted_at=self.counted_at,
            finished_at=self.finished_at,
        )

    @property
    def last_day(self) -> date:
        """The last day of the vote, in the town's time."""
        return local_day(self.closes_at - timedelta(microseconds=1))

    def phase(self, now: datetime) -> Phase:
        return phase_at(self.times, now)

    @property
    def ballot_rules(self) -> BallotRules:
        return BallotRules(BallotKind(self.kind), self.most)

    def count_rule(self, ties: str = "number") -> CountRule:
        return chosen_rule(
            rule=self.rule, utility=self.utility, completion=self.completion, ties=ties
        )


class RoundPart(models.Model):
    """A part of the money: the round's own area, for all, or one of the districts in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(
        "budgeting.BudgetRound", on_delete=models.PROTECT, related_name="parts", db_index=False
    )
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    is_whole = models.BooleanField(default=False)
    """All vote in it; in a district, those who choose it."""
    budget_minor = models.BigIntegerField()
    place = models.PositiveSmallIntegerField(default=0)

    area_id: UUID | None
    round_id: UUID

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "area"], name="budgeting_part_once"),
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(is_whole=True),
                name="budgeting_one_whole_part",
            ),
            models.CheckConstraint(
                condition=models.Q(budget_minor__gt=0), name="budgeting_part_has_money"
            ),
        ]

    def __str__(self) -> str:
        return self.name
