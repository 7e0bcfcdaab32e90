"""What is somebody's own: their cases, what they joined, their draft, what waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.government.cases import interface as cases

SUPPORTS = "supports"


@public
@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """Without an account: the cases whose secret this browser has shown."""
    actor = actor_of(request)
    cursor = request.GET.get("cursor", "")
    shows_supports = request.GET.get("show") == SUPPORTS and actor.is_signed_in
    here = reverse("my_page")
    shown = {
        "tabs": [
            (_("My cases"), here, not shows_supports),
            (_("Me too"), f"{here}?show={SUPPORTS}", shows_supports),
        ],
        "shows_supports": shows_supports,
        "draft": request.session.get("case_draft", {}).get("text", ""),
        "waiting": cases.waiting_for_me(actor=actor),
    }
    if shows_supports:
        shown["page"] = cases.my_supports(actor=actor, cursor=cursor)
    else:
        shown["page"] = cases.my_cases(actor=actor, cursor=cursor)
    return render(request, "portal/my_page.html", shown)
