"""The demo town's initiatives, by the actions: one in each state, made of what the town said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from gongjian.config.demo.initiative_texts import DECIDED, Decided, Measured
from gongjian.config.demo.market_stage import Stage
from gongjian.config.demo.proposal_texts import SUGGESTED
from gongjian.foundation.kernel.clock import local_day
from gongjian.government.cases.models import Case
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions.save_initiative import InitiativeDraft, create_initiative
from gongjian.market.initiatives.actions.save_measure import MeasureDraft, add_measure, add_reading
from gongjian.market.initiatives.actions.take_step import take_step
from gongjian.market.initiatives.rules import InitiativeStep as Step
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.deliberation import interface as deliberation
from gongjian.public.deliberation.models import Proposal

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
NOON = timedelta(hours=12)


def plan_initiatives(stage: Stage) -> None:
    """Put all of them on the agenda."""
    for one in DECIDED:
        _Initiative(stage, one).plan()


class _Initiative:
    def __init__(self, stage: Stage, one: Decided) -> None:
        self._stage, self._one = stage, one
        self._id: UUID
        self._measures: list[tuple[UUID, Measured]] = []

    def plan(self) -> None:
        agenda, one, midnight = self._stage.agenda, self._one, self._stage.town.now
        begin = midnight - one.days_ago * DAY + timedelta(hours=10)
        agenda.add(begin, self._create)
        steps = WAYS[one.state]
        pause = (one.days_ago - 2) * DAY / (len(steps) + 1)
        moments = [begin + number * pause for number in range(1, len(steps) + 1)]
        if one.steps_ago:
            moments = [midnight - days * DAY + NOON for days in one.steps_ago]
        for number, (step, at) in enumerate(zip(steps, moments, strict=True), start=1):
            if step in {Step.DELIVER, Step.REVIEW}:
                agenda.add(at, self._read)
            agenda.add(at, partial(self._step, step, number == len(steps)))
        if one.state == "under_way":
            agenda.add(midnight - DAY, self._read)

    def _create(self, now: datetime) -> None:
        stage, one = self._stage, self._one
        draft = InitiativeDraft(
            title=stage.say(one.title), text=stage.say(one.text), why=stage.say(one.why),
            language=stage.language, department_id=stage.bodies[one.owner],
            category_id=duties.get_category_by_code(one.category).pk,
            budget_minor=one.budget * 100 or None, quarter=self._quarter(),
        )  # fmt: skip
        evidence = [found for name in one.evidence for found in self._evidence(name)]
        made = create_initiative(
            actor=stage.manager, draft=draft, evidence=evidence, note=stage.say(one.note), now=now
        )
        self._id = made.pk
        if one.key:
            stage.initiatives[one.key] = made.pk
        self._measures = [(self._measure(measured, now), measured) for measured in one.measures]

    def _step(self, step: Step, is_last: bool, now: datetime) -> None:
        take_step(
            actor=self._stage.manager, initiative_id=self._id, step=step, now=now,
            reason=self._stage.say(self._one.reason) if is_last else "",
        )  # fmt: skip

    def _measure(self, one: Measured, at: datetime) -> UUID:
        draft = MeasureDraft(
            name=self._stage.say(one.name), unit=self._stage.say(one.unit),
            target=Decimal(one.target), baseline=Decimal(one.baseline) if one.baseline else None,
            rate=one.rate, months=1, by_when=local_day(self._stage.town.now) + 240 * DAY,
        )  # fmt: skip
        return add_measure(
            actor=self._stage.manager, initiative_id=self._id, draft=draft, now=at + DAY / 24
        ).pk

    def _read(self, now: datetime) -> None:
        for measure_id, one in self._measures:
            if one.reading:
                add_reading(
                    actor=self._stage.manager, initiative_id=self._id, measure_id=measure_id,
                    value=Decimal(one.reading), on=local_day(now),
                    source=self._stage.say(one.source), now=now,
                )  # fmt: skip

    def _quarter(self) -> date:
        day = rules.quarter_of(local_day(self._stage.town.now))
        for _number in range(self._one.quarters):
            day = rules.quarter_end(day)
        return day

    def _evidence(self, name: str) -> list[str]:
        """References of what a name of the texts stands for, where the town has it."""
        kind, _colon, key = name.partition(":")
        if kind == "project":
            return budgeting.funded_references(size=1)[0]
        if kind == "proposal":
            title = next(self._stage.say(one.title) for one in SUGGESTED if one.key == key)
            accepted = deliberation.accepted_proposals(size=100).items
            found = [one.reference for one in accepted if one.title == title]
            # What is in a plan already is no news to those who look for what to do next.
            keys = Proposal.objects.filter(title=title).values_list("pk", flat=True)
            return found or [f"proposal:{one}" for one in keys]
        category_id = duties.get_category_by_code(key).pk
        filters = triage.IssueFilters(category_ids=(category_id,))
        page = triage.staff_issues(actor=self._stage.manager, filters=filters, size=1)
        if page.items:
            return [f"hotissue:{issue.pk}" for issue in page.items]
        # A small town has no hot issue of it, but a first case, of somebody with an account.
        cases = Case.objects.filter(category=category_id, is_public=True, requester__is_demo=True)
        first = cases.order_by("received_at").values_list("pk", flat=True)[:1]
        return [f"case:{one}" for one in first]
