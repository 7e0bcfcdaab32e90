"""One name for all log lines of one request or task, told to the client as X-Request-ID."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from gongjian.foundation.kernel.ids import new_id

HEADER = "X-Request-ID"
_FIT_FOR_LOGS = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="-")


@contextmanager
def named(request_id: str) -> Iterator[None]:
    """Name everything that is logged meanwhile."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


class RequestIdMiddleware:
    """Takes the id a proxy has given, where it is fit for a log line, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        request_id = given if _FIT_FOR_LOGS.fullmatch(given) else new_id().hex
        with named(request_id):
            response = self.get_response(request)
        response.headers[HEADER] = request_id
        return response


class RequestIdFilter(logging.Filter):
    """Gives log records a ``request_id``; "-" outside of requests and tasks."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        return True
