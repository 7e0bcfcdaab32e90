"""What monitors and witnesses read, without being anybody."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.actions.add_cosignatures import add_cosignatures
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.methods import merkle
from gongjian.methods.log_check import check_log
from gongjian.methods.signed_note import parse_verifier_key, verify_checkpoint
from gongjian.methods.tlog_tiles import Tile, bundle_path, tile_path
from tests.foundation.ledger.making import make_entries, make_sealed
from tests.foundation.ledger.witnessing import WITNESS, cosigned
from tests.kept import kept

SIZE = 256 * 2 + 44


@pytest.fixture(scope="module")
def _ledger(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.conf import settings

    before = settings.LEDGER_KEY_PATH
    settings.LEDGER_KEY_PATH = tmp_path_factory.mktemp("keys") / "ledger.pem"
    with kept(django_db_blocker, lambda: (make_sealed(SIZE, at_once=200), make_entries(2))):
        yield
    settings.LEDGER_KEY_PATH = before


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_ledger")]


def get(path: str):
    return Client().get(f"/ledger/{path}")


def test_a_stranger_checks_the_whole_log_by_its_files_alone():
    key = get("key").content.decode().strip()
    said = verify_checkpoint(get("checkpoint").content.decode(), *parse_verifier_key(key))

    findings = list(
        check_log(
            said,
            lambda tile: get(tile_path(tile)).content,
            lambda bundle: get(bundle_path(bundle)).content,
        )
    )

    assert key == ledger.verifier_key()
    assert said.origin == "127.0.0.1:8000/ledger"
    assert [one.code for one in findings] == ["tree_fits", "tiles_fit"]


def test_what_is_said_of_caching_and_content():
    found = {path: get(path) for path in ("checkpoint", "tile/0/000", "tile/entries/002.p/44")}

    assert [answer["Content-Type"] for answer in found.values()] == [
        "text/plain; charset=utf-8",
        "application/octet-stream",
        "application/octet-stream",
    ]
    assert [answer["Cache-Control"] for answer in found.values()] == [
        "public, max-age=1",
        *["public, max-age=31536000, immutable"] * 2,
    ]
    assert len(found["tile/0/000"].content) == 8_192
    assert len(found["tile/entries/002.p/44"].content) == 44 * 34


@pytest.mark.parametrize("width", [1, 43, 44])
def test_a_tile_is_as_wide_as_asked(width):
    assert len(get(f"tile/0/002.p/{width}").content) == width * merkle.HASH_LENGTH


@pytest.mark.parametrize(
    "path",
    ["tile/0/002", "tile/0/002.p/45", "tile/0/003.p/1", "tile/entries/002.p/45", "tile/1/000",
     "tile/entries/003.p/1", "tile/0/2", "tile/8/000", "tile/0/x999/x999/x999/x999/x999/x999/999",
     "tile/0/../0/000", "tile/entries/999999", "tile/0/000.p/256", "witnessed"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(path):
    assert get(path).status_code == 404


def test_no_entry_tells_what_it_stands_for():
    entry = LedgerEntry.objects.get(leaf_index=0)
    bundle = get(bundle_path(Tile(0, 0, 256))).content

    assert bytes(entry.commitment) in bundle
    assert bytes(entry.salt) not in bundle
    assert entry.subject.encode() not in bundle


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/001", "tile/entries/001"])
def test_each_is_one_query(path, django_assert_num_queries):
    with django_assert_num_queries(1):
        get(path)


def test_what_a_witness_signed_is_published(settings):
    settings.LEDGER_WITNESSES = [(WITNESS, "")]
    note = ledger.latest_checkpoint().note

    add_cosignatures(checkpoint=cosigned(note), now=now())

    assert get("checkpoint").content.decode() == cosigned(note)
    assert get("witnessed").content.decode() == cosigned(note)
    settings.LEDGER_WITNESSES = []
    assert get("checkpoint").content.decode() == note
