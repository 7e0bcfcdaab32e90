"""The random token by which a visitor without an account is one participant."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongjian.foundation.kernel.access import actor_of

COOKIE = "gj_participant"
KEPT_SECONDS = 2 * 365 * 24 * 3600
LONGEST = 64


def token_of(request: HttpRequest) -> str:
    """The visitor's token, "" where the browser has none; accounts need none, but one who took
    part before signing in stays that participant."""
    return request.COOKIES.get(COOKIE, "")[:LONGEST]


def give_token(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Have a browser keep a token, before it votes: whoever does not keep it is not counted."""
    if not actor_of(request).is_signed_in and not token_of(request):
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(32),
            max_age=KEPT_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
