"""The proof of a look holds, and no changed one does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import exchange_messages as messages
from gongjian.methods.look_proof import check_look
from tests.methods.looks import CONSUMER, STRANGER, Parts, key_document
from tests.methods.tlogs import LOG_KEY, WITNESS_KEY

GOLDEN = Path(__file__).parents[1] / "golden" / "look"
PROOF = (GOLDEN / "look.json").read_bytes()
KEYS = json.loads((GOLDEN / "keys.json").read_text())
GOLDEN_LOG_KEY = (GOLDEN / "ledger.key").read_text().strip()


def verdicts(data: bytes, keys: dict | None = None) -> dict[str, str]:
    found = check_look(data, keys or key_document(), LOG_KEY)
    return {one.what: one.verdict for one in found.findings}


def test_the_golden_proof_holds_and_says_all_of_it():
    found = check_look(PROOF, KEYS, GOLDEN_LOG_KEY)

    assert {one.what: one.verdict for one in found.findings} == {
        "format": "pass", "whole": "pass", "decision": "pass", "agreement": "pass",
        "answer": "pass", "asked": "pass", "outcome": "pass", "witnesses": "unproven",
    }  # fmt: skip
    assert found.facts == {
        "town": "town.example",
        "look": "01a22dec-a620-70f6-af09-15aabba95c7a",
        "consumer": "social",
        "provider": "civil",
        "dataset": "pensions",
        "fields": "status",
        "purpose": "Deciding on heating aid",
        "provisions": "Aid Act, Article 12",
        "asked_at": "2026-11-30T08:00:01+00:00",
        "as_of": "2026-11-30T08:00:00+00:00",
        "outcome": "given",
    }


@given(st.integers(0, len(PROOF) - 1), st.integers(0, 255))
def test_no_changed_byte_holds(at, byte):
    changed = PROOF[:at] + bytes([byte]) + PROOF[at + 1 :]

    assert changed == PROOF or not check_look(changed, KEYS, GOLDEN_LOG_KEY).is_right


@given(st.integers(0, len(PROOF) - 1))
def test_no_shorter_one_holds(length):
    assert not check_look(PROOF[:length], KEYS, GOLDEN_LOG_KEY).is_right


def change(part: str, *path: str, to: object):
    def changed(parts: Parts) -> None:
        at = getattr(parts, part)
        for name in path[:-1]:
            at = at[name]
        at[path[-1]] = to

    return changed


@pytest.mark.parametrize(
    ("tamper", "what"),
    [
        (change("decision", "allowed", to=False), "decision"),
        (change("decision", "consumer", to="civil"), "decision"),
        (change("decision", "consumer_key", to=messages.public_jwk(STRANGER)), "decision"),
        (lambda parts: setattr(parts, "gateway_key", STRANGER), "decision"),
        (change("decision", "agreement", to="agreement-2"), "agreement"),
        (change("decision", "agreement_digest", to="x" * 43), "agreement"),
        (lambda parts: setattr(parts, "consumer_key", STRANGER), "agreement"),
        (lambda parts: setattr(parts, "provider_key", CONSUMER), "agreement"),
        (change("terms", "fields", to=[{"name": "income"}]), "agreement"),
        (change("answer", "query", to="z" * 43), "answer"),
        (change("answer", "provider", to="social"), "answer"),
        (lambda parts: setattr(parts, "answer_key", CONSUMER), "answer"),
        (change("answer", "digest", to="e" * 43), "outcome"),
        (change("answer", "as_of", to="2026-11-29T08:00:00+00:00"), "outcome"),
        (change("asked", "subject", to="dataquery:another"), "asked"),
        (change("asked", "action", to="data_refused"), "asked"),
        (change("asked", "actor", to="department:civil"), "asked"),
        (change("asked", "data", "message", to="z" * 43), "asked"),
        (change("asked", "data", "decision", to="z" * 43), "asked"),
        (change("asked", "data", "agreement", to="agreement-2"), "asked"),
        (change("asked", "data", "failed", to=["purpose"]), "asked"),
        (change("outcome", "subject", to="dataquery:another"), "outcome"),
        (change("outcome", "action", to="data_not_given"), "outcome"),
        (change("outcome", "data", "outcome", to="down"), "outcome"),
        (change("outcome", "data", "digest", to=""), "outcome"),
    ],
)
def test_what_a_town_itself_fits_together_wrongly_is_named(tamper, what):
    parts = Parts()
    tamper(parts)

    found = verdicts(parts.proof())

    assert found["whole"] == "pass"
    assert found[what] == "fail"


def test_a_refusal_is_proved_without_an_answer():
    parts = Parts()
    parts.decision |= {"allowed": False, "checks": [{"name": "purpose", "passed": False}]}
    parts.asked["action"] = "data_refused"
    parts.asked["data"]["failed"] = ["purpose"]

    found = verdicts(parts.proof(has_outcome=False, has_answer=False))

    assert found["decision"] == found["asked"] == found["answer"] == "pass"
    assert "fail" not in found.values()


def test_what_is_missing_is_not_proven_and_nothing_more():
    found = verdicts(Parts().proof(has_outcome=False, has_answer=False))

    assert (found["answer"], found["outcome"]) == ("unproven", "unproven")
    assert "fail" not in found.values()


def test_data_given_without_what_the_source_signed_is_wrong():
    assert verdicts(Parts().proof(has_answer=False))["outcome"] == "fail"


def test_another_towns_keys_prove_nothing():
    strange = {"keys": [messages.public_jwk(STRANGER)], "departments": []}

    assert verdicts(Parts().proof(), strange)["decision"] == "fail"


def test_a_quorum_of_witnesses_is_asked_for_each_entry():
    found = check_look(Parts().proof(), key_document(), LOG_KEY, [WITNESS_KEY], 1)

    assert not found.is_right


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b"\xff", b'{"type":"gongjian-look/1"}']
)
def test_what_is_no_proof_is_told(text):
    found = check_look(text, key_document(), LOG_KEY)

    assert [one.verdict for one in found.findings] == ["fail"]
    assert all(one.words("zh") for one in found.findings)
