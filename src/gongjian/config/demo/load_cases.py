"""The demo town's cases: every story told through the actions, in the order of what happened."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import UUIDField

from gongjian.config.demo import marker
from gongjian.config.demo.model import Step, Story, Town
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.kernel.savepoints import without_savepoints
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.duties import interface as duties

STEPS_A_TRANSACTION = 500
CHANNELS = {"web": "web", "phone": "phone", "counter": "phone", "open311": "open311"}
CLOSER = Actor.system("closing")
DISPATCHER = Actor.system("dispatch")
_URGENT: Prepared[tuple[UUID]] = Prepared(
    lambda case: Case.objects.filter(pk=case, is_urgent=True).values_list("pk"), UUIDField()
)
_OPEN_PART: Prepared[Assistance] = Prepared(
    lambda case, department: Assistance.objects.filter(
        case=case, department=department, replied_at=None, withdrawn_at=None
    ),
    UUIDField(),
    UUIDField(),
)


@dataclass(slots=True)
class _Open:
    """What later steps of a case refer to."""

    case_id: UUID
    number: str
    requester: Actor
    extension: UUID | None = None
    appeal: UUID | None = None
    hiding_appeal: UUID | None = None
    """A case may be rejected and hidden, and its requester appeal against both at the same time."""


class CaseLoader:
    """Tells the stories; keeps what their steps need to find each other."""

    def __init__(self, town: Town, actors: Mapping[str, Actor]) -> None:
        self._town, self._actors = town, actors
        self._open: dict[str, _Open] = {}
        self._areas, self._categories = duties.area_index(), duties.category_index()
        self._bodies = {body.code: body.pk for body in people.public_bodies()}
        self._provision = cache(lambda code, on: law.provision_in_force(code, on).pk)

    def load(self, on_progress: Callable[[int], object]) -> None:
        """Tell all stories; ``on_progress`` is called with the number of steps just taken."""
        moments = sorted(self._moments(), key=lambda moment: moment[:2])
        for begin in range(0, len(moments), STEPS_A_TRANSACTION):
            part = moments[begin : begin + STEPS_A_TRANSACTION]
            with transaction.atomic(), without_savepoints(), outbox.muted(), ledger.gathering():
                for _at, _order, story, step in part:
                    if step is None:
                        self._receive(story)
                    else:
                        self._take(story, step)
            on_progress(len(part))

    def count(self) -> int:
        return sum(1 + len(story.course) for story in self._town.stories)

    def support(self) -> None:
        """Write everybody's "me too"."""
        cases.add_visitor_supports(
            (
                self._open[story.key].case_id,
                [_visitor(story, number) for number in range(story.supports)],
                story.received_at,
            )
            for story in self._town.stories
            if story.supports and story.public
        )

    def _moments(self) -> Iterator[tuple[datetime, int, Story, Step | None]]:
        for story in self._town.stories:
            yield story.received_at, 0, story, None
            for order, step in enumerate(story.course, 1):
                yield step.at, order, story, step

    def _receive(self, story: Story) -> None:
        asked = story.requester
        account = self._actors.get(asked.account)
        area_id, area_path = self._areas[story.area.lower()]
        # What nobody has placed yet waits for the dispatcher, with what triage takes it for.
        is_held = story.state == "received" and not story.course
        category_id = None if is_held else self._categories[story.category.lower()][0]
        draft = cases.CaseDraft(
            title=story.title, text=story.text, kind=cases.CaseKind(story.kind),
            channel=cases.Channel(CHANNELS[story.channel]), is_public=story.public,
            language=marker.LANGUAGES[self._town.language],
            category_id=category_id, area_id=area_id,
            area_path=area_path, address=story.address, longitude=story.lon, latitude=story.lat,
            requester_id=account.user_id if account else None, contact_name=asked.name,
            contact_email=asked.email, contact_phone=asked.phone, received_at=story.received_at,
        )  # fmt: skip
        actor = account or Actor.anonymous()
        case = cases.receive_case(actor=actor, draft=draft, now=story.received_at)
        if is_held:
            cases.dispatch_case(actor=DISPATCHER, case_id=case.pk, now=story.received_at)
        self._open[story.key] = _Open(case.pk, case.number, actor.with_cases(frozenset({case.pk})))

    def _take(self, story: Story, step: Step) -> None:
        try:
            _ACTS[step.act](self, self._open[story.key], step)
        except GongjianError as error:
            told = f"{story.key}: {step.act} by {step.by} at {step.at}: {error!r} {error.fields}"
            raise RuntimeError(f"the demo's course of {told}") from error

    def _by(self, case: _Open, step: Step) -> Actor:
        if step.by == "requester":
            return case.requester
        return CLOSER if step.by == "system" else self._actors[step.by]

    def _on(self, case: _Open, step: Step) -> dict[str, Any]:
        return {"actor": self._by(case, step), "case_id": case.case_id, "now": step.at}

    def _dispatch(self, case: _Open, step: Step) -> None:
        cases.dispatch_case(
            **self._on(case, step), department_id=self._bodies[step.department], reason=step.text
        )

    def _answer(self, case: _Open, step: Step) -> None:
        provision_id = self._provision(step.provision, step.at.date()) if step.provision else None
        cases.answer_case(**self._on(case, step), text=step.text, provision_id=provision_id)

    def _close(self, case: _Open, step: Step) -> None:
        """Cases close by themselves after some days; before, whoever is content closes them. An
        urgent one closes by nobody but people."""
        on = self._on(case, step)
        if step.by == "system" and _URGENT.first(case.case_id):
            on["actor"] = next(a for a in self._actors.values() if a.holds(Role.DISPATCHER))
        cases.close_case(**on)

    def _rate(self, case: _Open, step: Step) -> None:
        cases.rate_case(
            **self._on(case, step), is_solved=bool(step.solved),
            satisfaction=step.satisfaction or 3, reason=step.text, wants_reopen=False,
        )  # fmt: skip

    def _invite(self, case: _Open, step: Step) -> None:
        cases.ask_assistance(
            **self._on(case, step), department_id=self._bodies[step.department],
            request=step.text, working_days=step.days or 3,
        )  # fmt: skip

    def _contribute(self, case: _Open, step: Step) -> None:
        # Asked for by the lead department, or by the register as the case was dispatched.
        part = _OPEN_PART.rows(case.case_id, self._bodies[step.department])[0]
        cases.reply_assistance(**self._on(case, step), assistance_id=part.pk, reply=step.text)

    def _ask_extension(self, case: _Open, step: Step) -> None:
        case.extension = cases.ask_extension(
            **self._on(case, step), working_days=step.days, reason=step.text
        ).pk

    def _decide_extension(self, case: _Open, step: Step) -> None:
        cases.decide_extension(
            **self._on(case, step), extension_id=_known(case.extension),
            is_granted=step.act == "approve_extension", reason=step.text,
        )  # fmt: skip

    def _appeal(self, case: _Open, step: Step) -> None:
        case.appeal = cases.appeal_rejection(**self._on(case, step), text=step.text).pk

    def _decide_appeal(self, case: _Open, step: Step) -> None:
        is_granted = step.act == "uphold_appeal"
        cases.decide_appeal(
            **self._on(case, step),
            appeal_id=_known(case.appeal),
            is_granted=is_granted,
            reason=step.text,
        )
        if is_granted:
            self._dispatch(case, step)

    def _change_visibility(self, case: _Open, step: Step) -> None:
        cases.change_visibility(**self._on(case, step), is_public=step.act == "make_public")

    def _appeal_hiding(self, case: _Open, step: Step) -> None:
        case.hiding_appeal = cases.appeal_hiding(**self._on(case, step), text=step.text).pk

    def _decide_hiding_appeal(self, case: _Open, step: Step) -> None:
        cases.decide_hiding_appeal(
            **self._on(case, step), appeal_id=_known(case.hiding_appeal),
            is_granted=step.act == "show_again", reason=step.text,
        )  # fmt: skip

    def _merge(self, case: _Open, step: Step) -> None:
        into = self._open[step.into].number
        cases.merge_case(**self._on(case, step), into_number=into, reason=step.text)

    def _hand_back(self, case: _Open, step: Step) -> None:
        cases.hand_back_case(
            **self._on(case, step), reason=step.text,
            better_department_id=self._bodies[step.department],
        )  # fmt: skip


