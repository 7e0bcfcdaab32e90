"""Whom a query is about, without their number: what is kept is a keyed digest of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from gongjian.government.exchange.rules.number_schemes import ANY, Scheme


def subject_digest(scheme: str, number: str) -> str:
    """HMAC-SHA256 of a number under the town's key, 64 hex digits. Numbers of people are few: a
    plain digest could be searched.

    Spellings of one number have one digest, as its scheme says (`GONGJIAN_NUMBER_SCHEMES`).
    """
    text = f"{scheme}\x00{_scheme(scheme).normal(number)}".encode()
    return hmac.new(_derived(str(settings.TRACKING_KEY)), text, hashlib.sha256).hexdigest()


def asked_number(scheme: str, number: str) -> str:
    """A number as sources are asked for it: with the zeros that its scheme wants, in its one
    spelling."""
    return _scheme(scheme).asked(number)


def is_number(scheme: str, number: str) -> bool:
    """Whether it may be a number of this scheme: its width and its check character fit."""
    return _scheme(scheme).fits(number)


def seal_number(scheme: str, number: str) -> bytes:
    """A number as sources are asked for it, encrypted under the town's secret key."""
    return _cipher().encrypt(asked_number(scheme, number).encode())


def open_number(sealed: bytes) -> str:
    """The number; "" where the key it was sealed with is gone."""
    try:
        return _cipher().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return ""


def _scheme(code: str) -> Scheme:
    return settings.NUMBER_SCHEMES.get(code, ANY)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(str(key)))) for key in keys])


@cache
def _derived(key: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gongjian.exchange.subjects")
    return kdf.derive(key.encode())
