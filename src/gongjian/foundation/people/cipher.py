"""What keeps authenticator secrets unreadable in a copy of the database."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def cipher() -> MultiFernet:
    """Encrypts under the town's secret key; decrypts also under those it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gongjian.people.mfa")
    return base64.urlsafe_b64encode(kdf.derive(key.encode()))
