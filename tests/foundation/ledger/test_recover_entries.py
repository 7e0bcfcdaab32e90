"""After the database was set back, the ledger goes on as it was signed."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.management import call_command

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.errors import LedgerRolledBack, OlderCopy, OtherLedger
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead
from gongjian.foundation.ledger.offline.sources import Folder, read_bundle
from gongjian.foundation.ledger.selectors.tiles import bundle_bytes, tile_bytes
from gongjian.methods.receipt_check import check_receipt
from gongjian.methods.tlog_tiles import bundle_path, tile_path, tiles_of
from tests.foundation.ledger.making import make_entries, make_sealed, seal_all
from tests.foundation.ledger.test_signed_memory import rows, set_back
from tests.foundation.ledger.witnessing import cosigned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


@pytest.fixture
def copy(tmp_path):
    """A copy of the whole log, of which the database has forgotten the end; three entries wait."""
    make_sealed(250)
    make_entries(3)
    before = rows()
    seal_all()
    make_sealed(100)
    folder = tmp_path / "copy"
    for tile in tiles_of(353):
        for path, content in (
            (tile_path(tile), tile_bytes(tile)),
            *([] if tile.level else [(bundle_path(tile), bundle_bytes(tile))]),
        ):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    (folder / "checkpoint").write_text(ledger.latest_checkpoint().note)
    set_back(before)
    return folder


def recover(folder, checkpoint: str = "") -> int:
    return ledger.recover_entries(
        checkpoint=checkpoint or (folder / "checkpoint").read_text(),
        read_entries=partial(read_bundle, Folder(folder)),
        now=now(),
    )


def test_the_tree_goes_on_as_it_was_signed(copy):
    later = (copy / "checkpoint").read_text()
    assert ledger.expect_checkpoint(checkpoint=later) == 103
    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())

    call_command("ledger", "recover", "--log", str(copy))
    make_sealed(9)

    found = ledger.check_ledger()
    assert (found.mismatch, found.sealed, found.erased, found.waiting) == ("", 362, 100, 0)
    assert Checkpoint.objects.get(size=353).note == later
    # What waited while it was set back has its place and its words.
    text = ledger.receipt_by_id(LedgerEntry.objects.get(leaf_index=251).pk)
    assert '"number":1' in check_receipt(text, ledger.verifier_key()).entry
    assert recover(copy, ledger.latest_checkpoint().note) == 0


def test_nothing_is_expected_that_is_there(copy):
    assert ledger.expect_checkpoint(checkpoint=ledger.latest_checkpoint().note) == 0
    make_sealed(1)


@pytest.mark.parametrize("change", ["note", "entry", "short"])
def test_what_is_no_continuation_is_refused_and_changes_nothing(copy, change):
    note, bundle = copy / "checkpoint", copy / "tile/entries/001.p/97"
    if change == "note":
        note.write_text(note.read_text().replace("353", "354"))
    elif change == "entry":
        bundle.write_bytes(bundle.read_bytes()[:-1] + b"?")
    else:
        bundle.write_bytes(bundle.read_bytes()[:-1])

    with pytest.raises(OtherLedger):
        recover(copy)

    assert LedgerHead.objects.get().size == 250
    assert ledger.check_ledger().mismatch == ""


def test_an_earlier_checkpoint_is_refused(copy):
    early = ledger.latest_checkpoint().note
    seal_all()

    with pytest.raises(OtherLedger):
        recover(copy, early)


def test_a_copy_that_ends_before_what_was_signed_here_is_refused(copy):
    """The memory stays where it was: else the next seal would sign a second ledger."""
    later = (copy / "checkpoint").read_text()
    early = Checkpoint.objects.get(size=250).note
    ledger.expect_checkpoint(checkpoint=later)

    assert ledger.expect_checkpoint(checkpoint=early) == 103
    with pytest.raises(OlderCopy):
        recover(copy, early)
    make_entries(1)
    with pytest.raises(LedgerRolledBack):
        ledger.seal_ledger(now=now())


def test_lines_of_others_below_the_copys_checkpoint_are_not_taken_over(copy):
    """A false one in a witness's name would make every receipt wrong that stands under it."""
    later = (copy / "checkpoint").read_text()

    assert recover(copy, cosigned(later)) == 103

    assert Checkpoint.objects.get(size=353).note == later
