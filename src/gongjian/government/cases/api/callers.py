"""Who calls about which case: the actor, widened by a secret shown for it."""

from __future__ import annotations

from django.http import HttpRequest

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.tracking import case_by_secret

SECRET_HEADER = "X-Case-Secret"  # noqa: S105 - the name of a header
WRONG_SECRETS_PER_MINUTE = 10


def caller_of(request: HttpRequest, number: str) -> tuple[Actor, Case]:
    """The actor and the case of a number, as far as the actor may know it.

    Raises
    ------
    NotFound
        No such case, hidden, or the secret is not its secret.
    TooMany
        Too many wrong secrets came from this address.
    """
    actor = actor_of(request)
    if secret := request.headers.get(SECRET_HEADER):
        try:
            opened = case_by_secret(number=number, secret=secret)
        except NotFound:
            # Only wrong ones are counted, so that following a case is never refused.
            bucket = f"secret:{client_address(request)}"
            count_hit(bucket, limit=WRONG_SECRETS_PER_MINUTE, period_seconds=60, now=now())
            raise
        actor = actor.with_cases(frozenset({opened.pk}))
    return actor, cases.get_case(actor=actor, number=number)
