"""A database that was set back makes no second ledger."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.errors import LedgerBegan, LedgerRolledBack
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.foundation.ledger.signed_memory import memory_path, remember
from gongjian.methods.signed_note import parse_verifier_key, verifier_key
from tests.foundation.ledger.making import make_entries, make_sealed
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


def rows() -> dict:
    models = (LedgerHead, LedgerTile, Checkpoint, LedgerEntry)
    return {model: list(model.objects.all()) for model in models}


def set_back(before: dict) -> None:
    for model, kept in before.items():
        model.objects.all().delete()
        model.objects.bulk_create(kept)


def test_a_host_remembers_what_it_signed_and_goes_on_from_there(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_sealed(5)
    head = LedgerHead.objects.get()
    assert memory_path(head.verifier_key).read_text() == ledger.latest_checkpoint().note
    assert memory_path(head.verifier_key).stat().st_mode & 0o777 == 0o600

    make_sealed(300)
    assert LedgerHead.objects.get().size == 305


@pytest.mark.parametrize("more", [0, 1, 4, 30])
def test_a_database_that_was_set_back_is_not_sealed(django_capture_on_commit_callbacks, more):
    make_sealed(5)
    before = rows()
    with django_capture_on_commit_callbacks(execute=True):
        make_sealed(4)
    set_back(before)
    make_entries(more + 1)

    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())

    assert LedgerHead.objects.get().size == 5


def test_another_ledger_of_the_same_size_or_longer_is_not_sealed():
    make_sealed(5)
    head = LedgerHead.objects.get()
    remember(head.verifier_key, ledger.latest_checkpoint().note.replace("\n5\n", "\n4\n"))
    make_entries(1)

    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())


@pytest.mark.parametrize("forged", ["instance", "row", "name"])
def test_the_databases_password_does_not_silence_the_memory(
    django_capture_on_commit_callbacks, forged
):
    make_sealed(5)
    before = rows()
    with django_capture_on_commit_callbacks(execute=True):
        make_sealed(4)
    set_back(before)
    heads = LedgerHead.objects.all()
    if forged == "instance":
        heads.update(instance="0" * 32)
    elif forged == "row":
        set_back({model: [] for model in before})
    else:
        head = heads.get()
        public_key = parse_verifier_key(head.verifier_key)[1]
        heads.update(verifier_key=verifier_key("other.example/ledger", public_key))
    make_entries(1)

    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())


def test_what_an_earlier_version_remembered_holds_too():
    make_sealed(5)
    head = LedgerHead.objects.get()
    former = memory_path(head.verifier_key).with_name(f"signed-{head.instance}")
    former.write_text(ledger.latest_checkpoint().note.replace("\n5\n", "\n9\n"))
    make_entries(1)

    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())


def test_a_smaller_tree_is_not_remembered_over_a_larger():
    """Neither of two sequencers that commit in one order and come here in the other."""
    make_sealed(5)
    key, early = ledger.verifier_key(), ledger.latest_checkpoint().note
    make_sealed(4)
    late = ledger.latest_checkpoint().note

    at_once(*[lambda note=note: remember(key, note) for note in (late, early, late, early)])

    assert memory_path(key).read_text() == late


def test_a_town_that_begins_anew_takes_another_key(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_sealed(5)
    key = ledger.verifier_key()
    with pytest.raises(LedgerBegan):
        ledger.begin_anew()
    set_back({LedgerHead: [], LedgerTile: [], Checkpoint: [], LedgerEntry: []})

    call_command("ledger", "begin-anew")
    make_sealed(1)

    assert LedgerHead.objects.get().size == 1
    assert ledger.verifier_key() != key
    assert list(memory_path(key).parent.glob("former-*.pem"))
