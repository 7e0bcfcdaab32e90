"""Withdrawals: that a bidder takes an envelope back, signed with a key of its own.

Without one an envelope that came in stands, whatever anybody writes into a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nacl.signing import SigningKey

from gongjian.methods.bid_keys import BadKey, is_signed, read_bidder_key
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    read_canonical,
    require_fields,
    write_base64,
    write_canonical,
)

WITHDRAWAL_FORMAT = "gongjian-withdrawal-1"
MAX_WITHDRAWAL_BYTES = 1_000


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawal whose signature holds.

    Attributes
    ----------
    context : bytes
        Digest of what the envelope was sealed for.
    envelope : bytes
        Its digest.
    bidder : bytes
        Public key that signed this.
    signature : bytes
    """

    context: bytes
    envelope: bytes
    bidder: bytes
    signature: bytes

    def as_json(self) -> dict[str, Any]:
        unsigned = _unsigned(self.context, self.envelope, self.bidder)
        return {**unsigned, "signature": write_base64(self.signature)}


def sign_withdrawal(context: bytes, envelope: bytes, key: SigningKey) -> bytes:
    """Withdraw an envelope, as the file to hand in.

    Parameters
    ----------
    context, envelope : bytes
        Digests.
    key : SigningKey
        That of the envelope. The town takes another of the company, too, but nobody can check
        whose that is.

    Returns
    -------
    bytes
        Canonical JSON.
    """
    unsigned = _unsigned(context, envelope, bytes(key.verify_key))
    signature = key.sign(_signed_bytes(unsigned)).signature
    return write_canonical({**unsigned, "signature": write_base64(signature)})


def read_withdrawal(data: bytes) -> Withdrawal:
    """A withdrawal as it is sent.

    Parameters
    ----------
    data : bytes
        May come from anybody.

    Raises
    ------
    NotCanonical
        If it is none, or the signature is wrong.
    """
    return withdrawal_of(read_canonical(data.strip(), max_bytes=MAX_WITHDRAWAL_BYTES))


def withdrawal_of(value: object) -> Withdrawal:
    """What `read_withdrawal` returns, from JSON, with the same errors."""
    fields = ("bidder", "context", "envelope", "format", "signature")
    found = require_fields(value, dict.fromkeys(fields, str))
    if found["format"] != WITHDRAWAL_FORMAT:
        raise NotCanonical("not a withdrawal")
    try:
        bidder = read_bidder_key(found["bidder"])
    except BadKey as error:
        raise NotCanonical(str(error)) from None
    context, envelope = (read_base64(found[name], 32) for name in ("context", "envelope"))
    signature = read_base64(found["signature"], 64)
    if not is_signed(_signed_bytes(_unsigned(context, envelope, bidder)), signature, bidder):
        raise NotCanonical("the withdrawal's signature is wrong")
    return Withdrawal(context, envelope, bidder, signature)


def _unsigned(context: bytes, envelope: bytes, bidder: bytes) -> dict[str, Any]:
    return {
        "bidder": write_base64(bidder),
        "context": write_base64(context),
        "envelope": write_base64(envelope),
        "format": WITHDRAWAL_FORMAT,
    }


def _signed_bytes(unsigned: dict[str, Any]) -> bytes:
    return b"gongjian-1 withdrawal\n" + write_canonical(unsigned)
