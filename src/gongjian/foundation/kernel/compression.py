"""Answers made small for slow lines, where that is worth the work."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_WORDS = (
    "text/", "application/json", "application/problem+json", "application/geo+json",
    "application/xml", "image/svg+xml",
)  # fmt: skip


class CompressionMiddleware(GZipMiddleware):
    """Compresses words. Pictures, documents and archives are small already: half a second of the
    processor would make none of a photo's bytes fewer, and its length be lost.

    Random bytes go with each answer, so that its length tells nothing of what forms keep secret.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(_WORDS):
            return response
        return super().process_response(request, response)
