from __future__ import annotations

import random
import signal
import stat
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from gongjian.foundation.kernel.background import run_waiting_tasks, start_periodic
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.errors import LedgerBroken, WrongLedgerKey
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.methods import merkle
from gongjian.methods.signed_note import parse_verifier_key, verify_checkpoint
from tests.foundation.ledger.making import make_entries, make_sealed, seal_all
from tests.processes import gongjian, python, wait_until
from tests.threads import at_once

SEALER = Path(__file__).with_name("seal_forever.py")


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


def places() -> list[int | None]:
    return sorted(LedgerEntry.objects.values_list("leaf_index", flat=True))


def leaves() -> list[bytes]:
    commitments = LedgerEntry.objects.order_by("leaf_index").values_list("commitment", flat=True)
    return [merkle.leaf_hash(bytes(commitment)) for commitment in commitments]


def latest_root() -> bytes:
    return bytes(ledger.latest_checkpoint().root)


@pytest.mark.django_db
def test_ten_thousand_entries_in_random_batches_make_the_tree_of_the_definition():
    dice = random.Random(7)
    make_entries(10_000)

    while ledger.seal_ledger(now=now(), at_once=dice.choice([1, 3, 200, 255, 256, 257, 900])):
        pass

    assert places() == list(range(10_000))
    assert latest_root() == merkle.root_hash(leaves())
    assert ledger.check_ledger().mismatch == ""
    assert ledger.check_ledger().checkpoints == Checkpoint.objects.count()


@pytest.mark.django_db
def test_entries_are_sealed_in_the_order_they_were_recorded():
    make_sealed(300, at_once=70)

    by_place = LedgerEntry.objects.order_by("leaf_index").values_list("id", flat=True)
    assert list(by_place) == sorted(by_place)


@pytest.mark.django_db
def test_a_checkpoint_verifies_with_the_published_key():
    make_sealed(5)

    checkpoint = ledger.latest_checkpoint()
    name, public_key = parse_verifier_key(ledger.verifier_key())
    signed = verify_checkpoint(checkpoint.note, name, public_key)

    assert (signed.origin, signed.size, signed.root) == (name, 5, bytes(checkpoint.root))


@pytest.mark.django_db
def test_tiles_hold_256_hashes_a_level():
    make_sealed(256 * 3 + 5, at_once=100)

    sizes = LedgerTile.objects.order_by("level", "index").values_list("level", "index", "hashes")
    assert [(level, index, len(hashes) // 32) for level, index, hashes in sizes] == [
        (0, 0, 256),
        (0, 1, 256),
        (0, 2, 256),
        (0, 3, 5),
        (1, 0, 3),
    ]


@pytest.mark.django_db
def test_sealing_nothing_asks_once_and_locks_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ledger.seal_ledger(now=now()) == 0

    assert not Checkpoint.objects.exists()


@pytest.mark.django_db
def test_the_number_of_statements_does_not_grow_with_the_entries(django_assert_num_queries):
    make_sealed(10)
    make_entries(3_000)

    with django_assert_num_queries(9):
        ledger.seal_ledger(now=now())


@pytest.mark.django_db
def test_waiting_entries_are_sealed_by_the_clock():
    make_entries(3)
    assert ledger.has_unsealed()

    start_periodic(now())
    run_waiting_tasks()

    assert not ledger.has_unsealed()
    assert places() == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_sequencers_at_once_make_one_ledger():
    make_entries(2_000)

    at_once(*[lambda: seal_all(at_once=60)] * 3)

    assert places() == list(range(2_000))
    assert LedgerHead.objects.count() == 1
    assert latest_root() == merkle.root_hash(leaves())
    assert ledger.check_ledger().mismatch == ""


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_sequencer_killed_in_the_midst_leaves_a_whole_ledger(tmp_path):
    make_entries(3_000)

    with python(str(SEALER), home=tmp_path) as sealer:
        wait_until(lambda: Checkpoint.objects.count() > 5)
        sealer.send_signal(signal.SIGKILL)
        sealer.wait()
    half = ledger.check_ledger()
    seal_all()

    assert (half.mismatch, half.sealed < 3_000) == ("", True)
    assert places() == list(range(3_000))
    assert ledger.check_ledger().mismatch == ""


@pytest.mark.django_db
def test_the_key_is_readable_by_its_owner_only_and_kept():
    make_sealed(1)
    path = django_settings.LEDGER_KEY_PATH
    first = path.read_bytes()
    make_sealed(1)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == ["ledger.pem"]


@pytest.mark.django_db(transaction=True)
def test_many_processes_that_begin_at_once_agree_on_one_key(tmp_path):
    make_entries(1)
    with (
        gongjian("ledger", "seal", home=tmp_path) as one,
        gongjian("ledger", "seal", home=tmp_path) as two,
        gongjian("ledger", "seal", home=tmp_path) as three,
    ):
        said = sorted(process.communicate(timeout=60)[0] for process in (one, two, three))

    assert said == ["0 entries sealed.\n", "0 entries sealed.\n", "1 entries sealed.\n"]
    assert ledger.check_ledger().mismatch == ""


@pytest.mark.django_db
def test_a_host_with_another_key_seals_nothing_and_says_so(settings, tmp_path):
    make_sealed(1)
    settings.LEDGER_KEY_PATH = tmp_path / "elsewhere" / "ledger.pem"
    make_entries(1)

    with pytest.raises(WrongLedgerKey, match=r"Copy keys/ledger\.pem"):
        ledger.seal_ledger(now=now())

    assert places_waiting() == 1
    assert not settings.LEDGER_KEY_PATH.exists()


@pytest.mark.django_db
def test_a_tree_that_contradicts_itself_is_not_grown():
    make_sealed(10)
    LedgerTile.objects.update(hashes=b"")
    make_entries(1)

    with pytest.raises(LedgerBroken):
        ledger.seal_ledger(now=now())

    assert places_waiting() == 1


def places_waiting() -> int:
    return LedgerEntry.objects.filter(leaf_index=None).count()


@pytest.mark.django_db
def test_the_ledger_is_not_named_by_the_address_of_the_hour(settings):
    settings.PUBLIC_URL = "http://127.0.0.1:8123"
    make_sealed(1)

    assert ledger.verifier_key().startswith("127.0.0.1:8000/ledger+")
