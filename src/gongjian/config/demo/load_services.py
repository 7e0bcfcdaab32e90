"""The demo town's services and what residents applied for, by the actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from gongjian.config.demo import marker
from gongjian.config.demo.agreement_texts import REQUESTS
from gongjian.config.demo.model import Town, Words
from gongjian.config.demo.registers import PastNodes
from gongjian.config.demo.service_texts import (
    LIFE_EVENTS,
    SERVICES,
    Applied,
    ServiceText,
    form_of,
)
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.government.services import interface as services

MINUTE = timedelta(minutes=1)


class ServiceDesk:
    """Tells the services, and applications one by one."""

    def __init__(self, town: Town, actors: Mapping[str, Actor], bodies: Mapping[str, UUID]) -> None:
        self._town, self._actors, self._bodies = town, actors, bodies

    def publish(self, at: datetime) -> None:
        """Write and publish all, but what waits for an agreement."""
        for place, (code, name, words) in enumerate(LIFE_EVENTS, start=1):
            services.save_life_event(
                actor=self._actors["administrator"], code=code, name=self._say(name),
                words=self._say(words), position=place, now=at,
            )  # fmt: skip
        for one in SERVICES:
            supervisor = self._actors[f"supervisor-{one.department}"]
            made = services.save_service(actor=supervisor, data=self._data(one, at), now=at)
            if one.is_published:
                services.publish_service(actor=supervisor, service_id=made.pk, now=at)

    def apply(self, one: Applied, nodes: PastNodes, at: datetime) -> tuple[UUID, str]:
        """Apply for one; its case, by id and number."""
        resident = self._actors[one.resident]
        asked = {it.name for it in _service(one).asks} - set(one.declined)
        begun = services.begin_application(
            actor=resident, service_code=one.service, accepted=asked,
            language=marker.LANGUAGES[self._town.language], now=at,
        )  # fmt: skip
        then = at + MINUTE
        services.prefill_application(
            actor=resident, application_id=begun.pk, now=then, send=nodes.at(then)
        )
        told = {
            name: self._say(value) if isinstance(value, Words) else value
            for name, value in one.told.items()
        }
        if one.end != "begun":
            services.submit_application(
                actor=resident, application_id=begun.pk, answers=told, now=at + 6 * MINUTE
            )
        else:
            services.save_answers(
                actor=resident, application_id=begun.pk, answers=told, now=at + 4 * MINUTE
            )
        if one.end == "withdrawn":
            services.withdraw_application(
                actor=resident, application_id=begun.pk, now=at + 90 * MINUTE
            )
        return begun.case_id, begun.case.number

    def take_up(self, one: Applied, case_id: UUID, at: datetime) -> None:
        """What the department does on the next day."""
        handler = self._actors[f"handler-{_service(one).department}-1"]
        cases.accept_case(actor=handler, case_id=case_id, now=at)
        cases.start_case(actor=handler, case_id=case_id, now=at + 20 * MINUTE)

    def answer(self, one: Applied, case_id: UUID, at: datetime) -> None:
        service = _service(one)
        cases.answer_case(
            actor=self._actors[f"handler-{service.department}-1"], case_id=case_id,
            text=self._say(one.answer), provision_id=_provision(service, at), now=at,
        )  # fmt: skip
        cases.close_case(actor=self._actors[one.resident], case_id=case_id, now=at + 180 * MINUTE)

    def _data(self, one: ServiceText, at: datetime) -> services.ServiceData:
        purpose = next(it.purpose for it in REQUESTS if it.key == one.purpose)
        return services.ServiceData(
            code=one.code, department_id=self._bodies[one.department], name=self._say(one.name),
            words=self._say(one.words), who_may=self._say(one.who_may),
            what_it_takes=self._say(one.what_it_takes), working_days=one.working_days,
            term_provision_id=_provision(one, at), cost_minor=one.cost_minor,
            purpose=self._say(purpose), form=form_of(one, self._town.language),
            category_id=duties.get_category_by_code(one.category).pk, life_events=one.events,
        )  # fmt: skip

    def _say(self, words: Words) -> str:
        return words.to(self._town.language)


def _service(one: Applied) -> ServiceText:
    return next(it for it in SERVICES if it.code == one.service)


def _provision(one: ServiceText, at: datetime) -> UUID:
    return law.provision_in_force(one.provision, local_day(at)).pk
