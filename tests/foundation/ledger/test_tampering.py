"""The database is really edited, by SQL, by somebody who knows how the ledger works.

``gongjian ledger check`` finds it with the database, the witness without.
"""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection

from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.foundation.ledger.offline.commands import main
from gongjian.foundation.ledger.offline.sources import Address
from gongjian.foundation.ledger.offline.witness import Witness
from gongjian.foundation.ledger.signing_key import read_signing_key
from gongjian.methods import merkle
from gongjian.methods.signed_note import sign_checkpoint
from gongjian.methods.tlog_tiles import tiles_of
from gongjian.methods.tlog_witness import Answer
from tests.foundation.ledger.making import make_entries, make_sealed, seal_all

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = 300


@pytest.fixture
def town(settings, tmp_path, live_server):
    """A ledger that is served, and a witness that has signed it."""
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"
    settings.API_RATE_PER_MINUTE = 1_000_000
    make_sealed(SIZE, at_once=100)
    return f"{live_server.url}/ledger"


@pytest.fixture
def witness(town, tmp_path) -> Witness:
    made = Witness(tmp_path / "state", "witness.example/w1", ledger.verifier_key())
    assert look(made, town) == Answer.SIGN
    return made


def look(witness: Witness, town: str) -> Answer:
    return witness.look(Address(town))[0].answer


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def is_found_by_check() -> bool:
    try:
        call_command("ledger", "check", "--key", ledger.verifier_key())
    except CommandError:
        return True
    return False


def forge(upto: int | None = None, *, is_signed: bool = True) -> None:
    """All that follows from the entries made to fit them anew, as only the holder of the key can:
    tiles, edge, and the checkpoints."""
    rows = LedgerEntry.objects.filter(leaf_index__isnull=False).order_by("leaf_index")
    leaves = [merkle.leaf_hash(bytes(row.commitment)) for row in rows][:upto]
    frontier, nodes = merkle.Frontier().append_many(leaves)
    hashes = {(level, index): hash_ for level, index, hash_ in nodes}
    LedgerTile.objects.all().delete()
    for tile in tiles_of(len(leaves)):
        places = range(tile.number * 256, tile.number * 256 + tile.width)
        content = b"".join(hashes[8 * tile.level, place] for place in places)
        LedgerTile.objects.create(level=tile.level, index=tile.number, hashes=content)
    head = LedgerHead.objects.get()
    head.size, head.frontier = len(leaves), [one.hex() for one in frontier.hashes]
    head.save()
    origin = head.verifier_key.split("+")[0]
    key = read_signing_key() if is_signed else Ed25519PrivateKey.generate()
    Checkpoint.objects.filter(size__gt=len(leaves)).delete()
    for size in {*Checkpoint.objects.values_list("size", flat=True), len(leaves)}:
        root = merkle.root_hash(leaves[:size])
        note = sign_checkpoint(origin, size, root, key, origin)
        now = Checkpoint.objects.order_by("size").values_list("signed_at", flat=True)[0]
        Checkpoint.objects.update_or_create(
            size=size, defaults={"root": root, "note": note, "signed_at": now}
        )


CHANGES = {
    "an act": "UPDATE ledger_ledgerentry SET action='case_closed' WHERE leaf_index=150",
    "who did it": "UPDATE ledger_ledgerentry SET actor='user:other' WHERE leaf_index=0",
    "on what": "UPDATE ledger_ledgerentry SET subject='case:x' WHERE leaf_index=299",
    "a commitment": "UPDATE ledger_ledgerentry SET commitment=salt WHERE leaf_index=150",
    "a row taken out": "DELETE FROM ledger_ledgerentry WHERE leaf_index=150",
    "the last row": "DELETE FROM ledger_ledgerentry WHERE leaf_index=299",
    "a row out of the tree": (
        "UPDATE ledger_ledgerentry SET leaf_index=NULL WHERE leaf_index=299"
    ),
    "a tile": "UPDATE ledger_ledgertile SET hashes=(SELECT root FROM ledger_checkpoint LIMIT 1)",
    "a tile taken out": "DELETE FROM ledger_ledgertile WHERE level=1",
    "a root": (
        "UPDATE ledger_checkpoint SET root=(SELECT root FROM ledger_checkpoint WHERE size=100)"
    ),
    "a note": "UPDATE ledger_checkpoint SET note=replace(note, '200', '201') WHERE size=200",
    "the last checkpoint": "DELETE FROM ledger_checkpoint WHERE size=300",
    "the size": "UPDATE ledger_ledgerhead SET size=299",
}  # fmt: skip


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_any_edited_row_is_found_by_the_check(town, statement):
    assert not is_found_by_check()

    sql(statement)

    assert is_found_by_check()


def swap(first: int, second: int) -> None:
    for old, new in ((first, -1), (second, first), (-1, second)):
        sql("UPDATE ledger_ledgerentry SET leaf_index=%s WHERE leaf_index=%s", new, old)


def test_a_new_order_is_found(town):
    swap(10, 20)

    assert is_found_by_check()


def rewrite_one() -> None:
    """An entry and its commitment, so that the two fit each other."""
    sql("UPDATE ledger_ledgerentry SET actor='erased', data='{}', salt=NULL WHERE leaf_index=150")
    sql(
        "UPDATE ledger_ledgerentry SET commitment="
        "(SELECT salt FROM ledger_ledgerentry WHERE leaf_index=0) WHERE leaf_index=150"
    )


def cut_off() -> None:
    sql("DELETE FROM ledger_ledgerentry WHERE leaf_index>=250")


def cut_off_and_go_on() -> None:
    cut_off()
    forge()
    sql("DELETE FROM ledger_checkpoint WHERE size=250")
    for path in (read_signing_key_path().parent).glob("signed-*"):
        path.unlink()
    make_entries(80)
    seal_all()


def read_signing_key_path():
    from django.conf import settings

    return settings.LEDGER_KEY_PATH


@pytest.mark.parametrize(
    ("doing", "answer"),
    [
        (rewrite_one, Answer.FORK),
        (lambda: swap(10, 20), Answer.FORK),
        (cut_off, Answer.ROLLED_BACK),
        (cut_off_and_go_on, Answer.INCONSISTENT),
    ],
    ids=["rewritten", "reordered", "cut off", "cut off and grown again"],
)
def test_what_is_forged_with_the_towns_own_key_is_refused_by_the_witness(
    town, witness, doing, answer, tmp_path
):
    kept = tmp_path / "kept"
    kept.write_text(ledger.latest_checkpoint().note)
    doing()
    if answer != Answer.INCONSISTENT:
        forge()

    # The check of the database is deceived: whoever has the key can make all of it fit.
    assert not is_found_by_check()
    assert look(witness, town) == answer
    options = ["--since", str(kept), "--key", ledger.verifier_key()]
    assert main(["verify", "log", town, *options]) == 1


def test_what_is_forged_without_the_key_is_signed_by_nobody(town, witness):
    rewrite_one()
    forge(is_signed=False)

    assert is_found_by_check()
    assert look(witness, town) == Answer.NOT_SIGNED


def test_an_erasure_is_no_tampering(town, witness):
    from django.db import transaction

    with transaction.atomic():
        assert ledger.forget("case:150", actions=["case_received"]) == 1

    assert not is_found_by_check()
    assert look(witness, town) == Answer.SIGN
