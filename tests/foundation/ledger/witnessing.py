"""A witness whose key the tests hold."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongjian.methods.cosignatures import cosign
from gongjian.methods.signed_note import COSIGNATURE, verifier_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
NAME = "witness.example/w1"
WITNESS = verifier_key(NAME, KEY.public_key().public_bytes_raw(), COSIGNATURE)


def cosigned(note: str, at: int = 1_790_000_000) -> str:
    return note + cosign(note, KEY, NAME, at)
