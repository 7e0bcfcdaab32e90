"""The catalogue: what which department holds, for everybody."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.government.exchange import policies
from gongjian.government.exchange.forms import CatalogueSearchForm
from gongjian.government.exchange.selectors.datasets import (
    DatasetFilters,
    dataset_versions,
    get_dataset,
    list_datasets,
    sources_of,
)
from gongjian.government.exchange.selectors.linked_data import (
    catalogue_as_linked_data,
    dataset_as_linked_data,
)

LINKED = "application/ld+json"


@public
@require_safe
def data_catalogue(request: HttpRequest) -> HttpResponse:
    form = CatalogueSearchForm(request.GET)
    filters = form.filters()
    page = list_datasets(filters, cursor=request.GET.get("cursor", ""))
    shown = {
        "form": form,
        "page": page,
        "is_searched": any([filters.words, filters.owner_id, filters.sharing]),
        "can_edit": policies.can_edit_catalogue(actor_of(request)),
        "can_see_exchange": policies.can_see_exchange(actor_of(request)),
    }
    return render(request, "exchange/data_catalogue.html", shown)


@public
@require_safe
def linked_catalogue(request: HttpRequest) -> JsonResponse:
    """The catalogue as DCAT 3, 100 datasets a page."""
    page = list_datasets(DatasetFilters(), cursor=request.GET.get("cursor", ""), size=100)
    following = ""
    if page.next_cursor:
        query = urlencode({"cursor": page.next_cursor})
        following = f"{reverse('linked_catalogue')}?{query}"
    document = catalogue_as_linked_data(page.items, next_url=following)
    return JsonResponse(document, content_type=LINKED)


@public
@require_safe
def dataset(request: HttpRequest, dataset_code: str) -> HttpResponse:
    found = get_dataset(dataset_code)
    actor = actor_of(request)
    sources = sources_of({one.concept for one in found.fields.all() if not one.is_authoritative})
    fields = [
        (one, None if one.is_authoritative else sources.get(one.concept))
        for one in found.fields.all()
    ]
    shown = {
        "dataset": found,
        "fields": fields,
        "versions": dataset_versions(found),
        "can_edit": policies.can_edit_datasets_of(actor, found.owner_id),
        "can_ask": bool(actor.is_staff and policies.can_ask(actor))
        and not policies.can_ask_for(actor, found.owner_id),
    }
    return render(request, "exchange/dataset.html", shown)


@public
@require_safe
def linked_dataset(request: HttpRequest, dataset_code: str) -> JsonResponse:
    """One dataset as DCAT 3."""
    return JsonResponse(dataset_as_linked_data(get_dataset(dataset_code)), content_type=LINKED)
