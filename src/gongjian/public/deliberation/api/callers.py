"""Who calls, where a page would ask them to sign in or tell them that it is not theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated


def signed_in(request: HttpRequest) -> Actor:
    """The caller; Unauthenticated for whoever has no account."""
    actor = actor_of(request)
    if actor.user_id is None:
        raise Unauthenticated
    return actor


def who(request: HttpRequest, may: Callable[[Actor], bool]) -> Actor:
    """The caller; NotAllowed for whoever may not."""
    actor = signed_in(request)
    if not may(actor):
        raise NotAllowed
    return actor
