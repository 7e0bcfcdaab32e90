"""From keys to a checked call on the command line, each command given only what it needs."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from gongjian.foundation.kernel.clock import now
from gongjian.methods import bid_keys
from gongjian.methods.bid_closing import Receipt, read_entry
from gongjian.methods.bid_envelopes import Context, read_envelope
from gongjian.methods.bid_withdrawals import read_withdrawal
from gongjian.methods.call_file import CALL_FILE_FORMAT
from gongjian.methods.canonical_json import (
    read_base64,
    read_canonical,
    write_base64,
    write_canonical,
)
from gongjian.methods.signed_note import sign_note, verifier_key
from tests.sealed_bids import (
    CALL,
    DEADLINE,
    RECEIVED,
    TOWN_KEY,
    TOWN_NAME,
    TOWN_PRIVATE,
    closing_note,
    ledger_proof,
    make_call_file,
    make_call_value,
    make_context,
    make_envelope,
    make_judging,
)

RECEIPT = Receipt(TOWN_NAME, CALL, "CO-1", bytes(32), bytes(32), DEADLINE, RECEIVED)
BID = {
    "technical": {"title": "Ramp", "text": "Oak."},
    "price": {"amount_minor": 100},
    "secret": {"text": "Steam."},
}


def said(capsys, *command):
    call_command(*map(str, command))
    return capsys.readouterr().out.strip()


@pytest.fixture
def trustees(tmp_path, capsys):
    """Public keys and key files of three trustees."""
    files = [tmp_path / f"trustee{number}.json" for number in range(3)]
    return {said(capsys, "trustee", "keys", CALL, file): file for file in files}


@pytest.fixture
def sealed(tmp_path, capsys, trustees):
    """A context, an envelope sealed for it, and the bidder's public key."""
    bodies = tuple(
        (f"body {place}", bid_keys.read_trustee_key(key)) for place, key in enumerate(trustees)
    )
    context = Context(TOWN_KEY, CALL, 1, ("technical", "price"), "CNY", 2, bodies, make_judging())
    (tmp_path / "context.json").write_bytes(write_canonical(context.as_json()))
    (tmp_path / "bid.json").write_text(json.dumps(BID))
    key = said(capsys, "bid", "keys", tmp_path / "key.json")
    digest = said(
        capsys, "bid", "seal", tmp_path / "bid.json", "--company", "CO-1",
        "--context", tmp_path / "context.json", "--key", tmp_path / "key.json",
        "--out", tmp_path / "envelope.json",
    )  # fmt: skip
    return context, (tmp_path / "envelope.json").read_bytes(), key, digest


def test_a_withdrawal_is_signed_offline(tmp_path, capsys, sealed):
    context, _body, key, digest = sealed
    said(
        capsys, "bid", "withdraw", digest, "--context", tmp_path / "context.json",
        "--key", tmp_path / "key.json", "--out", tmp_path / "withdrawal.json",
    )  # fmt: skip
    found = read_withdrawal((tmp_path / "withdrawal.json").read_bytes())
    assert (found.context, write_base64(found.envelope)) == (context.digest(), digest)
    assert write_base64(found.bidder) == key
    with pytest.raises(CommandError, match="base64"):
        call_command(
            "bid", "withdraw", "x", "--context", str(tmp_path / "context.json"),
            "--key", str(tmp_path / "key.json"), "--out", str(tmp_path / "other.json"),
        )  # fmt: skip


def test_keys_are_files_for_their_owner_and_are_never_written_over(tmp_path, capsys):
    file = tmp_path / "key.json"
    key = said(capsys, "bid", "keys", file)
    bid_keys.read_bidder_key(key)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    with pytest.raises(CommandError, match="exists"):
        call_command("bid", "keys", str(file))
    assert file.read_bytes() == before


def test_a_bid_goes_from_its_bidder_through_trustees_to_anybody(tmp_path, capsys, trustees, sealed):
    context, body, _key, digest = sealed
    envelope = read_envelope(body)
    value = make_call_value(context, [envelope], opening_trustees=())
    value["companies"][0]["code"] = "CO-1"
    (tmp_path / "call.json").write_bytes(
        write_canonical({**value, "envelopes": [envelope.as_json()], "opened": []})
    )
    releases = []
    for number, file in enumerate(list(trustees.values())[:2]):
        for part in ("technical", "price"):
            out = tmp_path / f"shares-{number}-{part}.json"
            said(
                capsys, "trustee", "open", tmp_path / "call.json", "--key", file, "--part", part,
                "--town-key", TOWN_KEY, "--out", out,
            )  # fmt: skip
            releases.append(read_canonical(out.read_bytes(), max_bytes=10**7))
    (tmp_path / "public.json").write_bytes(write_canonical({**value, "releases": releases}))
    with pytest.raises(CommandError, match="2 things are wrong"):
        call_command("verify", "call", str(tmp_path / "public.json"), "--town-key", TOWN_KEY)
    assert "not as published" in capsys.readouterr().out
    assert len(digest) == 44


