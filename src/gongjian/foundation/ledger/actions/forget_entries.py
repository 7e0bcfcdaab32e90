"""Forgetting what entries say, for erasure: the tree goes on to hold that they were there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from gongjian.foundation.ledger.models import LedgerEntry

ERASED = "erased"


def forget(subject: str, *, actions: Iterable[str]) -> int:
    """Drop salt, data and actor of a thing's entries about these acts; return how many.

    Without its salt, what an entry's commitment stands for can no longer be guessed and tried.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("entries are forgotten inside the transaction of the erasure")
    known = LedgerEntry.objects.filter(
        subject=subject, action__in=list(actions), salt__isnull=False
    )
    return known.update(salt=None, data={}, actor=ERASED)
