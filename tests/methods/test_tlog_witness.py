from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongjian.methods import merkle
from gongjian.methods.tlog_witness import (
    STATUS,
    AddCheckpoint,
    Answer,
    InvalidRequest,
    judge,
    judge_shown,
    read_request,
    write_request,
)
from tests.methods.tlogs import LOG_KEY, MemoryLog

LOG = MemoryLog(20)
OTHER = MemoryLog(entries=[b"other %d" % number for number in range(20)])
FORGER = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\1")
KNOWN = LOG.checkpoint(7)


def proof(log: MemoryLog, old: int, new: int = 20) -> tuple[bytes, ...]:
    return tuple(merkle.consistency_proof(log.hash_at, old, new))


@pytest.mark.parametrize("old", [0, 1, 7, 20])
def test_a_request_is_read_as_it_was_written(old):
    request = AddCheckpoint(old, proof(LOG, old), LOG.note())

    assert read_request(write_request(request)) == request


@pytest.mark.parametrize(
    "text",
    ["", "old 1", "old 01\n\nx", "old -1\n\nx", "old 1\nnonsense\n\nx", "new 1\n\nx",
     "old 1\n" + ("A" * 43 + "=\n") * 64 + "\nx", "x" * 300_000],
)  # fmt: skip
def test_anything_else_is_no_request(text):
    with pytest.raises(InvalidRequest):
        read_request(text)


@pytest.mark.parametrize(
    ("request_", "known", "answer", "status"),
    [
        (AddCheckpoint(0, (), LOG.note()), None, Answer.SIGN, 200),
        (AddCheckpoint(7, proof(LOG, 7), LOG.note()), KNOWN, Answer.SIGN, 200),
        (AddCheckpoint(7, (), LOG.note(7)), KNOWN, Answer.SIGN, 200),
        (AddCheckpoint(7, proof(LOG, 7), LOG.note(key=FORGER)), KNOWN, Answer.NOT_SIGNED, 403),
        (AddCheckpoint(6, proof(LOG, 6), LOG.note()), KNOWN, Answer.OTHER_SIZE, 409),
        (AddCheckpoint(0, (), LOG.note()), KNOWN, Answer.OTHER_SIZE, 409),
        (AddCheckpoint(7, (), LOG.note(6)), KNOWN, Answer.MALFORMED, 400),
        (AddCheckpoint(0, (bytes(32),), LOG.note()), None, Answer.MALFORMED, 400),
        (AddCheckpoint(7, (), "nonsense"), KNOWN, Answer.MALFORMED, 400),
        (AddCheckpoint(7, (), OTHER.note(7)), KNOWN, Answer.FORK, 409),
        (AddCheckpoint(7, proof(OTHER, 7), OTHER.note()), KNOWN, Answer.INCONSISTENT, 422),
        (AddCheckpoint(7, (), LOG.note()), KNOWN, Answer.INCONSISTENT, 422),
        (AddCheckpoint(7, proof(LOG, 8), LOG.note()), KNOWN, Answer.INCONSISTENT, 422),
    ],
)
def test_only_what_grew_out_of_what_is_known_is_signed(request_, known, answer, status):
    assert judge(request_, LOG_KEY, known) == answer
    assert STATUS[answer] == status


def test_another_log_is_unknown():
    note = LOG.note().replace("town.example/ledger\n20", "other.example/ledger\n20", 1)

    assert judge(AddCheckpoint(0, (), note), LOG_KEY, None) == Answer.UNKNOWN_LOG


@pytest.mark.parametrize(
    ("shown", "known", "answer"),
    [
        (LOG.note(), None, Answer.SIGN),
        (LOG.note(), KNOWN, Answer.SIGN),
        (LOG.note(7), KNOWN, Answer.SIGN),
        (LOG.note(6), KNOWN, Answer.ROLLED_BACK),
        (OTHER.note(7), KNOWN, Answer.FORK),
        (LOG.note(key=FORGER), KNOWN, Answer.NOT_SIGNED),
        ("nonsense", KNOWN, Answer.NOT_SIGNED),
    ],
)
def test_what_a_log_shows_is_judged_before_a_proof_is_fetched(shown, known, answer):
    assert judge_shown(shown, LOG_KEY, known) == answer
