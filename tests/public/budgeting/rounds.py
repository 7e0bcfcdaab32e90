"""Rounds for tests, led to a phase by the actions that lead there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft, cast_ballot
from gongjian.public.budgeting.actions.change_project import (
    ProjectDraft,
    check_project,
    submit_project,
)
from gongjian.public.budgeting.actions.count_round import ask_count, count_round
from gongjian.public.budgeting.actions.save_round import RoundDraft, create_round, publish_round
from gongjian.public.budgeting.models import BudgetProject, BudgetRound, RoundPart
from gongjian.public.budgeting.rules.ballots import new_secret
from gongjian.public.budgeting.rules.phases import Phase
from tests.factories import NOW, Town, make_actor, make_area, make_town

DAY = timedelta(days=1)
BEGIN = {
    Phase.COLLECT: NOW,
    Phase.CHECK: NOW + 10 * DAY,
    Phase.VOTE: NOW + 20 * DAY,
    Phase.COUNT: NOW + 30 * DAY,
}
IN = {phase: at + DAY for phase, at in BEGIN.items()} | {Phase.DRAFT: NOW - DAY}
"""A moment in each phase."""
COSTS = (600_00, 400_00, 300_00, 200_00)


@dataclass(frozen=True, slots=True)
class Round:
    """A round with a part for all and two districts, and who has to do with it."""

    town: Town
    manager: Actor
    operator: Actor
    other_operator: Actor
    round: BudgetRound
    whole: RoundPart
    districts: tuple[RoundPart, RoundPart]

    @property
    def number(self) -> str:
        return self.round.number

    def again(self) -> BudgetRound:
        return BudgetRound.objects.get(pk=self.round.pk)

    def project(self, number: int) -> BudgetProject:
        return BudgetProject.objects.get(round=self.round, number=number)


def make_round_draft(**fields) -> RoundDraft:
    defaults = {
        "title": "Neighbourhood budget",
        "text": "Ideas of all for all.",
        "collects_at": BEGIN[Phase.COLLECT],
        "checks_at": BEGIN[Phase.CHECK],
        "votes_at": BEGIN[Phase.VOTE],
        "closes_at": BEGIN[Phase.COUNT],
        "kind": "approval",
        "most": 0,
        "rule": "equal-shares",
        "utility": "cost",
        "completion": "add1u-greedy",
        "ties": "number",
        "whole_minor": 1000_00,
    }
    return RoundDraft(**{**defaults, **fields})


def make_round(*, costs: tuple[int, ...] = COSTS, **fields) -> Round:
    """A published round whose projects 1.. for all and two of the first district are accepted."""
    town = make_town()
    districts = (make_area("East"), make_area("West"))
    manager = make_actor(Role.PRODUCT_MANAGER)
    fields.setdefault("districts_minor", [(area.pk, 500_00) for area in districts])
    made = create_round(actor=manager, draft=make_round_draft(**fields), now=IN[Phase.DRAFT])
    publish_round(actor=manager, round_id=made.pk, now=IN[Phase.DRAFT])
    parts = {part.area_id: part for part in made.parts.all()}
    whole = next(part for part in parts.values() if part.is_whole)
    east, west = (parts.get(area.pk, whole) for area in districts)
    round_ = Round(
        town, manager, make_actor(Role.DISPATCHER), make_actor(Role.DISPATCHER), made, whole,
        (east, west),
    )  # fmt: skip
    for cost in costs:
        add_project(round_, whole, cost)
    for cost in (300_00, 250_00) if east != whole else ():
        add_project(round_, east, cost)
    return replace(round_, round=round_.again())


def add_project(round_: Round, part: RoundPart, cost_minor: int) -> BudgetProject:
    project = submit_project(
        actor=make_actor(),
        number=round_.number,
        draft=ProjectDraft(part.pk, "A bench", "In the shade.", cost_minor),
        now=IN[Phase.COLLECT],
    )
    return check_project(
        actor=round_.manager, number=round_.number, project_number=project.number,
        is_feasible=True, reason="There is room.", cost_minor=cost_minor, now=IN[Phase.CHECK],
    )  # fmt: skip


def choices(*numbers: int) -> tuple[tuple[int, int], ...]:
    return tuple((number, 1) for number in numbers)


def vote(round_: Round, *numbers: int, actor: Actor | None = None, secret: str = "", **draft):
    """Cast an approval of projects; the ballot and its secret."""
    secret = secret or new_secret()
    ballot = cast_ballot(
        actor=actor or make_actor(),
        number=round_.number,
        draft=BallotDraft(choices(*numbers), **draft),
        secret=secret,
        now=IN[Phase.VOTE],
    )
    return ballot, secret


def count(round_: Round) -> BudgetRound:
    ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])
    count_round(round_id=round_.round.pk, now=IN[Phase.COUNT])
    return round_.again()


def make_known_rounds(now: datetime) -> dict[str, list[str]]:
    """A round in each phase, by the arguments of their addresses: one that is counted first."""
    collecting, voting, ended, counted, draft = (make_round() for _ in range(5))
    for phase, one in enumerate((collecting, voting, ended, draft)):
        begin = now - (1 + 9 * phase) * DAY
        BudgetRound.objects.filter(pk=one.round.pk).update(
            collects_at=begin, checks_at=begin + 6 * DAY, votes_at=begin + 7 * DAY,
            closes_at=begin + 17 * DAY,
        )  # fmt: skip
    BudgetRound.objects.filter(pk=draft.round.pk).update(published_at=None)
    BudgetProject.objects.filter(round=collecting.round, number=1).update(state="submitted")
    ballot, _secret = vote(counted, 1, 2)
    count(counted)
    BudgetProject.objects.filter(round=counted.round, number=1).update(state="built")
    return {
        "round_number": [one.number for one in (counted, voting, collecting, ended, draft)],
        "project_number": ["1", "2", "99"],
        "part_id": [str(counted.whole.pk)],
        "commitment": [ballot.commitment, "0" * 64],
    }
