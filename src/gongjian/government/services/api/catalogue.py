"""The catalogue of services by programme."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.government.services.api.schemas import (
    LifeEventOut,
    ServicePage,
    ServicesQuery,
    TownCountsOut,
    WholeServiceOut,
    basis_out,
    counts_out,
    event_out,
    service_out,
    source_out,
)
from gongjian.government.services.models import Service
from gongjian.government.services.selectors.services import (
    ServiceFilters,
    counts_by_month,
    counts_of_service,
    counts_of_town,
    get_offered,
    life_events,
    list_services,
    term_of_offer,
)
from gongjian.government.services.selectors.sources import sources_of_offer

router = Router()


@router.get("/services", response=ServicePage, operation_id="list_services")
def list_many(request: HttpRequest, query: Query[ServicesQuery]) -> JsonResponse:
    """Services that are offered, by name."""
    filters = ServiceFilters(
        words=query.q, life_event=query.event, department_id=query.department_id
    )
    page = list_services(filters, cursor=query.cursor, size=query.size)
    items = [_service(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/services/{slug:service_code}", response=WholeServiceOut, operation_id="get_service")
def read_service(request: HttpRequest, service_code: str) -> JsonResponse:
    """One service with its form, and where every answer comes from today."""
    found = get_offered(service_code)
    offer = found.current
    assert offer is not None
    sources = sources_of_offer(offer, department_id=found.department_id, on=local_day(now()))
    shown = {
        **_service(found),
        "form": offer.form,
        "provisions": [basis_out(one) for one in offer.provisions.order_by("code", "version")],
        "sources": [source_out(one) for one in sources],
        "counts": counts_out(counts_of_service(found)),
    }
    return JsonResponse(shown)


@router.get("/life-events", response=list[LifeEventOut], operation_id="list_life_events")
def list_events(request: HttpRequest) -> JsonResponse:
    """What happens to people, by which services are found."""
    return JsonResponse([event_out(one) for one in life_events()], safe=False)


@router.get("/service-counts", response=TownCountsOut, operation_id="get_service_counts")
def read_counts(request: HttpRequest) -> JsonResponse:
    """How many documents and answers nobody had to hand in."""
    months = [{"month": month, **counts_out(one)} for month, one in counts_by_month()]
    return JsonResponse({**counts_out(counts_of_town()), "months": months})


def _service(found: Service) -> dict[str, object]:
    assert found.current is not None
    return service_out(found, found.current, term_of_offer(found.current, local_day(now())))
