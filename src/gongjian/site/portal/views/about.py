"""What this site is, what it keeps about people, and for whom it works."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    shown = {
        "has_tiles": bool(settings.TILE_URL),
        "drafting_host": urlsplit(settings.DRAFTING_URL).hostname,
    }
    return render(request, "portal/privacy.html", shown)


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")
