"""The key that signs checkpoints. It lies beside the database, not in it, so that whoever can
change the database cannot sign what they made of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from gongjian.foundation.kernel.key_files import keep_once
from gongjian.foundation.ledger.errors import WrongLedgerKey


def make_signing_key() -> Ed25519PrivateKey:
    """Return the town's key, made here unless it exists already."""
    path: Path = settings.LEDGER_KEY_PATH
    if not path.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        keep_once(path, pem)
    return read_signing_key()


def read_signing_key() -> Ed25519PrivateKey:
    """Return the town's key.

    Raises
    ------
    WrongLedgerKey
        It is not on this host, or is no Ed25519 key.
    """
    try:
        key = load_pem_private_key(settings.LEDGER_KEY_PATH.read_bytes(), password=None)
    except (FileNotFoundError, ValueError) as error:
        raise WrongLedgerKey from error
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongLedgerKey
    return key


def put_key_aside() -> Path | None:
    """Rename the town's key, so that what begins now is signed with another; return its place.

    None where there is no key.
    """
    path: Path = settings.LEDGER_KEY_PATH
    if not path.exists():
        return None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    aside = path.with_name(f"former-{digest}.pem")
    path.rename(aside)
    return aside


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
