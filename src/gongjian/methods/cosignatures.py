"""What a witness says of a log: as of this second, this is the largest tree that I saw it grow to.

A witness adds a line to a checkpoint. Whoever trusts enough witnesses need not trust the log not
to show different trees to different people: a witness that saw one never signs the other.

References
----------
C2SP tlog-cosignature (https://c2sp.org/tlog-cosignature), ``cosignature/v1``, Ed25519. The kind
with ML-DSA-44, which the specification prefers for new deployments, is not made or verified here:
its lines are ignored, as those of unknown keys are. Deviation, stricter: where several lines claim
to be from the expected key, all must be right.
"""

from __future__ import annotations

from base64 import b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from gongjian.methods.signed_note import (
    COSIGNATURE,
    InvalidNote,
    Signature,
    key_id,
    parse_note,
    read_checkpoint,
)

LATEST_TIME = 2**63 - 1
"""Seconds since 1970; the specification allows no later ones."""

_TIME_BYTES = 8
_SIGNATURE_BYTES = 64


def cosign(checkpoint: str, private_key: Ed25519PrivateKey, name: str, timestamp: int) -> str:
    """Sign what a log says of itself, as its witness.

    The caller has verified that the log signed it and that it is consistent with all it saw of
    this log before.

    Parameters
    ----------
    checkpoint : str
        A signed checkpoint; what is signed is its text.
    private_key : Ed25519PrivateKey
        Used for no other name: the message does not hold the name.
    name : str
        Name of the witness.
    timestamp : int
        Seconds since 1970.

    Returns
    -------
    str
        One signature line with its newline, to be put below the others.

    Raises
    ------
    InvalidNote
        If the checkpoint is malformed.
    ValueError
        If the name or the time is.
    """
    read_checkpoint(checkpoint)
    message = _message(parse_note(checkpoint)[0], timestamp)
    identifier = key_id(name, private_key.public_key().public_bytes_raw(), COSIGNATURE)
    time = timestamp.to_bytes(_TIME_BYTES, "big")
    signed = identifier + time + private_key.sign(message)
    return f"— {name} {b64encode(signed).decode()}\n"


def cosigned_at(checkpoint: str, name: str, public_key_bytes: bytes) -> int:
    """When a witness last signed a checkpoint.

    Parameters
    ----------
    checkpoint : str
        With all its signature lines.
    name, public_key_bytes
        The witness's key, as ``parse_verifier_key(text, COSIGNATURE)`` returns it.

    Returns
    -------
    int
        Seconds since 1970; the latest where it signed several times.

    Raises
    ------
    InvalidNote
        If it did not sign, or a line in its name and with its key id is wrong.
    ValueError
        If the name or the key is malformed.
    """
    text, signatures = parse_note(checkpoint)
    expected = key_id(name, public_key_bytes, COSIGNATURE)
    times = [
        _verify(text, one, public_key_bytes)
        for one in signatures
        if one.name == name and one.key_id == expected
    ]
    if not times:
        raise InvalidNote(f"the checkpoint is not signed by the witness {name}+{expected.hex()}")
    return max(times)


def with_lines(checkpoint: str, lines: str) -> str:
    """A checkpoint with further signature lines below its own; those it has already stay single."""
    have = set(checkpoint.splitlines())
    fresh = dict.fromkeys(line for line in lines.splitlines() if line and line not in have)
    return checkpoint + "".join(f"{line}\n" for line in fresh)


def line_of(checkpoint: str, name: str, public_key_bytes: bytes) -> str:
    """The latest line of a witness under a checkpoint, with its newline.

    Raises
    ------
    InvalidNote, ValueError
        As `cosigned_at`.
    """
    newest = cosigned_at(checkpoint, name, public_key_bytes)
    expected = key_id(name, public_key_bytes, COSIGNATURE)
    one = next(
        one
        for one in parse_note(checkpoint)[1]
        if one.name == name and one.key_id == expected and _time(one) == newest
    )
    return f"— {name} {b64encode(one.key_id + one.signature).decode()}\n"


def _verify(text: str, one: Signature, public_key_bytes: bytes) -> int:
    if len(one.signature) != _TIME_BYTES + _SIGNATURE_BYTES:
        raise InvalidNote(f"the cosignature of {one.name} has another length")
    timestamp = _time(one)
    try:
        message = _message(text, timestamp)
        Ed25519PublicKey.from_public_bytes(public_key_bytes).verify(
            one.signature[_TIME_BYTES:], message
        )
    except (InvalidSignature, ValueError):
        raise InvalidNote(f"the cosignature of {one.name} is wrong") from None
    return timestamp


def _time(one: Signature) -> int:
    return int.from_bytes(one.signature[:_TIME_BYTES], "big")


def _message(text: str, timestamp: int) -> bytes:
    if not 0 <= timestamp <= LATEST_TIME:
        raise ValueError("a time is in seconds since 1970")
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()
