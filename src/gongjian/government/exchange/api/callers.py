"""Who calls the gateway: whoever signed what it is sent, in no session and with no key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest

from gongjian.foundation.kernel.access import set_actor
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.people import interface as people
from gongjian.government.exchange.errors import WrongSignature


class SignedAccess(people.ApiAccess):
    """A visitor to everybody, whatever session or key comes along: the action reads the signature.

    What is signed rightly is limited by the quota of its agreement, not by address.
    """

    def __call__(self, request: HttpRequest) -> Actor:
        visitor = Actor.anonymous()
        set_actor(request, visitor)
        return visitor


@contextmanager
def wrong_signatures_counted(request: HttpRequest) -> Iterator[None]:
    """Let nobody try signatures for ever: of one address so many a minute as of other calls."""
    try:
        yield
    except WrongSignature:
        count_hit(
            f"signed:{client_address(request)}",
            limit=settings.API_RATE_PER_MINUTE,
            period_seconds=60,
            now=now(),
        )
        raise
