"""Whoever changes the database behind the application's back is found."""

from __future__ import annotations

from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger import rules
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.foundation.ledger.signing_key import public_bytes
from gongjian.methods import merkle
from gongjian.methods.signed_note import sign_checkpoint, verifier_key
from tests.foundation.ledger.making import make_entries, make_sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


def at(place: int):
    return LedgerEntry.objects.filter(leaf_index=place)


def mismatch(**options) -> str:
    return ledger.check_ledger(**options).mismatch


def recommit(entry: LedgerEntry) -> bytes:
    """The commitment that would fit the entry as it is now."""
    text = rules.canonical(
        entry_id=entry.pk, action=entry.action, subject=entry.subject, actor=entry.actor,
        at=entry.at, data=entry.data,
    )  # fmt: skip
    return rules.commitment(bytes(entry.salt), text)


def test_an_untouched_ledger_fits():
    make_sealed(700, at_once=90)
    make_entries(3)

    found = ledger.check_ledger()

    assert (found.mismatch, found.sealed, found.waiting, found.erased) == ("", 700, 3, 0)
    assert found.root == bytes(ledger.latest_checkpoint().root)


def test_an_empty_ledger_fits():
    assert mismatch() == ""


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"number": 399, "title": "路灯 "}},
        {"actor": "system:other"},
        {"action": "case_answered"},
        {"subject": "case:400"},
        {"salt": bytes(16)},
        {"commitment": bytes(32)},
    ],
)
def test_a_changed_entry_is_named(change):
    make_sealed(700, at_once=90)
    at(399).update(**change)

    assert mismatch().startswith("Entry 399 (")
    assert "was changed after it was recorded" in mismatch()


def test_a_changed_entry_with_a_fitting_commitment_is_found_by_its_tile():
    make_sealed(700)
    at(399).update(subject="case:other")
    at(399).update(commitment=recommit(at(399).get()))

    assert mismatch().startswith("Tile 0/1 has another hash at place 143 ")


def test_a_changed_entry_with_a_fitting_commitment_and_tile_is_found_by_a_checkpoint():
    entries = make_sealed(200, at_once=100)
    at(99).update(subject="case:other")
    at(99).update(commitment=recommit(at(99).get()))
    leaves = [merkle.leaf_hash(bytes(e.commitment)) for e in entries]
    leaves[99] = merkle.leaf_hash(bytes(at(99).get().commitment))
    LedgerTile.objects.update(hashes=b"".join(leaves))

    assert mismatch().startswith("The checkpoint of 100 entries was signed over other entries")


def test_a_ledger_forged_with_another_key_is_found_by_the_published_one():
    make_sealed(3)
    published = ledger.verifier_key()
    forger = Ed25519PrivateKey.generate()
    root = bytes(ledger.latest_checkpoint().root)
    name = published.split("+")[0]
    Checkpoint.objects.update(note=sign_checkpoint(name, 3, root, forger, name))
    LedgerHead.objects.update(verifier_key=verifier_key(name, public_bytes(forger)))

    assert mismatch() == ""
    assert "is not signed by" in mismatch(key=published)


@pytest.mark.parametrize("place", [0, 150, 199])
def test_a_deleted_entry_is_missed(place):
    make_sealed(200, at_once=100)
    at(place).delete()

    assert mismatch() == f"Entry {place} is missing."


def test_a_changed_waiting_entry_is_named():
    make_sealed(1)
    make_entries(1)
    LedgerEntry.objects.filter(leaf_index=None).update(actor="other")

    assert mismatch().startswith("Entry waiting (case_received case:0")


@pytest.mark.parametrize("model", [Checkpoint, LedgerHead])
def test_a_missing_end_is_found(model):
    make_sealed(30, at_once=10)
    model.objects.order_by("-size").first().delete()

    assert mismatch() != ""


def test_an_altered_checkpoint_is_found():
    make_sealed(30)
    Checkpoint.objects.update(root=bytes(32))

    assert "was signed with another size or root" in mismatch()


def test_an_erased_entry_is_counted_and_the_tree_still_fits():
    make_sealed(30)
    at(7).update(salt=None, data={}, actor="erased")

    found = ledger.check_ledger()

    assert (found.mismatch, found.erased) == ("", 1)


def test_the_command_says_ok_or_what_does_not_fit():
    make_sealed(30)
    out = StringIO()

    call_command("ledger", "check", stdout=out)
    at(7).update(actor="other")

    assert out.getvalue().startswith("OK: 30 entries in the tree, 0 waiting, 0 erased")
    with pytest.raises(CommandError, match=r"Entry 7 .* was changed"):
        call_command("ledger", "check")


def test_the_command_prints_the_key_and_seals():
    make_entries(2)
    out = StringIO()

    call_command("ledger", "seal", stdout=out)
    call_command("ledger", "key", stdout=out)

    assert out.getvalue() == f"2 entries sealed.\n{ledger.verifier_key()}\n"
