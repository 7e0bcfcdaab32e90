"""Errors as RFC 9457 problem details, for the API."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from gongjian.foundation.kernel.errors import GongjianError, TooMany

MEDIA_TYPE = "application/problem+json"


def problem(
    *, code: str, status: int, title: str, errors: Mapping[str, Sequence[object]] | None = None
) -> HttpResponse:
    """A problem document: ``type`` names the code, ``errors`` the fields that are wrong."""
    body: dict[str, object] = {
        "type": f"urn:gongjian:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
    }
    if errors:
        body["errors"] = [
            {"field": field, "message": str(text)}
            for field, texts in errors.items()
            for text in texts
        ]
    text = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)


def problem_of(error: GongjianError) -> HttpResponse:
    response = problem(code=error.code, status=error.status, title=str(error), errors=error.fields)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after_seconds)
    return response
