"""How GeoReport writes services, requests and errors: JSON and XML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.government.cases.models import Case
from gongjian.government.duties.interface import Category

Rows = Sequence[Mapping[str, object]] | Mapping[str, object]
_ROOTS = {"services": "service", "service_requests": "request", "errors": "error"}
# What XML 1.0 has no place for, however it is written.
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def service_row(category: Category) -> dict[str, object]:
    return {
        "service_code": category.code,
        "service_name": category.name,
        "description": category.description or category.name,
        "metadata": False,
        "type": "realtime",
        "keywords": ",".join(category.keywords.split()),
        "group": category.parent.name if category.parent else "",
    }


def discovery_rows(*, changed_at: datetime) -> dict[str, object]:
    """Where this service is found; source: https://wiki.open311.org/Service_Discovery/ ."""
    address = f"{settings.PUBLIC_URL}/open311/v2"
    key_page = f"{settings.PUBLIC_URL}{reverse('api_keys')}"
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": address,
        "changeset": _w3c(changed_at),
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": _w3c(changed_at),
        "contact": settings.PUBLIC_URL,
        "key_service": key_page,
        "endpoints": [endpoint],
    }


def request_row(case: Case) -> dict[str, object]:
    return {
        "service_request_id": case.shown_number,
        "status": "open" if case.is_open else "closed",
        "status_notes": case.get_state_display(),
        "service_name": case.category.name if case.category else "",
        "service_code": case.category.code if case.category else "",
        "description": case.public_text or case.public_title,
        "agency_responsible": case.lead_department.name if case.lead_department else "",
        "service_notice": "",
        "requested_datetime": _w3c(case.received_at),
        "updated_datetime": _w3c(case.updated_at),
        "expected_datetime": _w3c(case.due_at),
        "address": case.public_address,
        "address_id": None,
        "zipcode": None,
        "lat": case.latitude,
        "long": case.longitude,
        "media_url": None,
    }


def _w3c(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def error_rows(status: int, error: GongjianError) -> list[dict[str, object]]:
    texts = [str(text) for texts in error.fields.values() for text in texts] or [str(error)]
    return [{"code": status, "description": text} for text in texts]


def answer(form: str, root: str, rows: Rows, status: int) -> HttpResponse:
    if form == "json":
        return JsonResponse(rows, safe=False, status=status)
    top = ElementTree.Element(root)
    if isinstance(rows, Mapping):
        _fill(top, rows)
    else:
        for row in rows:
            _fill(ElementTree.SubElement(top, _ROOTS[root]), row)
    text = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, status=status, content_type="text/xml; charset=utf-8")


def _fill(element: ElementTree.Element, row: Mapping[str, object]) -> None:
    for name, value in row.items():
        child = ElementTree.SubElement(element, name)
        if isinstance(value, list):
            # "formats" holds each "format"; what has fields of its own is filled in turn.
            for one in value:
                part = one if isinstance(one, Mapping) else {name[:-1]: one}
                _fill(ElementTree.SubElement(child, name[:-1]) if part is one else child, part)
            continue
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            child.text = _NOT_XML.sub("", text)
