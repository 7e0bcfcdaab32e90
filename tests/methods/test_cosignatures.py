"""Cosignatures by the text of the specification, and against forgers."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.cosignatures import cosign, cosigned_at, line_of, with_lines
from gongjian.methods.signed_note import (
    COSIGNATURE,
    InvalidNote,
    parse_note,
    parse_verifier_key,
    sign_checkpoint,
    verifier_key,
    verify_checkpoint,
)

LOG = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC = WITNESS.public_key().public_bytes_raw()
NAME = "witness.example/w1"
CHECKPOINT = sign_checkpoint(
    "ledger.example/ledger", 7, bytes(range(32)), LOG, "ledger.example/ledger"
)


def test_the_signed_message_is_that_of_the_specification():
    line = cosign(CHECKPOINT, WITNESS, NAME, 1679315147)
    signature = parse_note(CHECKPOINT + line)[1][-1]
    text = parse_note(CHECKPOINT)[0]

    assert signature.signature[:8] == (1679315147).to_bytes(8, "big")
    WITNESS.public_key().verify(
        signature.signature[8:], b"cosignature/v1\ntime 1679315147\n" + text.encode()
    )


def test_a_key_of_a_witness_is_written_and_read_as_one():
    key = verifier_key(NAME, PUBLIC, COSIGNATURE)

    assert parse_verifier_key(key, COSIGNATURE) == (NAME, PUBLIC)
    with pytest.raises(ValueError, match="not an Ed25519"):
        parse_verifier_key(key)
    with pytest.raises(ValueError, match="not a witness"):
        parse_verifier_key(verifier_key(NAME, PUBLIC), COSIGNATURE)


@given(st.integers(0, 2**63 - 1))
def test_what_is_cosigned_verifies_at_its_time(timestamp):
    line = cosign(CHECKPOINT, WITNESS, NAME, timestamp)
    signed = with_lines(CHECKPOINT, line)

    assert cosigned_at(signed, NAME, PUBLIC) == timestamp
    assert line_of(signed, NAME, PUBLIC) == line
    log = LOG.public_key().public_bytes_raw()
    assert verify_checkpoint(signed, "ledger.example/ledger", log).size == 7


def test_the_latest_of_several_counts_and_none_stands_twice():
    first, second = (cosign(CHECKPOINT, WITNESS, NAME, time) for time in (5, 9))
    signed = with_lines(with_lines(CHECKPOINT, second + first), first)

    assert cosigned_at(signed, NAME, PUBLIC) == 9
    assert line_of(signed, NAME, PUBLIC) == second
    assert signed == CHECKPOINT + second + first


def test_whoever_did_not_sign_is_told():
    with pytest.raises(InvalidNote, match="is not signed by the witness"):
        cosigned_at(CHECKPOINT, NAME, PUBLIC)


@pytest.mark.parametrize("timestamp", [-1, 2**63])
def test_times_out_of_range_are_refused(timestamp):
    with pytest.raises(ValueError, match="seconds"):
        cosign(CHECKPOINT, WITNESS, NAME, timestamp)


def test_a_cosignature_moved_to_another_checkpoint_is_wrong():
    other = sign_checkpoint("ledger.example/ledger", 8, bytes(32), LOG, "ledger.example/ledger")

    with pytest.raises(InvalidNote, match="is wrong"):
        cosigned_at(other + cosign(CHECKPOINT, WITNESS, NAME, 5), NAME, PUBLIC)


def test_the_cosignature_of_somebody_else_counts_for_nothing():
    with pytest.raises(InvalidNote, match="is not signed by the witness"):
        cosigned_at(CHECKPOINT + cosign(CHECKPOINT, LOG, NAME, 5), NAME, PUBLIC)
