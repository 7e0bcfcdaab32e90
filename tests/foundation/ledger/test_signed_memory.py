"""A database that was set back makes no second ledger."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.errors import LedgerRolledBack
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.foundation.ledger.signed_memory import memory_path, remember
from tests.foundation.ledger.making import make_entries, make_sealed

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
    assert memory_path(head).read_text() == ledger.latest_checkpoint().note
    assert memory_path(head).stat().st_mode & 0o777 == 0o600

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
    remember(head, ledger.latest_checkpoint().note.replace("\n5\n", "\n4\n"))
    make_entries(1)

    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())


def test_a_ledger_begun_anew_remembers_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_sealed(5)
    set_back({LedgerHead: [], LedgerTile: [], Checkpoint: [], LedgerEntry: []})

    make_sealed(1)

    assert LedgerHead.objects.get().size == 1
