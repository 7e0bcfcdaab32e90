"""Public cases as a list and on a map: the same filters, addresses that can be shared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.pages import Page
from gongjian.government.cases.forms import CaseFilterForm
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.case_lists import MOST_ON_MAP, list_cases, map_cases
from gongjian.government.cases.selectors.search import search_cases, search_map
from gongjian.government.cases.views.maps import draw_map
from gongjian.government.duties import interface as duties


@public
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    form = CaseFilterForm(request.GET)
    page = _page(request, form)
    shown = {"form": form, "page": page, "tabs": _tabs(request, "case_list")}
    return render(request, "cases/case_list.html", shown)


@public
@require_safe
def case_map(request: HttpRequest) -> HttpResponse:
    form = CaseFilterForm(request.GET)
    words = form.words()
    if words:
        found, is_cut = search_map(actor=actor_of(request), query=words, filters=form.filters())
    else:
        found = map_cases(filters=form.filters())
        is_cut = len(found) == MOST_ON_MAP
    shown = {
        "form": form,
        "cases": found,
        "is_cut": is_cut,
        "most": len(found),
        "map": draw_map(found),
        "tabs": _tabs(request, "case_map"),
    }
    return render(request, "cases/case_map.html", shown)


@public
@require_safe
def area_outlines(request: HttpRequest) -> JsonResponse:
    """Outlines of all areas as GeoJSON, for maps in the browser."""
    response = JsonResponse(duties.town_outlines(), json_dumps_params={"separators": (",", ":")})
    response["Cache-Control"] = "public, max-age=600"
    return response


def _page(request: HttpRequest, form: CaseFilterForm) -> Page[Case]:
    filters, cursor = form.filters(), request.GET.get("cursor", "")
    if words := form.words():
        return search_cases(actor=actor_of(request), query=words, filters=filters, cursor=cursor)
    return list_cases(actor=actor_of(request), filters=filters, cursor=cursor)


def _tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    query = request.GET.copy()
    query.pop("cursor", None)
    suffix = f"?{query.urlencode()}" if query else ""
    return [
        (text, reverse(name) + suffix, name == current)
        for name, text in (("case_list", _("List")), ("case_map", _("Map")))
    ]
