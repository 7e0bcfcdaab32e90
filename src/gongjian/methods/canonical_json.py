"""JSON in one spelling only, written and read strictly: what is signed has no second form.

Keys are sorted, nothing is spaced, text stays Unicode. Values are objects with ASCII keys,
lists, strings, integers of at most 53 bits, booleans and null.

References
----------
RFC 8785, *JSON Canonicalization Scheme*, for values without fractions. Deviation: fractions,
keys outside ASCII and lone surrogates are refused, so that ``JSON.stringify`` with sorted keys
gives the same bytes in every browser.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from typing import Any

MAX_INTEGER = 2**53 - 1
"""Largest integer that a browser's numbers hold exactly."""

MAX_DEPTH = 12
"""Lists and objects inside each other; deeper is refused before anything recurses."""


class NotCanonical(ValueError):
    """The bytes are not JSON in its one spelling."""


def write_canonical(value: object) -> bytes:
    """The bytes of a value, always the same.

    Parameters
    ----------
    value : object
        Dictionaries with ASCII keys, lists, strings, integers, booleans, None.

    Returns
    -------
    bytes
        UTF-8. Linear in the size.

    Raises
    ------
    NotCanonical
        If the value holds anything else.
    """
    _require_plain(value, MAX_DEPTH)
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode()
    except UnicodeEncodeError:
        raise NotCanonical("text holds half of a character") from None


def read_canonical(data: bytes, *, max_bytes: int) -> Any:
    """The value of canonical bytes.

    Parameters
    ----------
    data : bytes
        May come from anybody.
    max_bytes : int
        Longer input is refused unread.

    Returns
    -------
    object

    Raises
    ------
    NotCanonical
        If the bytes are too long, no JSON, nested deeper than `MAX_DEPTH`, or spelled in
        another way than `write_canonical` would.
    """
    if len(data) > max_bytes:
        raise NotCanonical(f"more than {max_bytes} bytes")
    try:
        value = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse)
    except NotCanonical:
        raise
    except (ValueError, RecursionError):
        raise NotCanonical("not JSON") from None
    if write_canonical(value) != data:
        # Double keys, spaces, other orders and other escapes all end here.
        raise NotCanonical("not in its one spelling")
    return value


def require_fields(value: object, fields: Mapping[str, type], optional: str = "") -> dict[str, Any]:
    """An object that has exactly these fields, with values of these types.

    Parameters
    ----------
    value : object
    fields : mapping of str to type
    optional : str, optional
        Names, divided by spaces, of fields that may be missing.

    Raises
    ------
    NotCanonical
        If it is no object, or a field is missing, unknown, or of another type.
    """
    if not isinstance(value, dict):
        raise NotCanonical("an object is missing")
    missing = fields.keys() - value.keys() - set(optional.split())
    unknown = value.keys() - fields.keys()
    if missing or unknown:
        names = ", ".join(sorted(str(name)[:40] for name in missing or unknown))
        raise NotCanonical(f"{'missing' if missing else 'unknown'} fields: {names}")
    for name, one in value.items():
        if type(one) is not fields[name]:
            raise NotCanonical(f"“{name}” is no {fields[name].__name__}")
    return value


def write_base64(data: bytes) -> str:
    """Standard base64 with padding."""
    return b64encode(data).decode()


def read_base64(text: object, length: int | None = None) -> bytes:
    """The bytes of standard base64 in its one spelling.

    Raises
    ------
    NotCanonical
        If it is anything else, or not ``length`` bytes long.
    """
    try:
        decoded = b64decode(text, validate=True) if isinstance(text, str) else None
    except (Base64Error, ValueError):
        decoded = None
    if decoded is None or write_base64(decoded) != text:
        raise NotCanonical("not base64")
    if length is not None and len(decoded) != length:
        raise NotCanonical(f"{len(decoded)} bytes where {length} belong")
    return decoded


def _require_plain(value: object, depth: int) -> None:
    # Most of what is signed is text: asked first, and by its type alone.
    if type(value) is str or value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("an integer of more than 53 bits")
        return
    if not isinstance(value, dict | list) or depth == 0:
        raise NotCanonical("a value that has no canonical form, or nested too deeply")
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical("a key outside ASCII")
        value = list(value.values())
    for item in value:
        if type(item) is not str:
            _require_plain(item, depth - 1)


def _refuse(text: str) -> Any:
    raise NotCanonical(f"not an integer: {text[:40]}")
