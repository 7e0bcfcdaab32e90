"""Whom a query is about, without their number: what is kept is a keyed digest of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def subject_digest(scheme: str, number: str) -> str:
    """HMAC-SHA256 of a number under the town's key, 64 hex digits. Numbers of people are few: a
    plain digest could be searched.

    Spellings of one number have one digest: neither the case of letters, nor their width, nor
    spaces tell two people apart.
    """
    text = f"{scheme}\x00{_spelled(number)}".encode()
    return hmac.new(_derived(str(settings.TRACKING_KEY)), text, hashlib.sha256).hexdigest()


def _spelled(number: str) -> str:
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def seal_number(number: str) -> bytes:
    """A number as it is kept, encrypted under the town's secret key."""
    return _cipher().encrypt(number.strip().encode())


def open_number(sealed: bytes) -> str:
    """The number; "" where the key it was sealed with is gone."""
    try:
        return _cipher().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return ""


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(str(key)))) for key in keys])


@cache
def _derived(key: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gongjian.exchange.subjects")
    return kdf.derive(key.encode())