_ACTS: dict[str, Callable[[CaseLoader, _Open, Step], object]] = {
    "dispatch": CaseLoader._dispatch,
    "settle": CaseLoader._dispatch,
    "accept": lambda self, case, step: cases.accept_case(**self._on(case, step)),
    "start": lambda self, case, step: cases.start_case(**self._on(case, step)),
    "note": lambda self, case, step: cases.add_note(**self._on(case, step), text=step.text),
    "ask": lambda self, case, step: cases.ask_requester(**self._on(case, step), question=step.text),
    "reply": lambda self, case, step: cases.reply_to_question(
        **self._on(case, step), text=step.text
    ),
    "answer": CaseLoader._answer,
    "close": CaseLoader._close,
    "rate": CaseLoader._rate,
    "reopen": lambda self, case, step: cases.reopen_case(**self._on(case, step), reason=step.text),
    "reject": lambda self, case, step: cases.reject_case(**self._on(case, step), reason=step.text),
    "invite": CaseLoader._invite,
    "contribute": CaseLoader._contribute,
    "hand_back": CaseLoader._hand_back,
    "request_extension": CaseLoader._ask_extension,
    "approve_extension": CaseLoader._decide_extension,
    "refuse_extension": CaseLoader._decide_extension,
    "appeal": CaseLoader._appeal,
    "dismiss_appeal": CaseLoader._decide_appeal,
    "uphold_appeal": CaseLoader._decide_appeal,
    "merge": CaseLoader._merge,
    "make_public": CaseLoader._change_visibility,
    "make_private": CaseLoader._change_visibility,
    "hide": lambda self, case, step: cases.hide_case(**self._on(case, step), reason=step.text),
    "appeal_hiding": CaseLoader._appeal_hiding,
    "show_again": CaseLoader._decide_hiding_appeal,
    "keep_hidden": CaseLoader._decide_hiding_appeal,
}


def _known(key: UUID | None) -> UUID:
    if key is None:
        raise RuntimeError("the demo decides on what nobody asked")
    return key


def _visitor(story: Story, number: int) -> str:
    return hashlib.sha256(f"{story.key}/{number}".encode()).hexdigest()
