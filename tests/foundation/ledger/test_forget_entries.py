"""Erasure takes the words and leaves the tree."""

from __future__ import annotations

import pytest
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from tests.foundation.ledger.making import make_sealed, seal_all

NOBODY = {"salt": None, "data": {}, "actor": "erased"}


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


@pytest.mark.django_db
def test_what_is_forgotten_is_counted_and_the_tree_stays_whole():
    commitments = [bytes(entry.commitment) for entry in make_sealed(5)]

    forgotten = ledger.forget("case:3", actions=["case_received"])

    found = ledger.check_ledger()
    assert forgotten == 1
    assert (found.mismatch, found.erased) == ("", 1)
    assert LedgerEntry.objects.filter(subject="case:3").values(*NOBODY).get() == NOBODY
    kept = LedgerEntry.objects.order_by("leaf_index").values_list("commitment", flat=True)
    assert [bytes(commitment) for commitment in kept] == commitments


@pytest.mark.django_db
def test_only_what_is_meant():
    make_sealed(2)
    with transaction.atomic():
        ledger.record(Actor("user:1"), "case_closed", "case:1", now=now())
        ledger.record(Actor("user:2"), "case_answered", "case:1", now=now())
        ledger.record(Actor("user:1"), "case_closed", "case:0", now=now())

    forgotten = ledger.forget("case:1", actions=["case_received"], actor="user:1")

    left = LedgerEntry.objects.filter(salt__isnull=False).order_by("id")
    assert forgotten == 2
    assert list(left.values_list("subject", "action")) == [
        ("case:0", "case_received"),
        ("case:1", "case_answered"),
        ("case:0", "case_closed"),
    ]
    assert ledger.forget("case:1", actions=["case_received"], actor="user:1") == 0


@pytest.mark.django_db
def test_what_is_forgotten_before_it_is_sealed_is_sealed_still():
    with transaction.atomic():
        ledger.record(Actor("user:1"), "case_received", "case:1", now=now())
    ledger.forget("case:1", actor="user:1")

    seal_all()

    assert (ledger.check_ledger().mismatch, ledger.check_ledger().sealed) == ("", 1)


@pytest.mark.django_db(transaction=True)
def test_only_within_the_transaction_of_the_erasure():
    with pytest.raises(RuntimeError):
        ledger.forget("case:1", actions=["case_received"])
