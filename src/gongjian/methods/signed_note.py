"""Signed notes and log checkpoints, text that anyone can verify with one public key.

A checkpoint says "the log called *origin* has *size* leaves under this *root*" and is
signed with Ed25519::

    ledger.city.example
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — ledger.city.example Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOo…

References
----------
C2SP signed-note (https://c2sp.org/signed-note) and tlog-checkpoint
(https://c2sp.org/tlog-checkpoint). Only signature type ``0x01``, Ed25519 (RFC 8032), is
verified here; signatures of other keys and types are ignored, as the specification demands, so
witnesses may add theirs, which `gongjian.methods.cosignatures` verifies.

Deviations, both stricter: a note is refused if any signature that claims to be from the
expected key fails (SHOULD in the specification), and base64 must be canonical, so that one
checkpoint has one spelling.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAX_NOTE_LENGTH = 200_000
"""Characters; longer notes are refused unread. The specification asks for such a limit and
for room for 16 signatures of up to 5 kB, 110,000 characters of base64."""

ED25519 = b"\x01"
"""Signature type of a note's author."""

COSIGNATURE = b"\x04"
"""Signature type of a witness (C2SP tlog-cosignature, Ed25519)."""

_KEY_LENGTH = 32
_ROOT_LENGTH = 32
_ID_LENGTH = 4
_SIGNATURE_PREFIX = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,19}")


class InvalidNote(ValueError):
    """The text is not a well-formed note, or not signed by the expected key."""


class Signature(NamedTuple):
    """One signature line of a note.

    Attributes
    ----------
    name : str
        Name of the key that is said to have signed.
    key_id : bytes
        4 bytes.
    signature : bytes
        What follows the key id; 64 bytes for Ed25519.
    """

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself.

    Attributes
    ----------
    origin : str
        Name of the log.
    size : int
        Number of leaves.
    root : bytes
        Root of the tree at that size, 32 bytes.
    extensions : tuple of str
        Further lines, opaque.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def key_id(name: str, public_key_bytes: bytes, kind: bytes = ED25519) -> bytes:
    """Short identifier of an Ed25519 key in notes.

    Parameters
    ----------
    name : str
        Name of the key, non-empty, without spaces and "+".
    public_key_bytes : bytes
        32 bytes.
    kind : bytes
        Signature type: `ED25519` or `COSIGNATURE`.

    Returns
    -------
    bytes
        4 bytes. It tells keys apart and is no protection: keys are compared whole.

    Raises
    ------
    ValueError
        If the name or the key is malformed.
    """
    _require_name(name)
    if len(public_key_bytes) != _KEY_LENGTH:
        raise ValueError(f"an Ed25519 public key is {_KEY_LENGTH} bytes")
    return sha256(name.encode() + b"\n" + kind + public_key_bytes).digest()[:_ID_LENGTH]


def verifier_key(name: str, public_key_bytes: bytes, kind: bytes = ED25519) -> str:
    """The public key as one line of text, ``name+hexid+base64``, to publish.

    Parameters
    ----------
    name, public_key_bytes, kind
        As for `key_id`, and the same errors.
    """
    encoded = b64encode(kind + public_key_bytes).decode()
    return f"{name}+{key_id(name, public_key_bytes, kind).hex()}+{encoded}"


def parse_verifier_key(text: str, kind: bytes = ED25519) -> tuple[str, bytes]:
    """Read what `verifier_key` wrote.

    Returns
    -------
    name : str
    public_key_bytes : bytes
        32 bytes.

    Raises
    ------
    ValueError
        If the text is malformed, is not a key of this kind, or its key id does not fit.
    """
    name, _, rest = text.partition("+")
    hex_id, _, encoded = rest.partition("+")
    raw = decode_base64(encoded)
    if raw is None or raw[:1] != kind or len(raw) != 1 + _KEY_LENGTH:
        meant = "an Ed25519" if kind == ED25519 else "a witness's"
        raise ValueError(f"not {meant} verifier key")
    if hex_id != key_id(name, raw[1:], kind).hex():
        raise ValueError("the key id does not fit the name and key")
    return name, raw[1:]


def sign_note(text: str, private_key: Ed25519PrivateKey, name: str) -> str:
    """Sign a text.

    Parameters
    ----------
    text : str
        Ends in a newline, has no other control characters, and takes at most half of
        `MAX_NOTE_LENGTH`.
    private_key : Ed25519PrivateKey
    name : str
        Name of the key, non-empty, without spaces and "+".

    Returns
    -------
    str
        The text, an empty line, and the signature line. The same arguments give the same
        note.

    Raises
    ------
    ValueError
        If the text or the name is malformed.
    """
    if not text.endswith("\n") or len(text) > MAX_NOTE_LENGTH // 2:
        raise ValueError("a note's text ends in a newline and leaves room for signatures")
    if _CONTROL.search(text):
        raise ValueError("a note has no control characters other than newline")
    public = private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    signed = key_id(name, public) + private_key.sign(text.encode())
    return f"{text}\n{_SIGNATURE_PREFIX}{name} {b64encode(signed).decode()}\n"


def parse_note(note: str) -> tuple[str, list[Signature]]:
    """Take a note apart, without verifying anything.

    Returns
    -------
    text : str
        The signed text with its final newline.
    signatures : list of Signature
        At least one.

    Raises
    ------
    InvalidNote
        If the note is malformed.
    """
    if len(note) > MAX_NOTE_LENGTH:
        raise InvalidNote("the note is too long")
    if _CONTROL.search(note):
        raise InvalidNote("the note has control characters")
    body, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise InvalidNote("the note has no signature lines after an empty line")
    return body + "\n", [_parse_signature(line) for line in tail[:-1].split("\n")]


