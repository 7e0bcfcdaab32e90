"""The demo town's budget rounds: one that is decided and built, to its last project; one to vote
in, one that collects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from gongjian.config.demo import budget_open_texts as open_texts
from gongjian.config.demo import budget_texts as texts
from gongjian.config.demo import marker
from gongjian.config.demo.budget_texts import Idea
from gongjian.config.demo.budget_votes import fill_box
from gongjian.config.demo.departments import department_codes
from gongjian.config.demo.model import Town, Words
from gongjian.config.demo.places import STREET_CODES, places_of
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.public.budgeting.actions import change_project as changing
from gongjian.public.budgeting.actions.count_round import ask_count, count_round
from gongjian.public.budgeting.actions.project_steps import ProjectDraft
from gongjian.public.budgeting.actions.save_round import RoundDraft, create_round, publish_round
from gongjian.public.budgeting.models import BudgetProject, BudgetRound, ProjectRating
from gongjian.public.budgeting.selectors import rounds

VOTERS, VOTED_SO_FAR = 800, 160
DAY = timedelta(days=1)
NOON = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who acts in the town's rounds, and what its places are called in the database."""

    town: Town
    manager: Actor
    residents: tuple[Actor, ...]
    checkers: Mapping[str, Actor]
    bodies: Mapping[str, UUID]
    streets: Mapping[str, UUID]

    def say(self, words: Words) -> str:
        return words.to(self.town.language)


def load_budget(town: Town, actors: Mapping[str, Actor], *, seed: int = 1) -> BudgetRound:
    """Hold the rounds; returns the one that is over. Projects by the actions, ballots at once."""
    areas = duties.area_index()
    stage = _Stage(
        town,
        actors["product-manager"],
        tuple(actor for key, actor in actors.items() if key.startswith("resident-")),
        {code: actors[f"handler-{code}-1"] for code in department_codes()},
        {body.code: body.pk for body in people.public_bodies()},
        {key: areas[code.lower()][0] for key, code in STREET_CODES.items()},
    )
    with transaction.atomic(), outbox.muted(), ledger.gathering():
        finished = _finish(stage, Random(seed))
        _open(stage, Random(seed + 1))
        _collect(stage)
    return finished


def _finish(stage: _Stage, random: Random) -> BudgetRound:
    midnight = stage.town.now
    round_ = _hold(
        stage, texts.TITLE, texts.ABOUT, begin=midnight - 146 * DAY, check=midnight - 118 * DAY,
        vote=midnight - 97 * DAY, close=midnight - 83 * DAY, kind="approval",
        whole=texts.WHOLE, streets=texts.STREETS,
    )  # fmt: skip
    _submit(stage, round_, texts.IDEAS, texts.FEASIBLE, round_.collects_at)
    tastes = [idea.taste for idea in texts.IDEAS]
    fill_box(round_, tastes, stage.streets, random, VOTERS, round_.votes_at + 6 * DAY)
    changing.withdraw_project(
        actor=stage.manager, number=round_.number, project_number=texts.WITHDRAWN,
        reason=stage.say(texts.TAKEN_BACK), now=round_.votes_at + 9 * DAY,
    )  # fmt: skip
    counted_at = round_.closes_at + timedelta(hours=10)
    ask_count(actor=stage.manager, round_id=round_.pk, now=counted_at)
    count_round(round_id=round_.pk, now=counted_at)
    _build(stage, round_, random, counted_at)
    return BudgetRound.objects.get(pk=round_.pk)


def _open(stage: _Stage, random: Random) -> None:
    midnight = stage.town.now
    round_ = _hold(
        stage, open_texts.OPEN_TITLE, open_texts.OPEN_ABOUT, begin=midnight - 61 * DAY,
        check=midnight - 33 * DAY, vote=midnight - 5 * DAY, close=midnight + 16 * DAY,
        kind="knapsack", whole=open_texts.OPEN_WHOLE, streets=open_texts.OPEN_STREETS,
    )  # fmt: skip
    _submit(stage, round_, open_texts.OPEN_IDEAS, open_texts.ROOM, round_.collects_at)
    tastes = [idea.taste for idea in open_texts.OPEN_IDEAS]
    fill_box(round_, tastes, stage.streets, random, VOTED_SO_FAR, round_.votes_at + 2 * DAY)


def _collect(stage: _Stage) -> None:
    midnight = stage.town.now
    round_ = _hold(
        stage, open_texts.COLLECT_TITLE, open_texts.COLLECT_ABOUT, begin=midnight - 6 * DAY,
        check=midnight + 25 * DAY, vote=midnight + 54 * DAY, close=midnight + 68 * DAY,
        kind="approval", whole=open_texts.COLLECT_WHOLE, streets={},
    )  # fmt: skip
    _submit(stage, round_, open_texts.COLLECT_IDEAS, None, round_.collects_at)


