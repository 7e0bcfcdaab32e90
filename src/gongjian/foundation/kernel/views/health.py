"""What a load balancer or a watchman asks: is this process there, and can it do its work."""

from __future__ import annotations

import logging

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.background.heartbeats import living_workers
from gongjian.foundation.kernel.clock import now

logger = logging.getLogger(__name__)


@public
def health_live(request: HttpRequest) -> HttpResponse:
    """The process answers; says nothing of the database."""
    return _uncached(JsonResponse({"status": "live"}))


@public
def health_ready(request: HttpRequest) -> HttpResponse:
    """Requests can be served; ``workers`` is for watching: without one, tasks wait."""
    try:
        workers = len(living_workers(now()))
    except Error:
        logger.warning("not ready: the database does not answer", exc_info=True)
        return _uncached(JsonResponse({"status": "no database"}, status=503))
    return _uncached(JsonResponse({"status": "ready", "workers": workers}))


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
