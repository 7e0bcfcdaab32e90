"""A receipt holds, and no changed one does."""

from __future__ import annotations

import hashlib
import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import merkle
from gongjian.methods.cosignatures import cosign, with_lines
from gongjian.methods.receipt_check import (
    check_receipt,
    growth_finding,
    signature_finding,
    write_receipt,
)
from gongjian.methods.receipt_words import CHECKS, LANGUAGES, REASONS, VERDICTS
from gongjian.methods.signed_note import COSIGNATURE, sign_note, verifier_key
from tests.methods.tlogs import LOG, LOG_KEY, ORIGIN, WITNESS, WITNESS_KEY, WITNESS_NAME, MemoryLog

TEXT = '{"action":"case_received","subject":"case:路灯"}'
SALT = bytes(range(16))
COMMITMENT = hashlib.sha256(SALT + TEXT.encode()).digest()
TREE = MemoryLog(entries=[COMMITMENT if number == 6 else bytes([number]) for number in range(20)])
NOTE = with_lines(TREE.note(), cosign(TREE.note(), WITNESS, WITNESS_NAME, 1_800_000_000))
PATH = merkle.inclusion_proof(TREE.hash_at, 6, 20)
OPENING = {"entry": TEXT, "salt": SALT.hex()}
RECEIPT = write_receipt(index=6, path=PATH, checkpoint=NOTE, opening=OPENING)
FORGER = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\1")


def verdicts(text: str, key: str = LOG_KEY, **more) -> dict[str, str]:
    return {one.what: one.verdict for one in check_receipt(text, key, **more).findings}


def test_a_receipt_holds_and_tells_its_entry():
    found = check_receipt(RECEIPT, LOG_KEY, [WITNESS_KEY], 1)

    assert {one.verdict for one in found.findings} == {"pass"}
    assert (found.entry, found.checkpoint) == (TEXT, TREE.checkpoint())
    assert found.findings[3].words("en") == "It is entry 7 of 20 under the signed root."
    assert "2027-01-15 08:00:00Z" in found.findings[4].words("zh")


def test_without_a_witness_it_says_what_is_not_proven():
    assert verdicts(RECEIPT)["witnesses"] == "unproven"
    assert check_receipt(RECEIPT, LOG_KEY).is_right


@given(st.integers(0, len(RECEIPT) - 1), st.characters(exclude_categories=["Cs"]))
def test_no_other_text_holds(at, letter):
    changed = RECEIPT[:at] + letter + RECEIPT[at + 1 :]
    found = check_receipt(changed, LOG_KEY, [WITNESS_KEY], 1)

    assert changed == RECEIPT or not found.is_right


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"index": 7}, "place"),
        ({"path": PATH[::-1]}, "place"),
        ({"opening": {**OPENING, "entry": TEXT + " "}}, "entry"),
        ({"opening": {**OPENING, "entry": TEXT.replace("received", "answered")}}, "place"),
        ({"opening": {"entry": TEXT[9:], "salt": (SALT + TEXT[:9].encode()).hex()}}, "entry"),
        ({"opening": {"entry": "0", "salt": SALT.hex()}}, "entry"),
        ({"opening": {"entry": "[" * 100_000, "salt": SALT.hex()}}, "entry"),
        ({"opening": {**OPENING, "salt": SALT.hex().upper()}}, "entry"),
        ({"opening": {"commitment": COMMITMENT.hex()[2:]}}, "entry"),
        ({"opening": {**OPENING, "salt": bytes(16).hex()}}, "place"),
        ({"opening": {"entry": TEXT}}, "entry"),
        ({"opening": {**OPENING, "salt": "xx"}}, "entry"),
        ({"checkpoint": TREE.note(19)}, "place"),
        ({"checkpoint": TREE.note(key=FORGER)}, "signature"),
    ],
)
def test_what_was_changed_is_named(change, what):
    parts = {"index": 6, "path": PATH, "checkpoint": NOTE, "opening": OPENING, **change}

    assert verdicts(write_receipt(**parts))[what] == "fail"


