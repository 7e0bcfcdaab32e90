"""Finding cases by words, parts of words, or their number, and hot issues by theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.government.cases import interface as cases

LONGEST_QUERY = 200


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    # Staff may look through the cases of their roles, whole, as well as through the public ones.
    in_full = actor.is_staff and request.GET.get("in") == "work"
    page = None
    if query:
        cursor = request.GET.get("cursor", "")
        page = cases.search_cases(actor=actor, query=query, cursor=cursor, staff=in_full)
        if not page.items and (number := cases.find_issue(actor=actor, number=query)):
            return redirect("hot_issue", number)
    shown = {"query": query, "page": page, "in_full": in_full, "longest": LONGEST_QUERY}
    return render(request, "portal/search.html", shown)
