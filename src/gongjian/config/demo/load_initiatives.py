"""The demo town's initiatives, by the actions: one in each state, made of what the town said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from gongjian.config.demo import marker
from gongjian.config.demo.initiative_texts import DECIDED, Decided, Measured
from gongjian.config.demo.model import Town, Words
from gongjian.config.demo.proposal_texts import SUGGESTED
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions.save_initiative import InitiativeDraft, create_initiative
from gongjian.market.initiatives.actions.save_measure import MeasureDraft, add_measure, add_reading
from gongjian.market.initiatives.actions.take_step import take_step
from gongjian.market.initiatives.rules import InitiativeStep as Step
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.deliberation import interface as deliberation

WAYS = {
    "considered": (),
    "planned": (Step.PLAN,),
    "under_way": (Step.PLAN, Step.START),
    "delivered": (Step.PLAN, Step.START, Step.DELIVER),
    "reviewed": (Step.PLAN, Step.START, Step.DELIVER, Step.REVIEW),
    "refused": (Step.REFUSE,),
    "dropped": (Step.PLAN, Step.DROP),
}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Stage:
    town: Town
    manager: Actor
    bodies: Mapping[str, UUID]

    def say(self, words: Words) -> str:
        return words.to(self.town.language)


def load_initiatives(town: Town, actors: Mapping[str, Actor]) -> None:
    """Decide on all of them. What they are made of is looked for; a small town has less of it."""
    bodies = {body.code: body.pk for body in people.public_bodies()}
    stage = _Stage(town, actors["product-manager"], bodies)
    with transaction.atomic(), outbox.muted(), ledger.gathering():
        for one in DECIDED:
            _decide(stage, one)


def _decide(stage: _Stage, one: Decided) -> None:
    at = stage.town.now - one.days_ago * DAY + timedelta(hours=10)
    draft = InitiativeDraft(
        title=stage.say(one.title), text=stage.say(one.text), why=stage.say(one.why),
        language=marker.LANGUAGES[stage.town.language], department_id=stage.bodies[one.owner],
        category_id=duties.get_category_by_code(one.category).pk,
        budget_minor=one.budget * 100 or None, quarter=_quarter(stage, one.quarters),
    )  # fmt: skip
    evidence = [found for name in one.evidence for found in _evidence(stage, name)]
    made = create_initiative(
        actor=stage.manager, draft=draft, evidence=evidence, note=stage.say(one.note), now=at
    )
    measures = [(_measure(stage, made.pk, measured, at), measured) for measured in one.measures]
    steps = WAYS[one.state]
    pause = (one.days_ago - 2) * DAY / (len(steps) + 1)
    for number, step in enumerate(steps, start=1):
        moment = at + number * pause
        if step in {Step.DELIVER, Step.REVIEW}:
            _read(stage, made.pk, measures, moment)
        is_last = number == len(steps)
        take_step(
            actor=stage.manager, initiative_id=made.pk, step=step, now=moment,
            reason=stage.say(one.reason) if is_last else "",
        )  # fmt: skip
    if one.state == "under_way":
        _read(stage, made.pk, measures, stage.town.now - DAY)


def _measure(stage: _Stage, initiative_id: UUID, one: Measured, at: datetime) -> UUID:
    draft = MeasureDraft(
        name=stage.say(one.name), unit=stage.say(one.unit), target=Decimal(one.target),
        baseline=Decimal(one.baseline) if one.baseline else None, rate=one.rate, months=1,
        by_when=local_day(stage.town.now) + 240 * DAY,
    )  # fmt: skip
    return add_measure(
        actor=stage.manager, initiative_id=initiative_id, draft=draft, now=at + DAY / 24
    ).pk


def _read(
    stage: _Stage, initiative_id: UUID, measures: list[tuple[UUID, Measured]], at: datetime
) -> None:
    for measure_id, one in measures:
        if one.reading:
            add_reading(
                actor=stage.manager, initiative_id=initiative_id, measure_id=measure_id,
                value=Decimal(one.reading), on=local_day(at), source=stage.say(one.source), now=at,
            )  # fmt: skip


def _quarter(stage: _Stage, ahead: int) -> date:
    day = rules.quarter_of(local_day(stage.town.now))
    for _number in range(ahead):
        day = rules.quarter_end(day)
    return day


def _evidence(stage: _Stage, name: str) -> list[str]:
    """References of what a name of the texts stands for, where the town has it."""
    kind, _colon, key = name.partition(":")
    if kind == "project":
        return budgeting.funded_references(size=1)[0]
    if kind == "proposal":
        title = next(stage.say(one.title) for one in SUGGESTED if one.key == key)
        accepted = deliberation.accepted_proposals(size=100).items
        return [one.reference for one in accepted if one.title == title]
    filters = triage.IssueFilters(category_ids=(duties.get_category_by_code(key).pk,))
    page = triage.staff_issues(actor=stage.manager, filters=filters, size=1)
    return [f"hotissue:{issue.pk}" for issue in page.items]