def _hold(
    stage: _Stage,
    title: Words,
    about: Words,
    *,
    begin: datetime,
    check: datetime,
    vote: datetime,
    close: datetime,
    kind: str,
    whole: int,
    streets: Mapping[str, int],
) -> BudgetRound:
    draft = RoundDraft(
        title=stage.say(title), text=stage.say(about), collects_at=begin, checks_at=check,
        votes_at=vote, closes_at=close, kind=kind, most=0, rule="equal-shares", utility="cost",
        completion="add1u-greedy", ties="number", language=marker.LANGUAGES[stage.town.language],
        whole_minor=whole * 100,
        districts_minor=[(stage.streets[key], money * 100) for key, money in streets.items()],
    )  # fmt: skip
    before = begin - 3 * DAY
    round_ = create_round(actor=stage.manager, draft=draft, now=before)
    return publish_round(actor=stage.manager, round_id=round_.pk, now=before + DAY)


def _submit(
    stage: _Stage,
    round_: BudgetRound,
    ideas: Sequence[Idea],
    feasible: Words | None,
    begin: datetime,
) -> None:
    """Have residents submit projects and departments say what they cost; None: not yet."""
    parts = {part.area_id if not part.is_whole else None: part for part in rounds.parts_of(round_)}
    for number, idea in enumerate(ideas, 1):
        kind, street, which = idea.place
        place = places_of(kind, street)[which]
        longitude, latitude = place.centre
        at = begin + number * timedelta(hours=19)
        changing.submit_project(
            actor=stage.residents[number % len(stage.residents)],
            number=round_.number,
            draft=ProjectDraft(
                part_id=parts[stage.streets[idea.street] if idea.street else None].pk,
                title=stage.say(idea.title),
                text=stage.say(idea.text),
                # People guess, and mostly too low.
                cost_minor=idea.cost * 80,
                place=stage.say(place.name),
                longitude=longitude,
                latitude=latitude,
                language=round_.language,
            ),
            now=at,
        )
        changing.check_project(
            actor=stage.manager, number=round_.number, project_number=number, is_feasible=None,
            reason="", cost_minor=None, department_id=stage.bodies[idea.department],
            now=at + timedelta(hours=3),
        )  # fmt: skip
        if feasible is None:
            continue
        is_feasible = not (ideas is texts.IDEAS and number == texts.REFUSED)
        changing.check_project(
            actor=stage.checkers[idea.department], number=round_.number, project_number=number,
            is_feasible=is_feasible, cost_minor=idea.cost * 100,
            reason=stage.say(feasible if is_feasible else texts.NOT_FEASIBLE),
            now=round_.checks_at + number * timedelta(hours=9),
        )  # fmt: skip


def _build(stage: _Stage, round_: BudgetRound, random: Random, counted_at: datetime) -> None:
    """Tell how building went, and how people like it."""
    funded = BudgetProject.objects.filter(round=round_, state="funded").order_by("number")
    ratings: list[ProjectRating] = []
    for project in funded:
        idea = texts.IDEAS[project.number - 1]
        begun_at = counted_at + random.randrange(8, 20) * DAY
        done_at = begun_at + random.randrange(20, 50) * DAY
        if project.number == texts.UNDER_WAY:
            changing.report_building(
                actor=stage.checkers[idea.department], number=round_.number,
                project_number=project.number, state="building", text=stage.say(texts.BEGUN),
                spent_minor=None, now=stage.town.now - texts.UNDER_WAY_DAYS * DAY + NOON,
            )  # fmt: skip
            continue
        is_stopped = project.number == texts.GIVEN_UP
        end = ("given_up", texts.STOPPED) if is_stopped else ("built", texts.DONE)
        spent = idea.cost * random.randrange(88, 104)
        for at, (state, words) in ((begun_at, ("building", texts.BEGUN)), (done_at, end)):
            changing.report_building(
                actor=stage.checkers[idea.department], number=round_.number,
                project_number=project.number, state=state, text=stage.say(words),
                spent_minor=None if state == "building" or is_stopped else spent, now=at,
            )  # fmt: skip
        if not is_stopped:
            ratings += _ratings(project, random, done_at)
    insert_rows(ratings)


def _ratings(project: BudgetProject, random: Random, at: datetime) -> list[ProjectRating]:
    """Of people who have no account any more: a demo town has few that have."""
    weights = random.choice(((1, 2, 6, 18, 23), (2, 4, 9, 16, 9), (5, 6, 9, 8, 4)))
    stars = random.choices(range(1, 6), weights, k=random.randrange(14, 48))
    BudgetProject.objects.filter(pk=project.pk).update(
        rating_sum=sum(stars), rating_count=len(stars)
    )
    return [ProjectRating(project=project, stars=one, at=at + DAY) for one in stars]
