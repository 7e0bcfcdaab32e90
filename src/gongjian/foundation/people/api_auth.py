"""Who calls the API: a programme with a key, a signed-in browser, or anybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from gongjian.foundation.kernel.access import actor_of, set_actor
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.kernel.senders import KEY_FACTOR
from gongjian.foundation.people.selectors.actors import actor_of_key


class WrongKey(Unauthenticated):
    code = "wrong_key"
    message = _(
        "This API key is unknown or was revoked. Make one on “My page”, or leave the key out: "
        "reading and submitting work without."
    )


class ApiAccess(AuthBase):
    """``Authorization: Bearer KEY`` or ``X-API-Key: KEY``; else the session; else a visitor.

    Sets ``request.actor`` and counts the call against its rate limit. A wrong key is refused and
    never falls back to anonymous.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = (
        "An API key. Reading and submitting work without one, at a lower rate limit."
    )

    def __call__(self, request: HttpRequest) -> Actor:
        key = _key(request)
        if key:
            actor = _actor_of(key)
            bucket, limit = f"api:{actor.api_key_id}", settings.API_RATE_PER_MINUTE * KEY_FACTOR
        else:
            actor = actor_of(request)
            # A browser's session must not be usable by another site's page.
            if (request.user.is_authenticated or actor.case_ids) and check_csrf(request):
                raise NotAllowed
            bucket, limit = f"api:{client_address(request)}", settings.API_RATE_PER_MINUTE
        set_actor(request, actor)
        count_hit(bucket, limit=limit, period_seconds=60, now=now())
        return actor


def _actor_of(key: str) -> Actor:
    try:
        return actor_of_key(key)
    except Unauthenticated:
        raise WrongKey from None


def _key(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.headers.get("X-API-Key", "")
