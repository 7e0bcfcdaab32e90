"""Answers that a browser saves as files."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", bound=HttpResponseBase)


def saved_as(answer: Answer, name: str) -> Answer:
    """The answer, to be saved under a name, whatever stands in it, and taken for nothing else than
    it says."""
    header = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = header or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def receipt_answer(text: str, name: str) -> HttpResponse:
    """A receipt of the ledger (C2SP tlog-proof), to be saved; kept by nobody on the way."""
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return saved_as(answer, f"{name}.tlog-proof")
