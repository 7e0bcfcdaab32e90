"""Opening bids: what trustees release, what comes out of it, and who is to blame where it fails.

The outcome does not depend on the order of answers: with enough right shares a part is open or
its bidder is at fault, whatever others answered. It is unopenable when so many trustees say that
their boxes are spoiled that the others are too few. Nothing proves such a claim: the key of that
one box would, and whoever copied another's box into their own part would have it opened by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Any, Literal

from gongjian.methods.bid_envelopes import PARTS, Context, Envelope
from gongjian.methods.bid_keys import (
    is_signed,
    trustee_box_key,
    trustee_public_key,
    trustee_sign_key,
)
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    read_canonical,
    require_fields,
    write_base64,
    write_canonical,
)
from gongjian.methods.key_shares import SECRET_BYTES
from gongjian.methods.sealed_parts import CannotOpen, fits_commitments, open_box, open_part

SHARES_FORMAT = "gongjian-shares-1"
MAX_SHARES_BYTES = 10_000_000
"""For any call; what one call's file may have is `most_shares_bytes`."""

Outcome = Literal["waiting", "open", "bidder_at_fault", "unopenable"]


@dataclass(frozen=True, slots=True)
class Release:
    """What one trustee releases of one part of all bids.

    Attributes
    ----------
    context : bytes
        Digest of the call's context.
    closing : bytes
        The root this trustee saw signed before releasing anything.
    trustee : int
        Place among the trustees, from 0.
    part : str
    shares : mapping of bytes to bytes or None
        By the envelope's digest; None says "my box of this bid is not what it should be".
    signature : bytes
    """

    context: bytes
    closing: bytes
    trustee: int
    part: str
    shares: Mapping[bytes, bytes | None] = field(repr=False)
    signature: bytes = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        return {**_unsigned(self), "signature": write_base64(self.signature)}


@dataclass(frozen=True, slots=True)
class PartOpening:
    """What became of one part of one bid.

    Attributes
    ----------
    outcome : str
        "waiting" for more trustees, "open", "bidder_at_fault", or "unopenable".
    content : bytes or None
        The plaintext of what is open.
    blamed_trustees : frozenset of int
        Who released a wrong share, or complained of a box that was right.
    complaints : frozenset of int
        Who says that their box is wrong; nothing proves or refutes it.
    right : frozenset of int
        Of what is waiting or unopenable: who released shares that fit their commitments.
    reason : str
        Why the bidder is at fault.
    """

    outcome: Outcome
    content: bytes | None = field(default=None, repr=False)
    blamed_trustees: frozenset[int] = frozenset()
    complaints: frozenset[int] = frozenset()
    right: frozenset[int] = frozenset()
    reason: str = ""


def trustee_place(context: Context, seed: bytes) -> int:
    """Which of a call's trustees has this key file.

    Raises
    ------
    ValueError
        If none has.
    """
    mine = trustee_public_key(seed)
    for place, (_, key) in enumerate(context.trustees):
        if key == mine:
            return place
    raise ValueError("this key is none of this call's trustees' keys")


def release_shares(
    context: Context, closing: bytes, envelopes: Iterable[Envelope], part: str, seed: bytes
) -> bytes:
    """A trustee's shares of one part of all bids, as the file to hand in.

    Parameters
    ----------
    context : Context
    closing : bytes
        Root over the envelopes, whose signature the caller has verified.
    envelopes : iterable of Envelope
        Those that stood at closing, checked with `check_envelope`.
    part : str
        Bids without this part are passed over.
    seed : bytes
        Of the trustee's key file.

    Returns
    -------
    bytes
        Canonical JSON, signed by the trustee.
    """
    trustee, secret_key = trustee_place(context, seed), trustee_box_key(seed)[1]
    shares: dict[bytes, bytes | None] = {}
    for envelope in envelopes:
        if part not in envelope.digests:
            continue
        place, sealed = context.place(envelope.bidder, part), envelope.part_of(part, context)
        try:
            shares[envelope.digest()] = open_box(sealed, place, trustee, secret_key)
        except CannotOpen:
            shares[envelope.digest()] = None
    release = Release(context.digest(), closing, trustee, part, shares, b"")
    signature = trustee_sign_key(seed).sign(_signed_bytes(release)).signature
    return write_canonical({**_unsigned(release), "signature": write_base64(signature)})


def share_bytes(context: Context) -> int:
    """How long every trustee's shares of a bid are: one share for each group it is in."""
    return comb(len(context.trustees) - 1, context.threshold - 1) * SECRET_BYTES


