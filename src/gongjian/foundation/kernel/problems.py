"""Errors as RFC 9457 problem details, for the API."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from gongjian.foundation.kernel.errors import GongjianError, TooMany

MEDIA_TYPE = "application/problem+json"


def problem_fields(
    *, code: str, status: int, title: str, errors: Mapping[str, Sequence[object]] | None = None
) -> dict[str, object]:
    """What a problem says: ``type`` names the code, ``errors`` the fields that are wrong."""
    said: dict[str, object] = {
        "type": f"urn:gongjian:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
    }
    if errors:
        said["errors"] = [
            {"field": field, "message": str(text)}
            for field, texts in errors.items()
            for text in texts
        ]
    return said


def fields_of(error: GongjianError) -> dict[str, object]:
    """What a problem says of an error of ours, to stand inside another answer."""
    return problem_fields(
        code=error.code, status=error.status, title=str(error), errors=error.fields
    )


def problem(
    *, code: str, status: int, title: str, errors: Mapping[str, Sequence[object]] | None = None
) -> HttpResponse:
    """A problem document."""
    said = problem_fields(code=code, status=status, title=title, errors=errors)
    return _document(said, status)


def problem_of(error: GongjianError) -> HttpResponse:
    response = _document(fields_of(error), error.status)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after_seconds)
    return response


def _document(said: Mapping[str, object], status: int) -> HttpResponse:
    text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)