def test_a_true_call_file_holds_and_a_changed_one_does_not(tmp_path, capsys):
    context = make_context()
    file = tmp_path / "call.json"
    file.write_bytes(make_call_file(context, [make_envelope(context)]))
    with pytest.raises(CommandError, match="1 things are not proven"):
        call_command("verify", "call", str(file), "--town-key", TOWN_KEY)
    capsys.readouterr()
    allowed = ("verify", "call", file, "--town-key", TOWN_KEY, "--allow-unproven")
    lines = said(capsys, *allowed).splitlines()
    assert [one for one in lines if one.startswith("NOT PROVEN")] == [
        "NOT PROVEN  Proof from the ledger: The file has no proof that the closing stands in the "
        "town's ledger."
    ]
    assert lines[-1] == "Nothing is wrong; 1 things are not proven."
    assert "无法证明" in said(capsys, *allowed, "--language", "zh")
    value = read_canonical(file.read_bytes(), max_bytes=10**7)
    file.write_bytes(write_canonical({**value, "ledger": ledger_proof(value["closing"])}))
    assert said(capsys, "verify", "call", file, "--town-key", TOWN_KEY).endswith("All of it holds.")
    with pytest.raises(CommandError, match="1 things are not proven"):
        call_command("verify", "call", str(file))
    receipt = tmp_path / "receipt.txt"
    name = read_base64(value["entries"][0]["envelope"])
    receipt.write_text(sign_note(
        replace(RECEIPT, company="CO-A", context=context.digest(), envelope=name).text(),
        TOWN_PRIVATE, TOWN_NAME,
    ))  # fmt: skip
    mine = ("verify", "call", file, "--town-key", TOWN_KEY, "--receipt", receipt)
    assert "in the file: standing" in said(capsys, *mine)
    receipt.write_text(sign_note(RECEIPT.text(), TOWN_PRIVATE, TOWN_NAME))
    with pytest.raises(CommandError, match="1 things are wrong"):
        call_command(*map(str, mine))
    file.write_bytes(file.read_bytes().replace(b"2026-03-01", b"2026-03-02"))
    with pytest.raises(CommandError, match="wrong"):
        call_command("verify", "call", str(file))


@pytest.mark.parametrize(
    "wrong", ["too_early", "unsigned", "another_call", "another_town", "no_closing", "public_file"]
)
def test_a_trustee_releases_nothing_for_what_is_not_closed_and_signed(
    tmp_path, capsys, trustees, sealed, wrong
):
    context, body, _key, _digest = sealed
    envelope = read_envelope(body)
    value = make_call_value(context, [envelope], opening_trustees=())
    value = {**value, "envelopes": [envelope.as_json()], "opened": []}
    town_key, part = TOWN_KEY, "technical"
    key_file = next(iter(trustees.values()))
    if wrong == "unsigned":
        value["closing"] = value["closing"].replace("2026-03", "2026-04")
    elif wrong == "too_early":
        # The town signs it long before: its own times are in order.
        entries = [read_entry(one) for one in value["entries"]]
        ahead = (now() + timedelta(days=9)).isoformat()
        value["closing"] = closing_note(context, entries, ahead, ahead)
    elif wrong == "no_closing":
        value["closing"] = ""
    elif wrong == "another_town":
        town_key = bid_town_key()
    elif wrong == "another_call":
        key_file = tmp_path / "other.json"
        said(capsys, "trustee", "keys", "another-call", key_file)
    else:
        value["envelopes"], part = [envelope.as_json(without=("secret",))], "secret"
    file, out = tmp_path / "call.json", tmp_path / "shares.json"
    file.write_bytes(write_canonical(value))
    with pytest.raises(CommandError):
        call_command(
            "trustee", "open", str(file), "--key", str(key_file), "--part", part,
            "--town-key", town_key, "--out", str(out),
        )  # fmt: skip
    assert not out.exists()
    assert value["format"] == CALL_FILE_FORMAT


