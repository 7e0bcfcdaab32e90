"""How often one sender may do something: an account, a programme with a key, else an address."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.rate_limits import count_hit

HOUR = 3600
KEY_FACTOR = 20
"""A programme with a key may do so many times as much: it speaks for many people."""


def limit_hour(request: HttpRequest, what: str, limit: int, now: datetime) -> None:
    """At most ``limit`` of something an hour from one sender; TooMany beyond.

    Whoever signed in has a count of their own, so that an office behind one address can work.
    """
    actor = actor_of(request)
    if actor.api_key_id is not None:
        sender, limit = str(actor.api_key_id), limit * KEY_FACTOR
    else:
        sender = str(actor.user_id or client_address(request))
    count_hit(f"{what}:{sender}", limit=limit, period_seconds=HOUR, now=now)
