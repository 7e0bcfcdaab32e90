"""What an entry commits to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

SALT_BYTES = 16


def canonical(
    *, entry_id: UUID, action: str, subject: str, actor: str, at: datetime, data: Mapping
) -> bytes:
    """Return the entry as JSON with sorted keys and no spaces, in UTF-8.

    It is RFC 8785 for what the ledger holds: strings, integers, booleans, null, and lists and
    objects of them.

    Raises
    ------
    ValueError
        The data holds a float, or a key that is no string.
    """
    _refuse_ambiguous(data)
    return json.dumps(
        {
            "action": action,
            "actor": actor,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "data": data,
            "id": str(entry_id),
            "subject": subject,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()


def commitment(salt: bytes, entry: bytes) -> bytes:
    """SHA-256 over salt and entry; 32 bytes."""
    return hashlib.sha256(salt + entry).digest()


def _refuse_ambiguous(value: object) -> None:
    if isinstance(value, float):
        raise ValueError("the ledger holds no floats: they have no canonical form")
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError("keys of what the ledger holds are strings")
            _refuse_ambiguous(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_ambiguous(item)
