"""The catalogue of services as everybody reads it, and as its departments write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.pages import Page, keyset_page, merged_page
from gongjian.foundation.law import interface as law
from gongjian.government.services import policies
from gongjian.government.services.models import LifeEvent, Service, ServiceCount, ServiceVersion
from gongjian.government.services.models.catalogue import Offer

MAX_WORDS = 8
ORDER = ("name", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFilters:
    """What to look for; everything empty: the whole catalogue."""

    words: str = ""
    life_event: str = ""
    """Its code."""
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What was handed in, and what nobody had to hand in."""

    applications: int = 0
    fields_not_asked: int = 0
    documents_not_asked: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """How long a service has on a day, and which provision says so."""

    working_days: int
    provision: law.Provision


def list_services(filters: ServiceFilters, *, cursor: str = "", size: int = 25) -> Page[Service]:
    """Services that are offered, by name; what is looked for is looked for as it was published.
    One query."""
    rows = _rows().filter(current__isnull=False)
    if filters.life_event:
        rows = rows.filter(life_events__code=filters.life_event, life_events__is_active=True)
    if filters.department_id:
        rows = rows.filter(department=filters.department_id)
    for word in filters.words.split()[:MAX_WORDS]:
        rows = rows.filter(
            Q(current__name__icontains=word)
            | Q(current__words__icontains=word)
            | Q(current__who_may__icontains=word)
            | Q(department__name__icontains=word)
        )
    return keyset_page(rows, order=ORDER, cursor=cursor, size=size)


def get_offered(code: str) -> Service:
    """A service that is offered; NotFound where there is none."""
    found = _rows().filter(code=code, current__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def get_service(*, actor: Actor, code: str) -> Service:
    """A service as its department writes it, for whoever may change it."""
    found = _rows().filter(code=code).first()
    if found is None or not policies.can_edit_services_of(actor, found.department_id):
        raise NotFound
    return found


def get_service_locked(*, actor: Actor, service_id: UUID) -> Service:
    found = lock_row(Service, service_id)
    if found is None or not policies.can_edit_services_of(actor, found.department_id):
        raise NotFound
    return found


def own_services(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Service]:
    """What the actor may change, by name: published or not."""
    rows = _rows()
    if policies.is_town_administrator(actor):
        return keyset_page(rows, order=ORDER, cursor=cursor, size=size)
    own = sorted(actor.organisation_ids(Role.SUPERVISOR))
    if not own:
        return Page([], "")
    parts = [rows.filter(department=key) for key in own]
    return merged_page(parts, order=ORDER, cursor=cursor, size=size)


def life_events() -> list[LifeEvent]:
    """Those in use, in their order."""
    return list(LifeEvent.objects.filter(is_active=True).order_by("position", "name", "id")[:200])


def term_of_offer(offer: Offer, on: date) -> Term:
    """How long the department has on a day."""
    if offer.term_parameter:
        by = law.provisions_setting([offer.term_parameter], on).get(offer.term_parameter)
        if by is not None:
            days = law.parameter(offer.term_parameter, on, offer.working_days)
            return Term(days, by)
    return Term(offer.working_days, offer.term_provision)


def versions_of(service: Service) -> list[ServiceVersion]:
    """What was published, the newest first."""
    return list(service.versions.order_by("-number")[:50])


def counts_of_town() -> Counts:
    """Of all services since the first: from one row a service and month."""
    return _sum(ServiceCount.objects.all())


def counts_of_service(service: Service) -> Counts:
    return _sum(ServiceCount.objects.filter(service=service))


def counts_by_month(*, most: int = 12) -> list[tuple[date, Counts]]:
    """Of the whole town, the latest month first."""
    rows = ServiceCount.objects.values("month").annotate(
        applications=Sum("applications"),
        fields=Sum("fields_not_asked"),
        documents=Sum("documents_not_asked"),
    )
    return [
        (one["month"], Counts(one["applications"], one["fields"], one["documents"]))
        for one in rows.order_by("-month")[:most]
    ]


def _sum(rows: QuerySet[ServiceCount]) -> Counts:
    names = ("applications", "fields_not_asked", "documents_not_asked")
    found = rows.aggregate(**{f"all_{name}": Sum(name) for name in names})
    return Counts(*(found[f"all_{name}"] or 0 for name in names))


def _rows() -> QuerySet[Service]:
    return Service.objects.select_related(
        "department", "current__term_provision", "term_provision", "category"
    )
