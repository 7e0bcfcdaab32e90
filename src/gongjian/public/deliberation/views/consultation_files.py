"""Everybody may count again: a consultation as the four files of Polis."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.public.deliberation.selectors import consultations
from gongjian.public.deliberation.selectors.conversation_files import FILES, file_pieces

DOWNLOADS_AN_HOUR = 120


@public
@require_safe
def consultation_file(
    request: HttpRequest, consultation_number: str, file_name: str
) -> HttpResponseBase:
    """One file, written while it is read: thirty million votes take no more room than a hundred."""
    found = consultations.get_consultation(actor=actor_of(request), number=consultation_number)
    if file_name not in FILES:
        raise NotFound
    limit_hour(request, "consultation-file", DOWNLOADS_AN_HOUR, now())
    url = request.build_absolute_uri(reverse("consultation", args=[found.number]))
    pieces = (piece.encode() for piece in file_pieces(found, file_name, url=url))
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    return saved_as(response, f"{found.number}-{file_name}")
