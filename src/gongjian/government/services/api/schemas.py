"""What the API takes and gives of services and applications."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field as Of

from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.ids import show_number
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.services.actions.save_service import MOST_WORKING_DAYS, ServiceData
from gongjian.government.services.models import (
    Answer,
    Application,
    LifeEvent,
    Service,
    ServiceVersion,
)
from gongjian.government.services.models.catalogue import Offer
from gongjian.government.services.rules.sources import Way
from gongjian.government.services.selectors.services import Counts, Term
from gongjian.government.services.selectors.sources import Source

CODE = r"^[-a-zA-Z0-9_]+$"
SLUG = r"^[-a-zA-Z0-9_]*$"
Code = Annotated[Text, Of(max_length=60, pattern=CODE)]
Words = Annotated[Text, Of(min_length=1, max_length=4_000)]


class ServiceParty(Schema):
    id: UUID
    code: str
    name: str


class ServiceBasis(Schema):
    code: str
    version: int
    citation: str


class LifeEventOut(Schema):
    code: str
    name: str
    words: str


class LifeEventIn(StrictSchema):
    name: Annotated[Text, Of(min_length=1, max_length=120)] = Of(description="in residents' words")
    words: Annotated[Text, Of(max_length=300)] = ""
    position: Annotated[int, Of(ge=0, le=10_000)] = 0
    is_active: bool = True


class ServiceCountsOut(Schema):
    applications: int
    fields_not_asked: int
    documents_not_asked: int


class MonthCountsOut(ServiceCountsOut):
    month: date


class TownCountsOut(ServiceCountsOut):
    months: list[MonthCountsOut] = Of(description="the latest twelve, the last first")


class AnswerSourceOut(Schema):
    """Where the answer to one question comes from today."""

    name: str
    title: str
    way: Way = Of(
        description="source: another department gives it; own: the department holds it; kept: its"
        " holder may not pass it on; nobody: nobody holds it; missing, unfit, hidden: it may not be"
        " asked"
    )
    document: str = Of(description='what proves it; "": nothing does')
    dataset: str = Of(description='code of the dataset that holds it; ""')
    field: str
    holder: ServiceParty | None
    max_age_hours: int
    reason: str = Of(description="why its holder keeps it back")
    provisions: list[ServiceBasis]


class ServiceOut(Schema):
    code: str
    department: ServiceParty
    number: int = Of(description="of the version that is offered")
    name: str
    words: str
    who_may: str
    what_it_takes: str
    working_days: int
    term_provision: ServiceBasis
    cost_minor: int
    currency: str
    purpose: str
    published_at: datetime


class WholeServiceOut(ServiceOut):
    form: dict[str, Any] = Of(description="JSON Schema, draft 2020-12")
    provisions: list[ServiceBasis]
    sources: list[AnswerSourceOut]
    counts: ServiceCountsOut


class ServicePage(PageOut):
    items: list[ServiceOut]


class ServicesQuery(PageQuery):
    q: Annotated[Text, Of(max_length=100)] = Of(
        default="", description="words of a service or a department"
    )
    event: Annotated[Text, Of(max_length=60, pattern=SLUG)] = Of(
        default="", description="code of a life event"
    )
    department_id: UUID | None = None


class OwnServiceOut(Schema):
    """As its department writes it."""

    code: str
    department: ServiceParty
    version: int
    is_offered: bool
    name: str
    words: str
    who_may: str
    what_it_takes: str
    working_days: int
    term_parameter: str
    cost_minor: int
    currency: str
    purpose: str
    form: dict[str, Any]
    sources: list[AnswerSourceOut]
    problems: list[str] = Of(description="why it may not be published")


class OwnServicePage(PageOut):
    items: list[OwnServiceOut]


class ServiceIn(StrictSchema):
    department_id: UUID
    name: Annotated[Text, Of(min_length=1, max_length=120)]
    words: Words
    who_may: Words
    what_it_takes: Annotated[Text, Of(max_length=4_000)] = ""
    working_days: Annotated[int, Of(ge=1, le=MOST_WORKING_DAYS)]
    term_provision_id: UUID
    term_parameter: Annotated[Text, Of(max_length=80, pattern=SLUG)] = ""
    provision_ids: Annotated[list[UUID], Of(max_length=50)] = []
    cost_minor: Annotated[int, Of(ge=0, le=1_000_000_000)] = 0
    currency: Annotated[Text, Of(max_length=3)] = "CNY"
    purpose: Annotated[Text, Of(min_length=1, max_length=300)]
    form: dict[str, Any] = Of(
        description="JSON Schema of plain values; each property names its x-concept"
    )
    category_id: UUID | None = None
    life_events: Annotated[list[Code], Of(max_length=50)] = []

    def service_data(self, code: str) -> ServiceData:
        return ServiceData(
            code=code, **{name: getattr(self, name) for name in ServiceIn.model_fields}
        )


class NewServiceIn(ServiceIn):
    code: Code


class ChangedServiceIn(ServiceIn):
    version: Annotated[int, Of(ge=0, le=2**31 - 1)] | None = Of(
        default=None, description="of the service this was made from; refused where it is older"
    )


class ApplicationIn(StrictSchema):
    accepted: Annotated[list[Annotated[Text, Of(max_length=60)]], Of(max_length=100)] = Of(
        default=[], description="names of questions whose answers may be fetched: your consent"
    )


class AnswersIn(StrictSchema):
    answers: dict[str, Any] = Of(description="what is told by hand, by the names of questions")


class DisputeIn(StrictSchema):
    text: Annotated[Text, Of(min_length=1, max_length=2_000)]


class AnswerOut(Schema):
    name: str
    title: str
    state: str
    reason: str
    value: Any
    document: str
    dataset: str
    as_of: datetime | None
    query_id: UUID | None
    consent_id: UUID | None
    correction_number: str


class ApplicationOut(Schema):
    number: str = Of(description="of its case")
    service: str
    form_version: int
    state: str
    begun_at: datetime
    submitted_at: datetime | None
    fields_not_asked: int
    documents_not_asked: int
    answers: list[AnswerOut]


class ApplicationPage(PageOut):
    items: list[ApplicationOut]


def party_out(body: people.Organisation) -> dict[str, object]:
    return {"id": body.pk, "code": body.code, "name": body.name}


def basis_out(rule: law.Provision) -> dict[str, object]:
    return {"code": rule.code, "version": rule.version, "citation": rule.citation}


def counts_out(counts: Counts) -> dict[str, object]:
    return {
        "applications": counts.applications,
        "fields_not_asked": counts.fields_not_asked,
        "documents_not_asked": counts.documents_not_asked,
    }


def event_out(event: LifeEvent) -> dict[str, object]:
    return {"code": event.code, "name": event.name, "words": event.words}


def source_out(source: Source) -> dict[str, object]:
    held = source.held
    return {
        "name": source.question.name,
        "title": source.question.title,
        "way": source.way.value,
        "document": source.question.document,
        "dataset": held.dataset.code if held else "",
        "field": held.name if held else "",
        "holder": party_out(held.dataset.owner) if held else None,
        "max_age_hours": source.max_age_hours,
        "reason": source.reason,
        "provisions": [basis_out(rule) for rule in source.provisions],
    }


_WORDS = ("name", "words", "who_may", "what_it_takes", "cost_minor", "currency", "purpose")


def _said(offer: Offer) -> dict[str, object]:
    return {name: getattr(offer, name) for name in _WORDS}


def service_out(service: Service, offer: ServiceVersion, term: Term) -> dict[str, object]:
    return {
        "code": service.code,
        "department": party_out(service.department),
        "number": offer.number,
        "published_at": offer.published_at,
        "working_days": term.working_days,
        "term_provision": basis_out(term.provision),
        **_said(offer),
    }


def own_service_out(
    service: Service, sources: Sequence[Source], problems: Sequence[object]
) -> dict[str, object]:
    return {
        "code": service.code,
        "department": party_out(service.department),
        "version": service.version,
        "is_offered": service.current_id is not None,
        "working_days": service.working_days,
        "term_parameter": service.term_parameter,
        "form": service.form,
        "sources": [source_out(one) for one in sources],
        "problems": [str(one) for one in problems],
        **_said(service),
    }


def application_out(application: Application) -> dict[str, object]:
    names = ("state", "begun_at", "submitted_at", "fields_not_asked", "documents_not_asked")
    properties = application.service_version.form["properties"]
    return {
        "number": show_number(application.case.number),
        "service": application.service_version.service.code,
        "form_version": application.service_version.number,
        **{name: getattr(application, name) for name in names},
        "answers": [_answer_out(one, properties[one.name]) for one in application.answers.all()],
    }


def _answer_out(answer: Answer, said: dict[str, Any]) -> dict[str, object]:
    names = ("name", "state", "reason", "value", "as_of", "query_id", "consent_id")
    return {
        **{name: getattr(answer, name) for name in names},
        "title": said["title"],
        "document": said.get("x-document", ""),
        "dataset": answer.dataset.code if answer.dataset else "",
        "correction_number": answer.correction_number,
    }
