"""Visitors without an account, as far as counting and limiting need to know them."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest

from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.people import interface as people
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.tracking import case_by_secret

WRONG_SECRETS_A_MINUTE = 10
"""From one address, by page and by programme together."""


def visitor_of(request: HttpRequest, *, is_new: bool = False) -> str:
    """Digest of the session, so that one browser counts once; "" without a session.

    ``is_new`` begins a session where there is none.
    """
    if is_new and request.session.session_key is None:
        request.session.create()
    key = request.session.session_key
    return hashlib.sha256(f"visitor:{key}".encode()).hexdigest() if key else ""


def open_by_secret(request: HttpRequest, number: str, secret: str, now: datetime) -> Case:
    """Let this session see a case as its requester does, for its secret; errors as for
    `case_of_secret`."""
    found = case_of_secret(request, number, secret, now)
    people.show_case_secret(request, found.pk)
    return found


def case_of_secret(request: HttpRequest, number: str, secret: str, now: datetime) -> Case:
    """The case that a number and its secret open together, for as many tries as are allowed.

    Raises
    ------
    NotFound
        They do not belong together; which of them is wrong is not told.
    TooMany
        Too many wrong ones came from this address.
    """
    try:
        return case_by_secret(number=number, secret=secret)
    except NotFound:
        # Only wrong ones are counted, so that following a case is never refused.
        bucket = f"secret:{client_address(request)}"
        count_hit(bucket, limit=WRONG_SECRETS_A_MINUTE, period_seconds=60, now=now)
        raise
