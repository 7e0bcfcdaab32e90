"""One part of a bid, sealed so that only ``k`` trustees together can open it.

The part is padded, encrypted under a key of its own (XChaCha20-Poly1305) and bound to its call,
its bidder and its name by the associated data. The secret behind the key is divided by
`gongjian.methods.key_shares`; what a trustee is given lies in a box (libsodium's sealed box) that
only this trustee opens. Commitments to the secret and to every share stand outside.

Everything sealed follows from plaintext, secret and context. So whoever opened a part seals it
again and compares: one flipped bit, one wrong box for one trustee, one share that does not fit
its group, and the bidder is named, whichever trustees did the opening. That also is why no
bidder can make a part that some trustees open to one price and others to another: the cipher
alone would allow it (it does not commit to its key), the commitment and the comparison do not.

References
----------
RFC 8439 and draft-irtf-cfrg-xchacha; libsodium's ``crypto_box_seal``; E. Fujisaki, T. Okamoto,
*Secure Integration of Asymmetric and Symmetric Encryption Schemes*, for sealing again as a check;
ISO/IEC 7816-4 for the padding. Deviations: the sealed box's ephemeral key derives from the secret,
and the nonce from secret and plaintext, where libsodium draws them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import Any

from nacl import bindings
from nacl.exceptions import CryptoError

from gongjian.methods import key_shares
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    require_fields,
    write_base64,
)
from gongjian.methods.key_shares import SECRET_BYTES, derive

KEY_BYTES = 32
NONCE_BYTES = 24
TAG_BYTES = 16
BOX_OVERHEAD = 48

STEPS = {"technical": 16_384, "price": 4_096, "secret": 16_384}
"""Bytes: the length of a sealed part tells no more than how many of these it fills."""

MAX_PLAINTEXT = {"technical": 262_144, "price": 65_536, "secret": 262_144}
"""Bytes of a part before padding."""


class CannotOpen(ValueError):
    """The part, the box or its content is not what the format says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part belongs; it opens nowhere else.

    Attributes
    ----------
    context : bytes
        Digest of the call's context, 32 bytes.
    bidder : bytes
        The bidder's public signing key, 32 bytes.
    part : str
        "technical", "price" or "secret".
    trustees : tuple of bytes
        The trustees' public keys for boxes, 32 bytes each, in order.
    threshold : int
        How many of them open together.
    """

    context: bytes
    bidder: bytes
    part: str
    trustees: tuple[bytes, ...]
    threshold: int

    def hash(self, purpose: str, *details: bytes) -> bytes:
        """SHA-256 over a purpose, this place and details of fixed length."""
        head = f"gongjian-1 {purpose} {self.part}\n".encode()
        return sha256(b"".join((head, self.context, self.bidder, *details))).digest()

    @property
    def groups(self) -> list[tuple[int, ...]]:
        return key_shares.groups_of(len(self.trustees), self.threshold)


@dataclass(frozen=True, slots=True)
class SealedPart:
    """What can be seen of a part.

    Attributes
    ----------
    commitment : bytes
        To the secret, 32 bytes.
    nonce : bytes
        24 bytes.
    ciphertext : bytes
    boxes : tuple of bytes
        One for each trustee.
    share_commitments : tuple of bytes
        32 bytes for each member of each group, in the order of `key_shares.groups_of`.
    """

    commitment: bytes
    nonce: bytes
    ciphertext: bytes
    boxes: tuple[bytes, ...]
    share_commitments: tuple[bytes, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "boxes": [write_base64(box) for box in self.boxes],
            "ciphertext": write_base64(self.ciphertext),
            "commitment": write_base64(self.commitment),
            "nonce": write_base64(self.nonce),
            "shares": write_base64(b"".join(self.share_commitments)),
        }


def read_part(value: object, part: str, trustees: int, threshold: int) -> SealedPart:
    """A part from its JSON, with every length checked.

    Raises
    ------
    NotCanonical
        If anything is missing, too much, or of a length that cannot be.
    """
    fields = {"boxes": list, "ciphertext": str, "commitment": str, "nonce": str, "shares": str}
    found = require_fields(value, fields)
    groups = key_shares.groups_of(trustees, threshold)
    ciphertext = read_base64(found["ciphertext"])
    body = len(ciphertext) - TAG_BYTES
    if body <= 0 or body % STEPS[part] or body > MAX_PLAINTEXT[part] + STEPS[part]:
        raise NotCanonical("the ciphertext is not padded to a step")
    if len(found["boxes"]) != trustees:
        raise NotCanonical("not one box for each trustee")
    box_bytes = BOX_OVERHEAD + KEY_BYTES + SECRET_BYTES * sum(1 for one in groups if 0 in one)
    hashes = read_base64(found["shares"], KEY_BYTES * threshold * len(groups))
    return SealedPart(
        commitment=read_base64(found["commitment"], KEY_BYTES),
        nonce=read_base64(found["nonce"], NONCE_BYTES),
        ciphertext=ciphertext,
        boxes=tuple(read_base64(box, box_bytes) for box in found["boxes"]),
        share_commitments=tuple(
            hashes[begin : begin + KEY_BYTES] for begin in range(0, len(hashes), KEY_BYTES)
        ),
    )


def seal_part(plaintext: bytes, place: Place, secret: bytes) -> SealedPart:
    """Seal a part.

    Parameters
    ----------
    plaintext : bytes
        At most `MAX_PLAINTEXT` of this part.
    place : Place
    secret : bytes
        32 random bytes, used for this part and nothing else. The same arguments give the same
        sealed part.

    Raises
    ------
    ValueError
        If the plaintext is too long or the secret no secret.

    Notes
    -----
    One encryption, one box for each trustee and one hash for each share.
    """
    if len(plaintext) > MAX_PLAINTEXT[place.part]:
        raise ValueError(f"a {place.part} part has at most {MAX_PLAINTEXT[place.part]} bytes")
    shares = key_shares.split_secret(secret, len(place.trustees), place.threshold)
    commitment = place.hash("secret", secret)
    binding = place.hash("box", commitment)
    padded = pad(plaintext, STEPS[place.part])
    associated = _associated(place, commitment)
    nonce = derive(secret, "nonce", associated, sha256(padded).digest())[:NONCE_BYTES]
    ciphertext = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        padded, associated, nonce, derive(secret, "key")
    )
    boxes = tuple(
        _seal_box(
            binding + key_shares.shares_of(shares, one, place.threshold, len(place.trustees)),
            key,
            derive(secret, "ephemeral", bytes([one])),
        )
        for one, key in enumerate(place.trustees)
    )
    commitments = tuple(
        _share_commitment(binding, index, trustee, share)
        for index, (group, given) in enumerate(zip(place.groups, shares, strict=True))
        for trustee, share in zip(group, given, strict=True)
    )
    return SealedPart(commitment, nonce, ciphertext, boxes, commitments)


def open_box(sealed: SealedPart, place: Place, trustee: int, secret_key: bytes) -> bytes:
    """What a trustee is given for a part.

    Parameters
    ----------
    sealed : SealedPart
    place : Place
        Where this trustee was asked to open it.
    trustee : int
        From 0.
    secret_key : bytes
        The trustee's secret key for boxes, 32 bytes.

    Returns
    -------
    bytes
        The shares, each of which fits its commitment.

    Raises
    ------
    CannotOpen
        If the box does not open, was made for another call, bidder or part, or holds shares
        that do not fit. Then nothing of it may be told: somebody may have put the box of another
        bid here to have it opened.
    """
    try:
        held = bindings.crypto_box_seal_open(
            sealed.boxes[trustee], place.trustees[trustee], secret_key
        )
    except (CryptoError, ValueError, TypeError):
        raise CannotOpen("the box does not open") from None
    binding = place.hash("box", sealed.commitment)
    if held[:KEY_BYTES] != binding:
        raise CannotOpen("the box belongs to another call, bidder or part")
    shares = held[KEY_BYTES:]
    if not fits_commitments(sealed, place, trustee, shares):
        raise CannotOpen("the shares do not fit their commitments")
    return shares


def fits_commitments(sealed: SealedPart, place: Place, trustee: int, shares: bytes) -> bool:
    """Whether these are the shares the bidder committed to for a trustee."""
    binding = place.hash("box", sealed.commitment)
    own = [index for index, group in enumerate(place.groups) if trustee in group]
    if len(shares) != len(own) * SECRET_BYTES:
        return False
    for count, index in enumerate(own):
        share = shares[count * SECRET_BYTES : (count + 1) * SECRET_BYTES]
        stands = index * place.threshold + place.groups[index].index(trustee)
        if sealed.share_commitments[stands] != _share_commitment(binding, index, trustee, share):
            return False
    return True


def open_part(sealed: SealedPart, place: Place, shares: Mapping[int, bytes]) -> bytes | None:
    """The plaintext, from shares that all fit their commitments.

    Parameters
    ----------
    sealed : SealedPart
    place : Place
    shares : mapping of int to bytes
        By trustee, from 0.

    Returns
    -------
    bytes or None
        None while the trustees are too few.

    Raises
    ------
    CannotOpen
        If the bidder sealed it wrongly. Any other group of trustees finds the same.
    """
    secret = key_shares.combine_shares(shares, len(place.trustees), place.threshold)
    if secret is None:
        return None
    if place.hash("secret", secret) != sealed.commitment:
        raise CannotOpen("the shares do not make the committed secret")
    try:
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed.ciphertext,
            _associated(place, sealed.commitment),
            sealed.nonce,
            derive(secret, "key"),
        )
    except CryptoError:
        raise CannotOpen("the ciphertext does not open under the committed secret") from None
    plaintext = unpad(padded)
    if len(plaintext) > MAX_PLAINTEXT[place.part] or seal_part(plaintext, place, secret) != sealed:
        raise CannotOpen("sealed again, the part is another one")
    return plaintext


def pad(data: bytes, step: int) -> bytes:
    """Data, a mark and zeros, up to the next whole number of steps."""
    marked = data + b"\x80"
    return marked + bytes(-len(marked) % step)


def unpad(padded: bytes) -> bytes:
    """What was padded.

    Raises
    ------
    CannotOpen
        If there is no mark.
    """
    data, mark, zeros = padded.rpartition(b"\x80")
    if not mark or zeros.strip(b"\0"):
        raise CannotOpen("the padding is wrong")
    return data


def _associated(place: Place, commitment: bytes) -> bytes:
    return f"gongjian-1 part {place.part}\n".encode() + place.context + place.bidder + commitment


def _share_commitment(binding: bytes, group: int, trustee: int, share: bytes) -> bytes:
    parts: Sequence[bytes] = (binding, group.to_bytes(2), bytes([trustee]), share)
    return sha256(b"gongjian-1 share\n" + b"".join(parts)).digest()


def _seal_box(message: bytes, public_key: bytes, ephemeral_seed: bytes) -> bytes:
    """A sealed box as libsodium makes it, from an ephemeral key that can be made again."""
    ephemeral_public, ephemeral_secret = bindings.crypto_box_seed_keypair(ephemeral_seed)
    nonce = blake2b(ephemeral_public + public_key, digest_size=NONCE_BYTES).digest()
    box: bytes = bindings.crypto_box(message, nonce, public_key, ephemeral_secret)
    return ephemeral_public + box
