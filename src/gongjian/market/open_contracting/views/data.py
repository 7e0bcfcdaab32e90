"""Packages of releases and records as JSON, at addresses that stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import cursor_at
from gongjian.market.open_contracting.addresses import (
    record_url,
    release_url,
    releases_url,
    town_url,
)
from gongjian.market.open_contracting.extension_files import read_extension_file
from gongjian.market.open_contracting.selectors import bulk_exports, packages, releases
from gongjian.methods.open_contracting import write_json

Response = TypeVar("Response", bound=HttpResponseBase)
PAGE_SIZE = 100
FRESH, LASTING = 60, 24 * 60 * 60
"""For how many seconds others may keep an answer: one that may change, and one that never does."""


@public
@require_safe
def release_feed(request: HttpRequest) -> HttpResponse:
    """All releases, the oldest first. ``Link: rel="next"`` is there always: who follows it later
    gets what came since; 204 while that is nothing."""
    cursor = request.GET.get("cursor", "")
    page = releases.release_page(cursor=cursor, size=PAGE_SIZE, now=now())
    here = _feed_url("release_feed", cursor)
    after = cursor_at([page.items[-1].pk]) if page.items else cursor
    links = {"Link": f'<{_feed_url("release_feed", after)}>; rel="next"'}
    if not page.items:
        return _shared(HttpResponse(status=204, headers=links), FRESH)
    return _json(packages.release_package(here, page.items), FRESH, links)


@public
@require_safe
def record_feed(request: HttpRequest) -> HttpResponse:
    """All records, the one that changed last first."""
    cursor = request.GET.get("cursor", "")
    page = releases.process_page(cursor=cursor, size=PAGE_SIZE)
    if not page.items:
        return _shared(HttpResponse(status=204), FRESH)
    links = {}
    if page.next_cursor:
        links = {"Link": f'<{_feed_url("record_feed", page.next_cursor)}>; rel="next"'}
    here = _feed_url("record_feed", cursor)
    return _json(packages.record_package(here, page.items), FRESH, links)


@public
@require_safe
def contracting_record(request: HttpRequest, ocid: str) -> HttpResponse:
    process = releases.get_process(ocid)
    return _json(packages.record_package(record_url(process.ocid), [process]), FRESH)


@public
@require_safe
def contracting_releases(request: HttpRequest, ocid: str) -> HttpResponse:
    process = releases.get_process(ocid)
    found = releases.releases_of(process)
    return _json(packages.release_package(releases_url(process.ocid), found), FRESH)


@public
@require_safe
def contracting_release(request: HttpRequest, ocid: str, release_number: int) -> HttpResponse:
    found = releases.get_release(ocid, release_number)
    here = release_url(found.process_id, found.number)
    links = {"ETag": f'"{found.sha256}"'}
    return _json(packages.release_package(here, [found]), LASTING, links)


@public
@require_safe
def bulk_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the files with everything, as it was last made. Who has it gets 304."""
    file = bulk_exports.get_file(name)
    etag = f'"{file["sha256"]}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            content = default_storage.open(file["stored"])
        except FileNotFoundError as error:
            raise NotFound from error
        kind = "application/gzip" if name.endswith(".gz") else "application/zip"
        response = FileResponse(content, content_type=kind, as_attachment=True, filename=name)
    response["ETag"] = etag
    return _shared(response, FRESH)


@public
@require_safe
def ocds_extension_file(request: HttpRequest, name: str) -> HttpResponse:
    content = read_extension_file(name)
    if content is None:
        raise NotFound
    kind = "text/csv" if name.endswith(".csv") else "application/json"
    return _shared(HttpResponse(content, content_type=f"{kind}; charset=utf-8"), LASTING)


def _json(value: Any, seconds: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(
        write_json(value), content_type="application/json; charset=utf-8", headers=headers
    )
    return _shared(response, seconds)


def _shared(response: Response, seconds: int) -> Response:
    """Open to pages of other sites, and to be kept for a while by anybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Link"
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response


def _feed_url(name: str, cursor: str) -> str:
    query = f"?{urlencode({'cursor': cursor})}" if cursor else ""
    return town_url(reverse(name)) + query
