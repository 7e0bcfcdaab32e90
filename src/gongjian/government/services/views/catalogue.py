"""The catalogue of services, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel import money
from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.government.services import policies
from gongjian.government.services.forms import ServiceSearchForm
from gongjian.government.services.models import Service
from gongjian.government.services.rules.forms import in_order
from gongjian.government.services.rules.sources import Way
from gongjian.government.services.selectors.services import (
    counts_by_month,
    counts_of_service,
    counts_of_town,
    get_offered,
    life_events,
    list_services,
    term_of_offer,
)
from gongjian.government.services.selectors.sources import sources_of_offer


@public
@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    events = life_events()
    form = ServiceSearchForm(request.GET, events=events)
    filters = form.filters()
    page = list_services(filters, cursor=request.GET.get("cursor", ""))
    is_searched = any([filters.words, filters.life_event, filters.department_id])
    shown = {
        "form": form,
        "page": page,
        "events": events if not is_searched else [],
        "event": next((one for one in events if one.code == filters.life_event), None),
        "is_searched": is_searched,
        "counts": counts_of_town(),
        "months": counts_by_month(),
        "can_edit": policies.can_edit_services(actor_of(request)),
    }
    return render(request, "services/service_list.html", shown)


@public
@require_safe
def service(request: HttpRequest, service_code: str) -> HttpResponse:
    found = get_offered(service_code)
    return render(request, "services/service.html", shown_service(request, found))


@public
@require_safe
def service_form(request: HttpRequest, service_code: str) -> JsonResponse:
    """The form as JSON Schema, as it is offered now."""
    found = get_offered(service_code)
    assert found.current is not None
    return JsonResponse(
        in_order(found.current.form),
        content_type="application/schema+json",
        json_dumps_params={"ensure_ascii": False},
    )


def shown_service(request: HttpRequest, found: Service) -> dict[str, object]:
    """What the page of a service shows."""
    offer = found.current
    assert offer is not None
    on = local_day(now())
    sources = sources_of_offer(offer, department_id=found.department_id, on=on)
    return {
        "service": found,
        "offer": offer,
        "term": term_of_offer(offer, on),
        "cost": money.shown(offer.cost_minor, offer.currency) if offer.cost_minor else "",
        "provisions": list(offer.provisions.order_by("code", "version")),
        "not_asked": [one for one in sources if one.way in (Way.SOURCE, Way.OWN)],
        "kept": [one for one in sources if one.way is Way.KEPT],
        "asked": [one for one in sources if one.way not in (Way.SOURCE, Way.OWN, Way.KEPT)],
        "counts": counts_of_service(found),
        "can_edit": policies.can_edit_services_of(actor_of(request), found.department_id),
    }
