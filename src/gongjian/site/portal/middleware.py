"""Errors become a page, or a problem document, that says what happened and what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.access import POLICY, actor_of, is_anyone
from gongjian.foundation.kernel.body_limits import REQUEST_ATTRIBUTE, BodyLimit, limit_of_view
from gongjian.foundation.kernel.errors import (
    GongjianError,
    NotAllowed,
    NotFound,
    TooLarge,
    Unauthenticated,
)
from gongjian.site.portal.problem_pages import problem_response, wrong_method

DRAINED_BYTES = 100_000_000
DRAINED_SECONDS = 20


class BodyLimitMiddleware:
    """Refuses what is larger than its view takes, by the length announced, before it is kept.

    A server hands on no more of a body than was announced, so the announced length is the bound.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        announced = announced_bytes(request)
        limit = limit_of_view(view)
        setattr(request, REQUEST_ATTRIBUTE, limit)
        if announced <= BodyLimit().bytes:
            return None
        error = _refusal(request, view, announced, limit)
        if error is None:
            return None
        drain(request)
        return problem_response(request, error)


class ProblemMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            # Nothing has such an address, and PostgreSQL cannot be asked for it.
            return problem_response(request, NotFound())
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return wrong_method(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return problem_response(request, error) if isinstance(error, GongjianError) else None


def _refusal(
    request: HttpRequest, view: Callable[..., Any], announced: int, limit: BodyLimit
) -> GongjianError | None:
    policy = getattr(view, POLICY, is_anyone)
    if not policy(actor_of(request)):
        # What they send need not be kept to tell them that.
        return NotAllowed() if actor_of(request).is_signed_in else Unauthenticated()
    if announced > limit.bytes:
        # Whole megabytes, rounded up: "at most 0 MB" would be no help.
        most = -(-limit.bytes // 1_000_000)
        words = _("What you sent is too large: this address takes at most %(limit)s MB at once.")
        return TooLarge(words % {"limit": most})
    return None


def announced_bytes(request: HttpRequest) -> int:
    try:
        return max(int(request.META.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0


def drain(request: HttpRequest) -> None:
    """Take in what the client is still sending, and forget it: a browser that is answered while it
    sends shows a broken connection instead of the answer. Not for ever, and not whatever it is."""
    left = min(announced_bytes(request), DRAINED_BYTES)
    until = time.monotonic() + DRAINED_SECONDS
    try:
        while left > 0 and time.monotonic() < until:
            # Little at a time: whoever sends drop by drop is not read beyond the time.
            taken = len(request.read(min(left, 1 << 10)))
            if not taken:
                return
            left -= taken
    except OSError:
        return
