"""Bids, trustees and call files from fixed seeds, for tests of the methods."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongjian.methods import bid_keys, merkle
from gongjian.methods.bid_closing import Closing, ClosingEntry, closing_root
from gongjian.methods.bid_contents import (
    PriceLine,
    PricePart,
    SecretPart,
    TechnicalPart,
    write_content,
)
from gongjian.methods.bid_envelopes import Context, Envelope, read_envelope, seal_bid
from gongjian.methods.bid_openings import open_bid, read_release, release_shares
from gongjian.methods.bid_withdrawals import Withdrawal, read_withdrawal, sign_withdrawal
from gongjian.methods.call_file import CALL_FILE_FORMAT, PUBLIC_PARTS, outcome_of
from gongjian.methods.canonical_json import read_base64, write_base64, write_canonical
from gongjian.methods.signed_note import sign_checkpoint, sign_note, verifier_key

CALL = "01950000-0000-7000-8000-000000000001"
TOWN_NAME = "town.example/ledger"
TOWN_PRIVATE = Ed25519PrivateKey.from_private_bytes(sha256(b"the town").digest())
TOWN_KEY = verifier_key(TOWN_NAME, TOWN_PRIVATE.public_key().public_bytes_raw())

RECEIVED = "2026-02-28T10:00:00.000000+00:00"
DEADLINE = "2026-03-01T09:00:00.000000+00:00"


def seed_of(name: str) -> bytes:
    return sha256(f"seed of {name}".encode()).digest()


def trustee_seeds(count: int) -> list[bytes]:
    return [seed_of(f"trustee {number}") for number in range(count)]


def make_context(trustees: int = 3, threshold: int = 2, call: str = CALL) -> Context:
    keys = [bid_keys.trustee_public_key(seed) for seed in trustee_seeds(trustees)]
    bodies = tuple((f"body {place}", key) for place, key in enumerate(keys))
    parts = ("technical", "price")
    return Context(TOWN_KEY, call, 1, parts, "CNY", threshold, bodies, make_judging())


def make_judging(**price: object) -> dict:
    """Judged by price alone."""
    how = {"ceiling_minor": 1000, "formula": "lowest_price", "is_limit": True, "version": 1}
    return {"criteria": [], "price": {**how, "weight": 100, **price}, "ties": "lot"}


def make_contents(amount_minor: int = 120_000, *, with_secret: bool = False) -> dict[str, bytes]:
    contents = {
        "technical": write_content(
            TechnicalPart("Ramp at the library", "Oak, 1:12, handrails.", (("quality", "Oak."),))
        ),
        "price": write_content(
            PricePart(amount_minor, "CNY", (PriceLine("Ramp", 1, amount_minor, amount_minor),))
        ),
    }
    if with_secret:
        contents["secret"] = write_content(SecretPart("How we bend oak."))
    return contents


def make_envelope(
    context: Context, bidder: str = "a", sequence: int = 1, **traits: object
) -> Envelope:
    return read_envelope(make_envelope_bytes(context, bidder, sequence, **traits))


def make_envelope_bytes(
    context: Context,
    bidder: str = "a",
    sequence: int = 1,
    contents: dict[str, bytes] | None = None,
    **traits: object,
) -> bytes:
    draw = random.Random(f"{bidder} {sequence}").randbytes
    key = bid_keys.bidder_key(seed_of(f"bidder {bidder}"))
    contents = contents or make_contents(**traits)
    return seal_bid(contents, context, company_of(bidder), key, sequence, draw)


def company_of(bidder: str) -> str:
    return f"CO-{bidder.upper()}"


def make_withdrawal(context: Context, envelope: Envelope, bidder: str = "a") -> Withdrawal:
    key = bid_keys.bidder_key(seed_of(f"bidder {bidder}"))
    return read_withdrawal(sign_withdrawal(context.digest(), envelope.digest(), key))


def spoiled_envelope(
    context: Context,
    seed: bytes,
    *,
    company: str = "CO-A",
    part: str = "price",
    trustees: Sequence[int],
) -> bytes:
    """A bid whose own bidder puts noise into the boxes of some trustees (from 0) for a part."""
    key = bid_keys.bidder_key(seed)
    whole = read_envelope(seal_bid(make_contents(), context, company, key, 1))
    sealed = dict(whole.parts[part])
    sealed["boxes"] = [
        write_base64(random.Random(at).randbytes(len(read_base64(box)))) if at in trustees else box
        for at, box in enumerate(sealed["boxes"])
    ]
    parts = {**whole.parts, part: sealed}
    digests = {name: sha256(write_canonical(value)).digest() for name, value in parts.items()}
    head = {
        **{name: value for name, value in whole.head().items() if name != "signature"},
        "digests": {name: write_base64(digest) for name, digest in digests.items()},
    }
    signature = key.sign(b"gongjian-1 envelope\n" + write_canonical(head)).signature
    return write_canonical({**head, "parts": parts, "signature": write_base64(signature)})


def closing_note(
    context: Context,
    entries: list[ClosingEntry],
    closed_at: str = "2026-03-01T09:00:01+00:00",
    deadline: str = DEADLINE,
) -> str:
    closing = Closing(
        TOWN_NAME,
        context.call,
        context.digest(),
        deadline,
        closed_at,
        len(entries),
        closing_root(entries),
    )
    return sign_note(closing.text(), TOWN_PRIVATE, TOWN_NAME)


def make_call_value(
    context: Context,
    envelopes: list[Envelope],
    opening_trustees: tuple[int, ...] = (0, 1),
    *,
    replaced: list[Envelope] = (),
    withdrawn: list[tuple[Envelope, Withdrawal]] = (),
) -> dict:
    """A closed call of these standing envelopes, opened by some of its trustees."""
    fates = [
        *((one, "standing") for one in envelopes),
        *((one, "replaced") for one in replaced),
        *((one, "withdrawn") for one, _withdrawal in withdrawn),
    ]
    entries = [ClosingEntry(one.digest(), RECEIVED, fate) for one, fate in fates]
    root, seeds = closing_root(entries), trustee_seeds(len(context.trustees))
    releases = [
        read_release(release_shares(context, root, envelopes, part, seeds[trustee]), context)
        for part in PUBLIC_PARTS
        for trustee in opening_trustees
    ]
    opened = []
    for envelope in envelopes:
        for part in PUBLIC_PARTS:
            opening = open_bid(context, envelope, part, releases)
            outcome, content = outcome_of(opening, part, context.currency)
            name = write_base64(envelope.digest())
            opened.append({"envelope": name, "part": part, "outcome": outcome, "content": content})
    return {
        "closing": closing_note(context, entries),
        "companies": [{"code": one.company, "name": f"Company {one.company}"} for one in envelopes],
        "context": context.as_json(),
        "entries": [entry.as_json() for entry in sorted(entries)],
        "envelopes": [envelope.as_json(without=("secret",)) for envelope in envelopes],
        "format": CALL_FILE_FORMAT,
        "opened": opened,
        "others": [one.head() for one, fate in fates if fate != "standing"],
        "releases": [release.as_json() for release in releases],
        "withdrawals": [withdrawal.as_json() for _one, withdrawal in withdrawn],
    }


def ledger_proof(closing):
    """The closing as the only entry of a ledger."""
    entry = write_canonical({"data": {"closing": sha256(closing.encode()).hexdigest()}}).decode()
    salt = bytes(16)
    leaf = merkle.leaf_hash(sha256(salt + entry.encode()).digest())
    root = merkle.root_hash([leaf])
    return {
        "checkpoint": sign_checkpoint(TOWN_NAME, 1, root, TOWN_PRIVATE, TOWN_NAME),
        "entry": entry,
        "index": 0,
        "path": [],
        "salt": write_base64(salt),
    }


def make_call_file(*args: object, **traits: object) -> bytes:
    return write_canonical(make_call_value(*args, **traits))
