"""One of everything of services that an address names, beside `make_known_exchange`."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.interface import actor_of_user
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.exchange.models import Field
from gongjian.government.services.actions.begin_application import begin_application
from gongjian.government.services.actions.save_life_event import save_life_event
from gongjian.government.services.actions.save_service import (
    ServiceData,
    publish_service,
    save_service,
)
from gongjian.government.services.models import Answer, Application
from tests.factories import Town, make_provision
from tests.government.exchange.catalogue import SYSTEM
from tests.government.exchange.parts import PURPOSE

CODE = "collection-day"


def make_known_services(town: Town, dataset_code: str) -> dict[str, list[str]]:
    """By the names that addresses have for them; the dataset is the one of a signed agreement."""
    save_life_event(actor=SYSTEM, code="moving", name="I am moving here", now=now())
    street = Field.objects.get(dataset__code=dataset_code, name="street")
    service = save_service(
        actor=town.supervisor,
        data=ServiceData(
            code=CODE,
            department_id=town.department.pk,
            name="Another day for your rubbish",
            words="We come on another day.",
            who_may="Whoever lives in the town.",
            working_days=5,
            term_provision_id=make_provision().pk,
            purpose=PURPOSE,
            form={
                "type": "object",
                "properties": {
                    "street": {
                        "type": "string",
                        "title": "Your street",
                        "x-concept": street.concept,
                        "x-document": "Proof of address",
                    },
                    "day": {"type": "string", "title": "Which day?", "x-concept": "wanted-day"},
                },
                "required": ["street", "day"],
            },
            life_events=["moving"],
        ),
        now=now(),
    )
    publish_service(actor=town.supervisor, service_id=service.pk, now=now())
    filled = named(fill(town.resident, dataset_code))
    # Of this one the source is still to be asked.
    begun = begin_application(
        actor=town.resident, service_code=CODE, accepted=["street"], now=now()
    )
    names = ("application_number", "consent_id", "question_name")
    both = {name: [*filled[name], *named(begun)[name]] for name in names}
    return {"service_code": [CODE], "event_code": ["moving"], **both}


def make_own_applications(person: User, dataset_code: str) -> dict[str, dict[str, str]]:
    """One that somebody whose number is known began, by their addresses for it."""
    own = fill(actor_of_user(person), dataset_code)
    return {r"/applications/": {name: values[0] for name, values in named(own).items()}}


def fill(actor: Actor, dataset_code: str) -> Application:
    """One whose street came from its source."""
    application = begin_application(actor=actor, service_code=CODE, accepted=["street"], now=now())
    Answer.objects.filter(application=application, name="street").update(
        state="filled", reason="", value="Plum Lane"
    )
    return application


def named(application: Application) -> dict[str, list[str]]:
    answer = application.answers.get(name="street")
    return {
        "application_number": [Case.objects.get(pk=application.case_id).number],
        "consent_id": [str(answer.consent_id)],
        "question_name": ["street"],
    }
