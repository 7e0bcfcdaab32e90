from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import merkle
from gongjian.methods.tlog_proof import InvalidProof, TlogProof, read_proof, write_proof
from tests.methods.tlogs import MemoryLog

PROOF = TlogProof(3, (bytes(32), bytes(range(32))), MemoryLog(9).note(), b"more")
TEXT = write_proof(PROOF)


def test_it_is_written_as_the_specification_shows():
    assert TEXT.startswith(
        "c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 3\n"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n"
        "town.example/ledger\n9\n"
    )


@given(st.binary(max_size=60), st.integers(0, 2**60), st.integers(0, 63))
def test_what_is_written_is_read(extra, index, length):
    proof = TlogProof(index, (bytes(32),) * length, PROOF.checkpoint, extra)

    assert read_proof(write_proof(proof)) == proof


def test_it_holds_for_its_leaf_only():
    log = MemoryLog(9)
    path = tuple(merkle.inclusion_proof(log.hash_at, 4, 9))
    proof = read_proof(write_proof(TlogProof(4, path, log.note())))

    assert proof.holds_for(log.leaves[4])
    assert not proof.holds_for(log.leaves[5])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("proof@v1", "proof@v2"),
        ("bW9yZQ==", "bW9yZQ"),
        ("index 3", "index 03"),
        ("index 3", "index -3"),
        ("index 3\n", ""),
        ("AAECAw", "AAEC w"),
        ("\n\ntown", "\ntown"),
        ("\n9\n", "\n09\n"),
        ("AAAAAAA=\n", "AAAAAAA=\n" + "A" * 43 + "=\n" * 1, ),
    ],
)  # fmt: skip
def test_anything_else_is_refused_or_read_as_something_else(old, new):
    changed = TEXT.replace(old, new, 1)

    assert changed != TEXT
    assert read_or_none(changed) != PROOF


def test_too_much_is_refused_unread():
    with pytest.raises(InvalidProof, match="too long"):
        read_proof(TEXT + "x" * 400_001)
    with pytest.raises(InvalidProof, match="its path"):
        read_proof(write_proof(TlogProof(0, (bytes(32),) * 64, PROOF.checkpoint)))


def read_or_none(text: str) -> TlogProof | None:
    try:
        return read_proof(text)
    except InvalidProof:
        return None
