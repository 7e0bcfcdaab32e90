"""A service whose form is answered by another department, by its own, and by whoever applies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongjian.foundation.kernel.clock import now
from gongjian.government.exchange.actions.save_dataset import FieldData
from gongjian.government.services.actions.begin_application import begin_application
from gongjian.government.services.actions.save_life_event import save_life_event
from gongjian.government.services.actions.save_service import (
    ServiceData,
    publish_service,
    save_service,
)
from gongjian.government.services.models import Application, Service
from tests.factories import make_provision
from tests.government.exchange.catalogue import SYSTEM, make_dataset, restricted
from tests.government.exchange.parts import PURPOSE, Exchange, make_exchange

FORM = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "street": {
            "type": "string",
            "title": "The street you live in",
            "x-concept": "street",
            "x-document": "Proof of address",
        },
        "since": {
            "type": "string",
            "format": "date",
            "title": "You live there since",
            "x-concept": "since",
            "x-document": "Proof of address",
        },
        "bin": {
            "type": "string",
            "title": "The bin you have",
            "x-concept": "bin-size",
            "x-document": "Receipt of your bin",
        },
        "illness": {
            "type": "string",
            "maxLength": 100,
            "title": "An illness that needs a larger bin",
            "x-concept": "diagnosis",
            "x-document": "Doctor's letter",
        },
        "people": {
            "type": "integer",
            "minimum": 1,
            "maximum": 40,
            "title": "How many you are",
            "x-concept": "people-in-household",
        },
        "wish": {
            "type": "string",
            "enum": ["60 litres", "120 litres"],
            "title": "Which bin do you want?",
            "x-concept": "wanted-bin",
        },
    },
    "required": ["street", "since", "people", "wish"],
    "additionalProperties": False,
}
ASKED = {"people": 3, "wish": "120 litres"}
"""What nobody holds, told."""
BY_HAND = {**ASKED, "street": "Plum Lane", "since": "2020-05-01"}


@dataclass
class Bins:
    """The exchange of `make_exchange`, and a service that its consumer offers."""

    exchange: Exchange
    service: Service

    @property
    def town(self):
        return self.exchange.town

    def begin(self, *, accepted=("street", "since"), **other) -> Application:
        usual = {
            "actor": self.town.resident,
            "service_code": self.service.code,
            "accepted": accepted,
            "now": now(),
        }
        return begin_application(**{**usual, **other})


def service_data(exchange: Exchange, **other) -> ServiceData:
    usual = {
        "code": "larger-bin",
        "department_id": exchange.town.department.pk,
        "name": "A larger bin",
        "words": "You need more room for your rubbish? We bring you a larger bin.",
        "who_may": "Whoever lives in the town.",
        "what_it_takes": "Nothing that we know already.",
        "working_days": 7,
        "term_provision_id": make_provision().pk,
        "purpose": PURPOSE,
        "form": FORM,
        "category_id": exchange.town.category.pk,
        "life_events": ["moving"],
    }
    return ServiceData(**{**usual, **other})


def make_bins(folder: Path, *, is_published: bool = True, **said) -> Bins:
    """Everything but the running node of the source."""
    exchange = make_exchange(folder)
    name_concepts(exchange)
    save_life_event(actor=SYSTEM, code="moving", name="I am moving here", now=now())
    service = save_service(
        actor=exchange.town.supervisor, data=service_data(exchange, **said), now=now()
    )
    if is_published:
        publish_service(actor=exchange.town.supervisor, service_id=service.pk, now=now())
    service.refresh_from_db()
    return Bins(exchange, service)


def name_concepts(exchange: Exchange) -> None:
    """The provider's addresses are the source of streets; a hospital may not pass on what it knows;
    the consumer knows the bins."""
    for field in exchange.dataset.fields.all():
        field.concept = field.name
        field.save()
    make_dataset(
        exchange.town.other_department,
        title="Patients",
        fields=[FieldData(name="diagnosis", title="Diagnosis", concept="diagnosis")],
        **restricted("none"),
    )
    make_dataset(
        exchange.town.department,
        title="Bins",
        fields=[FieldData(name="size", title="Size of the bin", concept="bin-size")],
    )