def most_shares_bytes(context: Context, bids: int) -> int:
    """How long a trustee's file for this many bids can be.

    Notes
    -----
    160 bytes a bid for 2 of 3 trustees; 3,060 for 5 of 9, so 1.5 MB for 500 bids.
    """
    # {"envelope":"44 characters","shares":"…"}, has 72 beside the shares, which are in base64.
    return 1_000 + bids * (72 + 4 * -(-share_bytes(context) // 3))


def read_release(data: bytes, context: Context) -> Release:
    """A trustee's file.

    Parameters
    ----------
    data : bytes
        May come from anybody.
    context : Context

    Raises
    ------
    NotCanonical
        If it is none, is for another call, or is not signed by the trustee it names.
    """
    return release_of(read_canonical(data, max_bytes=MAX_SHARES_BYTES), context)


def release_of(value: object, context: Context) -> Release:
    """What `read_release` returns, from JSON, with the same errors."""
    fields = {"bids": list, "closing": str, "context": str, "format": str, "part": str}
    found = require_fields(value, {**fields, "signature": str, "trustee": int})
    if found["format"] != SHARES_FORMAT or found["part"] not in PARTS:
        raise NotCanonical("not a trustee's shares")
    if not 0 <= found["trustee"] < len(context.trustees):
        raise NotCanonical("no such trustee")
    shares: dict[bytes, bytes | None] = {}
    for one in found["bids"]:
        bid = require_fields(one, {"envelope": str, "shares": str})
        given = read_base64(bid["shares"]) if bid["shares"] else None
        shares[read_base64(bid["envelope"], 32)] = given
    if len(shares) != len(found["bids"]):
        raise NotCanonical("one bid twice")
    release = Release(
        context=read_base64(found["context"], 32),
        closing=read_base64(found["closing"], 32),
        trustee=found["trustee"],
        part=found["part"],
        shares=shares,
        signature=read_base64(found["signature"], 64),
    )
    if release.context != context.digest():
        raise NotCanonical("shares of another call")
    signer = context.trustees[release.trustee][1].sign
    if not is_signed(_signed_bytes(release), release.signature, signer):
        raise NotCanonical("not signed by the trustee it names")
    return release


def open_bid(
    context: Context, envelope: Envelope, part: str, releases: Sequence[Release]
) -> PartOpening:
    """Open one part of one bid from what trustees released.

    Parameters
    ----------
    context : Context
    envelope : Envelope
        Checked with `check_envelope`.
    part : str
    releases : sequence of Release
        Of this call; those of other parts are passed over. Of two by one trustee, any that is
        right counts.

    Returns
    -------
    PartOpening

    Notes
    -----
    Shares are compared with their commitments, one group's make the secret, and the part is
    opened, sealed again and compared: some hundred hashes, one decryption, one encryption and a
    box for each trustee.
    """
    place, sealed = context.place(envelope.bidder, part), envelope.part_of(part, context)
    name = envelope.digest()
    right: dict[int, bytes] = {}
    wrong: set[int] = set()
    complaints: set[int] = set()
    for release in releases:
        if release.part != part or name not in release.shares:
            continue
        given = release.shares[name]
        if given is None:
            complaints.add(release.trustee)
        elif fits_commitments(sealed, place, release.trustee, given):
            right[release.trustee] = given
        else:
            wrong.add(release.trustee)
    try:
        content = open_part(sealed, place, right)
    except CannotOpen as error:
        return PartOpening("bidder_at_fault", None, frozenset(wrong), reason=str(error))
    if content is None:
        # Whoever signed wrong shares is no witness, and whoever is silent may still answer.
        claims = complaints - right.keys() - wrong
        is_spoiled = len(claims) > len(context.trustees) - context.threshold
        has_answers = len(right.keys() | wrong | complaints) >= context.threshold
        outcome: Outcome = "unopenable" if is_spoiled and has_answers else "waiting"
        return PartOpening(
            outcome, None, frozenset(wrong), frozenset(complaints), right=frozenset(right)
        )
    # Sealed again it was the same, so every box was right, and whoever complained of one was not.
    return PartOpening("open", content, frozenset(wrong | complaints))


def _unsigned(release: Release) -> dict[str, Any]:
    return {
        "bids": [
            {"envelope": write_base64(name), "shares": write_base64(given or b"")}
            for name, given in sorted(release.shares.items())
        ],
        "closing": write_base64(release.closing),
        "context": write_base64(release.context),
        "format": SHARES_FORMAT,
        "part": release.part,
        "trustee": release.trustee,
    }


def _signed_bytes(release: Release) -> bytes:
    return b"gongjian-1 shares\n" + write_canonical(_unsigned(release))
