"""Bringing second factors under the present secret key, so that the one before can go."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from gongjian.foundation.people.cipher import cipher

_ENCRYPTED = ("secret", "seed", "migrated_codes")


def reencrypt_second_factors() -> int:
    """Encrypt every authenticator secret anew under the present key; return how many there were.

    Their owners notice nothing. A row at a time, so that nobody who signs in meanwhile waits.

    Raises
    ------
    InvalidToken
        A secret was encrypted under a key that is not among those given.
    """
    keys = Authenticator.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_reencrypt(pk) for pk in list(keys))


def _reencrypt(pk: int) -> bool:
    with transaction.atomic():
        found = Authenticator.objects.select_for_update().filter(pk=pk).first()
        if found is None:
            return False
        found.data |= {name: _anew(found.data[name]) for name in _ENCRYPTED if name in found.data}
        found.save(update_fields=["data"])
    return True


def _anew(kept: Any) -> Any:
    if isinstance(kept, list):
        return [_anew(text) for text in kept]
    return cipher().rotate(kept.encode()).decode()
