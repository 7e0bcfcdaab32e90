"""Visitors without an account, as far as counting and limiting need to know them."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest

from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.rate_limits import count_hit

HOUR = 3600


def visitor_of(request: HttpRequest, *, is_new: bool = False) -> str:
    """Digest of the session, so that one browser counts once; "" without a session.

    ``is_new`` begins a session where there is none.
    """
    if is_new and request.session.session_key is None:
        request.session.create()
    key = request.session.session_key
    return hashlib.sha256(f"visitor:{key}".encode()).hexdigest() if key else ""


def limit_hour(request: HttpRequest, what: str, limit: int, now: datetime) -> None:
    """At most ``limit`` of something an hour from one address; TooMany beyond."""
    bucket = f"{what}:{client_address(request)}"
    count_hit(bucket, limit=limit, period_seconds=HOUR, now=now)
