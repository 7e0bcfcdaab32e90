"""Keys of bidders and trustees, as text and as files.

A key file is one line of JSON. It holds a seed of 32 bytes from which the keys derive, and
belongs to one bidder, or to one trustee in one call: trustees' keys are never used for two calls,
so that what is released for one call cannot open anything of another.
"""

from __future__ import annotations

from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    read_canonical,
    require_fields,
    write_base64,
    write_canonical,
)
from gongjian.methods.key_shares import derive

SEED_BYTES = 32
BIDDER_FORMAT = "gongjian-bidder-key-1"
TRUSTEE_FORMAT = "gongjian-trustee-key-1"
MAX_KEY_FILE_BYTES = 2_000


class BadKey(ValueError):
    """The text is no key of this kind."""


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """What a trustee publishes: a key for boxes and one for signatures.

    Attributes
    ----------
    box : bytes
        X25519, 32 bytes.
    sign : bytes
        Ed25519, 32 bytes.
    """

    box: bytes
    sign: bytes

    def __str__(self) -> str:
        return write_base64(self.box + self.sign)


def read_trustee_key(text: str) -> TrusteeKey:
    """A trustee's public key from its 88 characters.

    Raises
    ------
    BadKey
        If it is none, or one to which nothing can be sealed, or under which nothing is signed.
    """
    try:
        both = read_base64(text, 64)
        # A point of low order gives everybody the same shared key; libsodium refuses it.
        bindings.crypto_box_beforenm(both[:32], bindings.crypto_box_seed_keypair(bytes(32))[1])
    except (NotCanonical, CryptoError):
        raise BadKey("not a trustee's public key") from None
    if not bindings.crypto_core_ed25519_is_valid_point(both[32:]):
        raise BadKey("not a trustee's public key")
    return TrusteeKey(both[:32], both[32:])


def read_bidder_key(text: str) -> bytes:
    """A bidder's public signing key, 32 bytes, from its 44 characters.

    Raises
    ------
    BadKey
        If it is none.
    """
    try:
        key = read_base64(text, 32)
    except NotCanonical:
        raise BadKey("not a bidder's public key") from None
    if not bindings.crypto_core_ed25519_is_valid_point(key):
        raise BadKey("not a bidder's public key")
    return key


def write_key_file(kind: str, seed: bytes, call: str = "") -> bytes:
    """A key file.

    Parameters
    ----------
    kind : str
        `BIDDER_FORMAT` or `TRUSTEE_FORMAT`.
    seed : bytes
        32 random bytes.
    call : str, optional
        The one call a trustee's key is for.
    """
    return write_canonical({"call": call, "format": kind, "seed": write_base64(seed)}) + b"\n"


def read_key_file(data: bytes, kind: str) -> tuple[bytes, str]:
    """Seed and call of a key file.

    Raises
    ------
    BadKey
        If it is no key file of this kind.
    """
    try:
        found = read_canonical(data.strip(), max_bytes=MAX_KEY_FILE_BYTES)
        fields = require_fields(found, {"call": str, "format": str, "seed": str})
        seed = read_base64(fields["seed"], SEED_BYTES)
    except NotCanonical as error:
        raise BadKey(f"not a key file: {error}") from None
    if fields["format"] != kind:
        raise BadKey(f"a key file of another kind: {fields['format'][:60]}")
    return seed, fields["call"]


def bidder_key(seed: bytes) -> SigningKey:
    """The bidder's signing key."""
    return SigningKey(seed)


def trustee_box_key(seed: bytes) -> tuple[bytes, bytes]:
    """Public and secret key for boxes."""
    pair: tuple[bytes, bytes] = bindings.crypto_box_seed_keypair(derive(seed, "trustee box"))
    return pair


def trustee_sign_key(seed: bytes) -> SigningKey:
    """The trustee's signing key."""
    return SigningKey(derive(seed, "trustee sign"))


def trustee_public_key(seed: bytes) -> TrusteeKey:
    """What the trustee publishes."""
    return TrusteeKey(trustee_box_key(seed)[0], bytes(trustee_sign_key(seed).verify_key))


def is_signed(message: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether a key signed a message."""
    try:
        VerifyKey(public_key).verify(message, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True
