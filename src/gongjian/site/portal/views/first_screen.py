"""Where signing in leads to, unless it was asked for on the way to another page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.site.portal.context import Navigation


@public
@require_safe
def first_screen(request: HttpRequest) -> HttpResponse:
    """Lead on to the first screen of this person's role; visitors begin at home."""
    return redirect(Navigation(actor_of(request), request.path).first_screen)
