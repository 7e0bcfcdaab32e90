"""Entries for the tests of the ledger."""

from __future__ import annotations

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry

ACTOR = Actor.system("test")


def make_entries(count: int) -> None:
    with transaction.atomic():
        ledger.record_many(
            ACTOR,
            "case_received",
            [(f"case:{number}", {"number": number, "title": "路灯"}) for number in range(count)],
            now=now(),
        )


def seal_all(at_once: int = 5_000) -> None:
    while ledger.seal_ledger(now=now(), at_once=at_once):
        pass


def make_sealed(count: int, at_once: int = 5_000) -> list[LedgerEntry]:
    """Entries in the order of the tree."""
    make_entries(count)
    seal_all(at_once)
    return list(LedgerEntry.objects.order_by("leaf_index"))