def test_a_trustee_checks_what_bids_are_sealed_for(tmp_path, capsys, trustees, sealed):
    context, *_rest = sealed
    file = next(iter(trustees.values()))
    given = ("trustee", "check", tmp_path / "context.json", "--key", file)

    told = said(capsys, *given, "--town-key", TOWN_KEY)

    assert context.digest().hex() in told
    assert [line for line in told.splitlines() if line.endswith("(you)")] == [
        f"1. body 0 {next(iter(trustees))} (you)"
    ]


FOUND = {
    "another's key": ({"trustees": 1}, "not among the trustees"),
    "another town": ({"town": 1}, "another key of the town"),
    "another call": ({"call": 1}, "another call"),
    "no context": ({"format": 1}, "nothing is checked"),
    "one trustee opens alone": ({"threshold": 1}, "nothing is checked"),
}


@pytest.mark.parametrize("wrong", FOUND)
def test_a_trustee_is_told_of_a_context_that_is_not_theirs(
    tmp_path, capsys, trustees, sealed, wrong
):
    context, *_rest = sealed
    other = make_context(call="0199aaaa-0000-7000-8000-000000000000").as_json()
    changed = {**other, "town": verifier_key(TOWN_NAME, bytes(32)), "format": "x", "threshold": 1}
    fields, words = FOUND[wrong]
    value = {**context.as_json(), **{name: changed[name] for name in fields}}
    (tmp_path / "context.json").write_bytes(write_canonical(value))
    file = next(iter(trustees.values()))

    with pytest.raises(CommandError, match=words):
        said(
            capsys, "trustee", "check", tmp_path / "context.json", "--key", file,
            "--town-key", TOWN_KEY,
        )  # fmt: skip


def test_a_trustee_releases_for_one_root_of_a_stage(tmp_path, capsys, trustees, sealed):
    """The town signs a second closing with one bid more, and asks the trustees again."""
    context, body, _key, _digest = sealed
    key_file = next(iter(trustees.values()))

    def release(name, part, envelopes):
        value = make_call_value(context, envelopes, opening_trustees=())
        value["envelopes"] = [envelope.as_json() for envelope in envelopes]
        (tmp_path / name).write_bytes(write_canonical({**value, "opened": []}))
        return said(
            capsys, "trustee", "open", tmp_path / name, "--key", key_file, "--part", part,
            "--town-key", TOWN_KEY, "--out", tmp_path / f"shares-{part}-{name}",
        )  # fmt: skip

    first = [read_envelope(body)]
    assert "compare it with the other trustees" in release("one.json", "technical", first)
    with pytest.raises(CommandError, match="another root"):
        release("two.json", "technical", [*first, make_envelope(context)])
    assert not (tmp_path / "shares-technical-two.json").exists()
    release("three.json", "price", first)
    assert len(key_file.with_name(f"{key_file.name}.released").read_text().splitlines()) == 1


def bid_town_key():
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    return verifier_key(TOWN_NAME, public)


@pytest.mark.parametrize(
    "bid",
    [
        {**BID, "price": {"amount_minor": 1.5}},
        {**BID, "price": {"amount_minor": 100, "currency": "EUR"}},
        {**BID, "extra": {}},
        {"technical": BID["technical"]},
        {**BID, "technical": {"title": "x"}},
        [],
    ],
)
def test_a_bid_that_would_be_refused_when_opened_is_not_sealed(tmp_path, sealed, bid):
    (tmp_path / "bid.json").write_text(json.dumps(bid))
    with pytest.raises(CommandError):
        call_command(
            "bid", "seal", str(tmp_path / "bid.json"), "--company", "CO-1",
            "--context", str(tmp_path / "context.json"), "--key", str(tmp_path / "key.json"),
            "--out", str(tmp_path / "second.json"),
        )  # fmt: skip
    assert not (tmp_path / "second.json").exists()


def test_a_receipt_is_checked_by_anybody(tmp_path, capsys):
    file = tmp_path / "receipt.txt"
    file.write_text(sign_note(RECEIPT.text(), TOWN_PRIVATE, TOWN_NAME))
    assert CALL in said(capsys, "verify", "receipt", file, "--town-key", TOWN_KEY)
    file.write_text(file.read_text().replace("2026", "2025"))
    with pytest.raises(CommandError):
        call_command("verify", "receipt", str(file), "--town-key", TOWN_KEY)
