"""The demo town's data exchange, by the actions: catalogue, agreements, applications for services,
queries and doubts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from gongjian.config.demo import agreement_texts as texts
from gongjian.config.demo import marker, registers
from gongjian.config.demo.agenda import Agenda
from gongjian.config.demo.catalogue_texts import CATALOGUE, DatasetText, FieldText, Limit
from gongjian.config.demo.load_services import ServiceDesk
from gongjian.config.demo.model import Town, Words
from gongjian.config.demo.service_texts import APPLICATIONS, Applied
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.government.exchange import interface as exchange
from gongjian.government.exchange.actions.decide_request import settle_overdue
from gongjian.government.exchange.interface import Side

SCHEME = "resident-id"
DAY = timedelta(days=1)
DISPATCHER = Actor.system("dispatch")
SEEN = Words("Identity card seen at the counter.", "窗口核验居民身份证原件。")
Deed = Callable[[datetime], object]


def load_exchange(town: Town, actors: Mapping[str, Actor], *, actor: Actor) -> None:
    """Have all of it happen, in the order in which it did.

    Raises
    ------
    RuntimeError
        A query came to something else than the demo tells: a mistake in its own data.
    """
    with outbox.muted(), tempfile.TemporaryDirectory() as folder:
        _Exchange(town, actors, actor).load(Path(folder))


class _Exchange:
    def __init__(self, town: Town, actors: Mapping[str, Actor], actor: Actor) -> None:
        self._town, self._actors, self._actor = town, actors, actor
        self._agenda = Agenda(town)
        self._bodies = {body.code: body.pk for body in people.public_bodies()}
        self._begin = town.now - timedelta(days=149)
        self._datasets: dict[str, UUID] = {}
        self._agreements: dict[str, UUID] = {}
        self._cases: dict[str, tuple[UUID, str]] = {}
        self._deeds: list[tuple[datetime, Deed]] = []

    def load(self, folder: Path) -> None:
        self._write_catalogue()
        held = registers.make_registers(self._town)
        self._make_keys()
        registers.write_nodes(held, self._bodies)
        for key, number in held.numbers.items():
            exchange.verify_subject(
                actor=self._actor, user_id=_user(self._actors[key]), scheme=SCHEME, number=number,
                how=self._say(SEEN), now=self._begin,
            )  # fmt: skip
        for asked in texts.REQUESTS:
            self._plan_request(asked)
        for matter in texts.MATTERS:
            self._plan_matter(matter)
        desk = ServiceDesk(self._town, self._actors, self._bodies)
        self._at(40, 8, desk.publish)
        with closing(registers.PastNodes(held, self._bodies, folder)) as nodes:
            for one in APPLICATIONS:
                self._plan_application(one, desk, nodes)
            for look in texts.LOOKS:
                number = held.numbers[look.about]
                self._at(look.days_ago, look.hour, partial(self._look, look, number, nodes))
            for doubt in texts.DOUBTS:
                self._at(doubt.days_ago, 19, partial(self._doubt, doubt))
            for at, deed in sorted(self._deeds, key=lambda one: one[0]):
                deed(at)

    def _say(self, words: Words) -> str:
        return words.to(self._town.language)

    def _at(self, days_ago: int, hour: float, deed: Deed) -> None:
        self._deeds.append((self._agenda.ago(days_ago, hour), deed))

    def _dataset(self, one: texts.Asked | texts.Doubt) -> DatasetText:
        return next(it for it in CATALOGUE if it.code == one.dataset)

    def _supervisor(self, department: str) -> Actor:
        return self._actors[f"supervisor-{department}"]

    def _handler(self, department: str) -> Actor:
        return self._actors[f"handler-{department}-1"]

    # --- the catalogue, and keys ---------------------------------------------------------------

    def _write_catalogue(self) -> None:
        # Sources before copies.
        for one in CATALOGUE:
            self._datasets[one.code] = self._save_dataset(one)
        for one in CATALOGUE:
            for field in one.fields:
                self._save_field(one, field)

    def _save_dataset(self, one: DatasetText) -> UUID:
        data = exchange.DatasetData(
            code=one.code, owner_id=self._bodies[one.owner], title=self._say(one.title),
            kind=one.kind, description=self._say(one.description), key_scheme=one.scheme,
            update_hours=one.hours, quality=self._say(one.quality), complete_permille=one.permille,
            **self._limit(one.limit),
        )  # fmt: skip
        return exchange.save_dataset(
            actor=self._supervisor(one.owner), data=data, now=self._begin
        ).pk

    def _save_field(self, dataset: DatasetText, one: FieldText) -> None:
        data = exchange.FieldData(
            name=one.name, title=self._say(one.title), kind=one.kind, sensitivity=one.sensitivity,
            concept=one.copy_of, is_authoritative=not one.copy_of, **self._limit(one.limit),
        )  # fmt: skip
        exchange.save_field(
            actor=self._supervisor(dataset.owner), dataset_id=self._datasets[dataset.code],
            data=data, now=self._begin,
        )  # fmt: skip

    def _limit(self, limit: Limit | None) -> dict[str, Any]:
        if limit is None:
            return {}
        return {
            "sharing": limit.sharing,
            "sharing_reason": self._say(limit.reason),
            "sharing_provision_id": self._provision(limit.provision, self._begin),
        }

    def _provision(self, code: str, at: datetime) -> UUID:
        return law.provision_in_force(code, local_day(at)).pk

    def _make_keys(self) -> None:
        owners = {one.code: one.owner for one in CATALOGUE}
        parties = {one.consumer for one in texts.REQUESTS}
        parties |= {owners[one.dataset] for one in texts.REQUESTS}
        for code in sorted(parties):
            exchange.rotate_key(
                actor=self._supervisor(code), department_id=self._bodies[code], now=self._begin
            )
        for code in registers.TABLES:
            exchange.save_node(
                actor=self._actors["administrator"], department_id=self._bodies[code],
                url="own:", is_active=True, now=self._begin,
            )  # fmt: skip

    # --- agreements ------------------------------------------------------------------------------

    def _plan_request(self, one: texts.Asked) -> None:
        self._at(one.days_ago, 10, partial(self._ask, one))
        if one.fate == "overdue":
            self._at(one.days_ago - 11, 1, lambda at: settle_overdue(now=at))
        elif one.fate == "refused":
            self._at(one.days_ago - 6, 15, partial(self._refuse, one))
        elif one.fate != "asked":
            # What is shared without conditions is due the next day.
            days, hour = (4, 11.0) if self._dataset(one).limit else (0, 15.0)
            self._at(one.days_ago - days, hour, partial(self._approve, one))
        if one.fate in {"in_force", "ended"}:
            self._at(one.days_ago - 5, 9.5, partial(self._sign, one, Side.CONSUMER))
            self._at(one.days_ago - 5, 16, partial(self._sign, one, Side.PROVIDER))
        if one.fate == "ended":
            self._at(one.days_ago - 25, 14, partial(self._end, one))

    def _ask(self, one: texts.Asked, at: datetime) -> None:
        wish = exchange.Wish(
            purpose=self._say(one.purpose), necessity=self._say(one.necessity),
            field_names=one.fields,
            provision_ids=[self._provision(code, at) for code in one.provisions],
            max_age_hours=one.max_age_hours, quota_per_day=one.quota,
            retention_days=one.retention_days, expires_on=local_day(at) + 700 * DAY,
            may_seal=one.may_seal,
        )  # fmt: skip
        row = exchange.ask_for_data(
            actor=self._handler(one.consumer), dataset_id=self._datasets[one.dataset],
            consumer_id=self._bodies[one.consumer], wish=wish, now=at,
        )  # fmt: skip
        self._agreements[one.key] = row.pk

    def _provider(self, one: texts.Asked) -> Actor:
        return self._supervisor(self._dataset(one).owner)

    def _approve(self, one: texts.Asked, at: datetime) -> None:
        made = exchange.approve_request(
            actor=self._provider(one), request_id=self._agreements[one.key], now=at
        )
        self._agreements[one.key] = made.pk

    def _refuse(self, one: texts.Asked, at: datetime) -> None:
        exchange.refuse_request(
            actor=self._provider(one), request_id=self._agreements[one.key],
            reason=self._say(one.reason), provision_id=self._provision(one.decided_by, at), now=at,
        )  # fmt: skip

    def _sign(self, one: texts.Asked, side: Side, at: datetime) -> None:
        is_consumer = side is Side.CONSUMER
        signer = self._supervisor(one.consumer) if is_consumer else self._provider(one)
        exchange.sign_agreement(
            actor=signer, agreement_id=self._agreements[one.key], side=side, now=at
        )

    def _end(self, one: texts.Asked, at: datetime) -> None:
        exchange.end_agreement(
            actor=self._supervisor(one.consumer), agreement_id=self._agreements[one.key],
            reason=self._say(one.reason), now=at,
        )  # fmt: skip

    # --- cases, and what was asked in them -------------------------------------------------------

    def _plan_matter(self, one: texts.Matter) -> None:
        self._at(one.days_ago, 8.6, partial(self._receive, one))
        if one.answered_days_ago:
            self._at(one.answered_days_ago, 16, partial(self._answer, one))

    def _receive(self, one: texts.Matter, at: datetime) -> None:
        resident = self._actors[one.resident]
        area = next(it.area for it in self._town.accounts if it.key == one.resident)
        area_id, area_path = duties.area_index()[area.lower()]
        draft = cases.CaseDraft(
            title=self._say(one.title), text=self._say(one.text), kind=cases.CaseKind(one.kind),
            language=marker.LANGUAGES[self._town.language],
            category_id=duties.get_category_by_code(one.category).pk, area_id=area_id,
            area_path=area_path, requester_id=resident.user_id, received_at=at,
        )  # fmt: skip
        case = cases.receive_case(actor=resident, draft=draft, now=at)
        self._cases[one.key] = (case.pk, case.number)
        hour = timedelta(hours=1)
        cases.dispatch_case(actor=DISPATCHER, case_id=case.pk, now=at + hour / 60)
        for step, when in ((cases.accept_case, hour), (cases.start_case, 2 * hour)):
            step(actor=self._handler(one.department), case_id=case.pk, now=at + when)

    def _answer(self, one: texts.Matter, at: datetime) -> None:
        case_id = self._cases[one.key][0]
        cases.answer_case(
            actor=self._handler(one.department), case_id=case_id, text=self._say(one.answer),
            provision_id=self._provision(one.provision, at), now=at,
        )  # fmt: skip
        cases.close_case(actor=self._actors[one.resident], case_id=case_id, now=at + DAY / 8)

    def _plan_application(
        self, one: Applied, desk: ServiceDesk, nodes: registers.PastNodes
    ) -> None:
        def apply(at: datetime) -> None:
            self._cases[one.key] = desk.apply(one, nodes, at)

        self._at(one.days_ago, one.hour, apply)
        if one.end == "submitted":
            self._at(
                one.days_ago - 1, 9.1, lambda at: desk.take_up(one, self._cases[one.key][0], at)
            )
        if one.answered_days_ago:
            self._at(
                one.answered_days_ago, 16, lambda at: desk.answer(one, self._cases[one.key][0], at)
            )

    def _look(self, one: texts.Look, number: str, nodes: registers.PastNodes, at: datetime) -> None:
        consumer = next(it.consumer for it in texts.REQUESTS if it.key == one.agreement)
        official = self._handler(consumer)
        case_number = self._cases[one.matter][1]
        if one.named_because.en:
            exchange.name_subject(
                actor=official, case_number=case_number, scheme=SCHEME, number=number,
                reason=self._say(one.named_because), now=at,
            )  # fmt: skip
        outcome = "given"
        try:
            result = exchange.ask_source(
                actor=official, agreement_id=self._agreements[one.agreement],
                case_number=case_number, number=number, field_names=one.fields,
                sealed_until=local_day(at) + one.seal_days * DAY if one.seal_days else None,
                seal_reason=self._say(one.seal_reason), now=at, send=nodes.at(at),
            )  # fmt: skip
            outcome = result.query.outcome
        except (exchange.QueryRefused, exchange.SourceFailed) as error:
            outcome = error.query.outcome
        if outcome != one.outcome:
            raise RuntimeError(f"the demo's query in {one.matter} came to “{outcome}”")

    def _doubt(self, one: texts.Doubt, at: datetime) -> None:
        row = exchange.raise_correction(
            actor=self._actors[one.resident], dataset_code=one.dataset, field_name=one.field,
            text=self._say(one.text), now=at,
        )  # fmt: skip
        if one.answered_days_ago:
            exchange.answer_correction(
                actor=self._handler(self._dataset(one).owner), number=row.number,
                state=exchange.CorrectionState.CORRECTED, answer=self._say(one.answer),
                now=self._agenda.ago(one.answered_days_ago, 11),
            )  # fmt: skip


def _user(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise RuntimeError("the demo's resident has no account")
    return actor.user_id