def test_an_erased_entry_is_proved_by_its_commitment():
    text = write_receipt(
        index=6, path=PATH, checkpoint=NOTE, opening={"commitment": COMMITMENT.hex()}
    )

    assert verdicts(text)["entry"] == "unproven"
    assert verdicts(text)["place"] == "pass"


def test_a_quorum_that_is_missed_fails_and_a_wrong_witness_is_told():
    other = verifier_key("witness.example/w2", bytes(32), COSIGNATURE)
    moved = with_lines(TREE.note(19), cosign(TREE.note(), WITNESS, WITNESS_NAME, 5))
    wrong = write_receipt(index=6, path=PATH, checkpoint=moved, opening=OPENING)

    assert verdicts(RECEIPT, witness_keys=[WITNESS_KEY, other], quorum=2)["witnesses"] == "fail"
    assert verdicts(RECEIPT, witness_keys=[other])["witnesses"] == "unproven"
    assert verdicts(RECEIPT, quorum=2)["witnesses"] == "fail"
    assert "wrong_witness" in {
        one.code for one in check_receipt(wrong, LOG_KEY, [WITNESS_KEY]).findings
    }


def test_a_statement_of_the_town_is_its_word_and_no_proof_of_the_ledger():
    note = sign_note("gongjian-receipt-1\nof a bid\n", LOG, ORIGIN)
    found = check_receipt(note, LOG_KEY)

    assert [one.verdict for one in found.findings] == ["pass", "pass", "unproven"]
    assert (found.is_right, found.is_in_ledger) == (True, False)
    assert check_receipt(RECEIPT, LOG_KEY).is_in_ledger
    assert not check_receipt(note, LOG_KEY, [WITNESS_KEY], 1).is_right
    assert found.entry == "gongjian-receipt-1\nof a bid\n"
    assert not check_receipt(note.replace("bid", "bed"), LOG_KEY).is_right


@pytest.mark.parametrize("text", ["", "nonsense", "c2sp.org/tlog-proof@v1", "\n\n\n"])
def test_what_is_no_receipt_is_told(text):
    assert verdicts(text) == {"format": "fail"}


def test_a_checkpoint_in_the_name_of_another_log_is_not_signed():
    assert signature_finding(NOTE, LOG_KEY).verdict == "pass"
    assert signature_finding(NOTE.replace("\n20\n", "\n21\n"), LOG_KEY).verdict == "fail"


def test_growth_is_told_from_forks():
    other = MemoryLog(entries=[b"other %d" % number for number in range(20)])
    found = [
        growth_finding(TREE.checkpoint(old), new.checkpoint(size), new.hash_at).code
        for old, new, size in ((7, TREE, 20), (20, TREE, 20), (20, TREE, 7), (7, other, 20))
    ]

    assert found == ["grew", "same", "rolled_back", "not_grown"]
    assert growth_finding(TREE.checkpoint(20), other.checkpoint(20)).code == "forked"


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "a\n\n— x y\n", "a\n\n— x AAAA\n", "\0", RECEIPT[:40], f"{RECEIPT}x",
     RECEIPT.replace("index 6", "index x"), RECEIPT.replace(" 6\n", " 6\nx\n"), RECEIPT * 90,
     RECEIPT.replace("\n20\n", "\n2x\n"),
     *(write_receipt(index=6, path=PATH, checkpoint=NOTE, opening=opening) for opening in (
         {}, {**OPENING, "salt": "xx"}, {**OPENING, "salt": "00"}, {**OPENING, "entry": "x"},
         {**OPENING, "entry": "0 1"}, {**OPENING, "entry": "[1 ,2]"}))],
)  # fmt: skip
def test_what_is_malformed_is_told_in_chinese_alone(text):
    found = [one.words("zh") for one in check_receipt(text, LOG_KEY).findings]

    assert not [words for words in found if re.search("[a-z]{2,} [a-z]{2,}", words)]


def test_everything_is_said_in_every_language():
    tables = [*CHECKS.values(), *VERDICTS.values(), *REASONS.values()]

    assert {len(texts) for texts in tables} == {len(LANGUAGES)}
    assert all(all(texts) for texts in tables)
