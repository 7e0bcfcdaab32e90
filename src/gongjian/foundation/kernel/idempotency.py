"""The same creation sent twice happens once, and is answered with what it made the first time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from gongjian.foundation.kernel.errors import KeyReused
from gongjian.foundation.kernel.models import IdempotencyKey


def once(*, scope: str, key: str, fingerprint: str, make: Callable[[], Any]) -> tuple[Any, bool]:
    """Make a thing unless this very request has made it before.

    The key is claimed in the transaction that makes the thing, so that a killed process leaves
    neither; the same request at the same moment waits for the first. What raises leaves the key
    free for another try.

    Parameters
    ----------
    scope : str
        Who asks for what, so that two clients may use the same key: ``"call:user:0192…"``.
    key : str
        As the client sent it; at most 120 characters, as its edge has checked.
    fingerprint : str
        `fingerprint_of` the content.
    make : callable
        Makes the thing and returns what names it, ``"call:0192…"``, or how many there are: JSON,
        without personal data and secrets, since it is kept for days and never erased.

    Returns
    -------
    made : JSON
        What ``make`` returned, whenever that was.
    is_new : bool
        Whether it was made now.

    Raises
    ------
    KeyReused
        The key came before with another content.
    """
    with transaction.atomic():
        claim, is_new = IdempotencyKey.objects.get_or_create(
            scope=scope, key=key, defaults={"fingerprint": fingerprint}
        )
        if is_new:
            claim.made = make()
            claim.save(update_fields=["made"])
        elif claim.fingerprint != fingerprint:
            raise KeyReused
    return claim.made, is_new


def fingerprint_of(content: Any) -> str:
    """SHA-256 of JSON-like content, the same whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()
