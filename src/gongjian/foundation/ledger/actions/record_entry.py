"""Recording: the entry is written in the transaction of the act it tells of."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger import rules
from gongjian.foundation.ledger.models import LedgerEntry

_gathered: ContextVar[list[LedgerEntry] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[None]:
    """Write what is recorded inside at its end, in one statement and the same transaction.

    For whoever does very many acts in one transaction. When it fails, nothing is written, and the
    acts are undone with it.
    """
    entries: list[LedgerEntry] = []
    token = _gathered.set(entries)
    try:
        yield
    finally:
        _gathered.reset(token)
    insert_rows(entries)


def record(
    actor: Actor, action: str, subject: str, *, now: datetime, data: Mapping | None = None
) -> None:
    """Record one act.

    Parameters
    ----------
    actor : Actor
        Who did it; only the reference is kept.
    action : str
        Past tense, as the event: ``"case_answered"``.
    subject : str
        Reference of the thing it was done to.
    data : mapping, optional
        JSON without floats and without personal data: digests of texts, never texts.
    """
    record_many(actor, action, [(subject, data or {})], now=now)


def record_many(
    actor: Actor, action: str, subjects: Iterable[tuple[str, Mapping]], *, now: datetime
) -> None:
    """Record the same act on several things in one statement."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an entry is recorded inside the transaction of its act")
    entries = []
    for subject, data in subjects:
        entry_id, salt = new_id(), secrets.token_bytes(rules.SALT_BYTES)
        text = rules.canonical(
            entry_id=entry_id,
            action=action,
            subject=subject,
            actor=actor.reference,
            at=now,
            data=data,
        )
        entries.append(
            LedgerEntry(
                id=entry_id,
                action=action,
                subject=subject,
                actor=actor.reference,
                at=now,
                data=data,
                salt=salt,
                commitment=rules.commitment(salt, text),
            )
        )
    gathered = _gathered.get()
    if gathered is None:
        insert_rows(entries)
    else:
        gathered.extend(entries)
