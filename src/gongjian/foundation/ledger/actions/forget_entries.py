"""Forgetting what entries say, for erasure: the tree goes on to hold that they were there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from gongjian.foundation.ledger.models import LedgerEntry

ERASED = "erased"


def forget(subject: str, *, actions: Iterable[str] = (), actor: str = "") -> int:
    """Drop salt, data and actor of a thing's entries; return how many.

    Without its salt, what an entry's commitment stands for can no longer be guessed and tried.

    Parameters
    ----------
    actions : iterable of str
        Entries about these acts, whoever did them.
    actor : str
        Reference of somebody; entries about whatever they did. "" is nobody.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("entries are forgotten inside the transaction of the erasure")
    meant = Q(action__in=list(actions))
    if actor:
        meant |= Q(actor=actor)
    known = LedgerEntry.objects.filter(meant, subject=subject, salt__isnull=False)
    return known.update(salt=None, data={}, actor=ERASED)
