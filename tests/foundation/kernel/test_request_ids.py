from __future__ import annotations

import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from gongjian.foundation.kernel import request_ids
from gongjian.foundation.kernel.request_ids import RequestIdFilter, RequestIdMiddleware


def logged_id() -> str:
    """The id that a line logged now would carry."""
    record = logging.makeLogRecord({})
    RequestIdFilter().filter(record)
    return record.request_id


def ask(given: str | None) -> tuple[HttpResponse, str]:
    headers = {} if given is None else {"X-Request-ID": given}
    seen = []

    def view(request):
        seen.append(logged_id())
        return HttpResponse()

    return RequestIdMiddleware(view)(RequestFactory().get("/", headers=headers)), seen[0]


def test_the_id_of_a_proxy_is_kept_in_logs_and_answer():
    response, seen = ask("edge-01.2026_abcdef")

    assert (response["X-Request-ID"], seen) == ("edge-01.2026_abcdef",) * 2


@pytest.mark.parametrize("given", [None, "", "short", "x" * 65, "two words!", "a\tb c d e f g"])
def test_another_is_made_where_none_fit_for_logs_came(given):
    response, seen = ask(given)

    assert response["X-Request-ID"] == seen
    assert len(seen) == 32


def test_two_requests_have_two_ids_and_nothing_else_has_one():
    assert ask(None)[1] != ask(None)[1]
    assert logged_id() == "-"


def test_names_end_with_what_they_name():
    with request_ids.named("task-1"):
        inside = logged_id()

    assert (inside, logged_id()) == ("task-1", "-")