def verify_note(note: str, name: str, public_key_bytes: bytes) -> str:
    """The text of a note, if the key signed it.

    Parameters
    ----------
    note : str
    name : str
        Name of the key.
    public_key_bytes : bytes
        32 bytes.

    Returns
    -------
    str
        The signed text with its final newline.

    Raises
    ------
    InvalidNote
        If the note is malformed, is not signed by this key, or a signature in the key's
        name and with its id is wrong.
    ValueError
        If the name or the key is malformed.
    """
    text, signatures = parse_note(note)
    expected = key_id(name, public_key_bytes)
    ours = [one for one in signatures if one.name == name and one.key_id == expected]
    if not ours:
        raise InvalidNote(f"the note is not signed by {name}+{expected.hex()}")
    public_key = Ed25519PublicKey.from_public_bytes(public_key_bytes)
    for one in ours:
        try:
            public_key.verify(one.signature, _to_bytes(text))
        except InvalidSignature:
            raise InvalidNote(f"the signature of {name} is wrong") from None
    return text


def own_note(note: str, name: str, public_key_bytes: bytes) -> str:
    """A note with the one line of its key, without those of others and of nobody.

    Whoever keeps a note keeps this: anybody may put lines below one, as many as fit into it.

    Raises
    ------
    InvalidNote, ValueError
        As `verify_note`.
    """
    text = verify_note(note, name, public_key_bytes)
    expected = key_id(name, public_key_bytes)
    one = next(one for one in parse_note(note)[1] if one.name == name and one.key_id == expected)
    signed = b64encode(one.key_id + one.signature).decode()
    return f"{text}\n{_SIGNATURE_PREFIX}{name} {signed}\n"


def sign_checkpoint(
    origin: str, size: int, root: bytes, private_key: Ed25519PrivateKey, name: str
) -> str:
    """Sign what a log says of itself.

    Parameters
    ----------
    origin : str
        Name of the log, one line, non-empty; preferably a schemaless address.
    size : int
        Number of leaves.
    root : bytes
        32 bytes.
    private_key : Ed25519PrivateKey
    name : str
        Name of the key; the specification recommends the origin itself, if it has no
        spaces and no "+".

    Returns
    -------
    str
        The checkpoint, a signed note.

    Raises
    ------
    ValueError
        If anything is malformed.
    """
    if not origin or "\n" in origin:
        raise ValueError("the origin is one non-empty line")
    if not _SIZE.fullmatch(str(size)):
        raise ValueError(f"a log cannot have {size} leaves")
    if len(root) != _ROOT_LENGTH:
        raise ValueError(f"a root is {_ROOT_LENGTH} bytes")
    return sign_note(f"{origin}\n{size}\n{b64encode(root).decode()}\n", private_key, name)


def verify_checkpoint(text: str, name: str, public_key_bytes: bytes) -> Checkpoint:
    """Read a checkpoint, if the key signed it.

    Parameters
    ----------
    text : str
        The whole signed checkpoint.
    name, public_key_bytes
        The log's key, from a trusted source, as `parse_verifier_key` returns it.

    Returns
    -------
    Checkpoint
        The caller compares ``origin`` with the log it asked, if one key signs several.

    Raises
    ------
    InvalidNote
        If the text is malformed or not signed by this key.
    ValueError
        If the name or the key is malformed.
    """
    return _parse_body(verify_note(text, name, public_key_bytes))


def read_checkpoint(text: str) -> Checkpoint:
    """What a checkpoint says, whoever signed it: to choose the key to verify it with.

    Raises
    ------
    InvalidNote
        If the text is malformed.
    """
    return _parse_body(parse_note(text)[0])


def _parse_body(body: str) -> Checkpoint:
    lines = body[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise InvalidNote("a checkpoint has at least three lines, none of them empty")
    origin, size, encoded, *extensions = lines
    root = decode_base64(encoded)
    if not _SIZE.fullmatch(size):
        raise InvalidNote("the size is not a plain decimal number")
    if root is None or len(root) != _ROOT_LENGTH:
        raise InvalidNote(f"the root is not the base64 of {_ROOT_LENGTH} bytes")
    return Checkpoint(origin, int(size), root, tuple(extensions))


def _parse_signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_SIGNATURE_PREFIX).partition(" ")
    signed = decode_base64(encoded)
    if not line.startswith(_SIGNATURE_PREFIX) or not space or not _is_name(name):
        raise InvalidNote("a signature line is malformed")
    if signed is None or len(signed) <= _ID_LENGTH:
        raise InvalidNote("a signature is not base64, or too short")
    return Signature(name, signed[:_ID_LENGTH], signed[_ID_LENGTH:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(char.isspace() for char in name)


def _require_name(name: str) -> None:
    if not _is_name(name) or _CONTROL.search(name):
        raise ValueError("a key name is non-empty and has no spaces and no plus sign")


def decode_base64(text: str) -> bytes | None:
    """The bytes of a text, or None unless it is exactly their standard encoding."""
    try:
        decoded = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return None
    return decoded if b64encode(decoded).decode() == text else None


def _to_bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidNote("the note is not valid Unicode") from None
