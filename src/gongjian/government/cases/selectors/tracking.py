"""The number and the secret with which whoever has no account follows a case."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from uuid import UUID

from django.conf import settings

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import read_number
from gongjian.government.cases.models import Case


def tracking_secret(case_id: UUID) -> str:
    """The secret that opens a case to whoever reported it without an account.

    Derived, never stored: HMAC-SHA-256 of the case's id, 80 bits, as 16 letters and digits. The
    same request repeated is told the same secret.
    """
    mac = hmac.new(settings.TRACKING_KEY.encode(), case_id.bytes, hashlib.sha256).digest()
    return b32encode(mac[:10]).decode().lower()


def show_secret(secret: str) -> str:
    """In groups of four, as people read it aloud and type it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def is_tracking_secret(case_id: UUID, secret: str) -> bool:
    given = "".join(secret.lower().split()).replace("-", "").encode()
    return hmac.compare_digest(tracking_secret(case_id).encode(), given)


def case_by_secret(*, number: str, secret: str) -> Case:
    """The case that a number and its secret open together.

    Raises
    ------
    NotFound
        No such number, or not its secret, or the requester was erased; nobody learns which.
    """
    key = read_number(number)
    case = Case.objects.filter(number=key, erased_at=None).first() if key else None
    if case is None or not is_tracking_secret(case.pk, secret):
        raise NotFound
    return case
