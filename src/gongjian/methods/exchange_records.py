"""What a source gives, held against what was agreed: projection and the check of the schema.

Values are JSON without fractions: decimal numbers travel as text, dates and moments as ISO 8601.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from gongjian.methods.canonical_json import MAX_INTEGER, write_canonical
from gongjian.methods.exchange_messages import digest_of

LONGEST_TEXT = 20_000
MOST_RECORDS = 200
_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_CODE = re.compile(r"[^\s]{1,200}")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class AgreedField:
    """One field as an agreement names it."""

    name: str
    kind: str
    """text, code, integer, decimal, boolean, date or moment."""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """Records with the agreed fields only, and what was wrong with them."""

    records: list[dict[str, Any]]
    surplus: list[str]
    """Names of fields that nobody asked for, sorted; they are in no record."""
    faults: list[str]
    """``field: what``, without any value; sorted. With one of these nothing may be given."""


def project(record: Mapping[str, Any], fields: Sequence[AgreedField]) -> dict[str, Any]:
    """A record of a source with the agreed fields only, as JSON: what else it holds stays there.

    A field that the source lacks is None.
    """
    return {field.name: as_json(record.get(field.name), field.kind) for field in fields}


def as_json(value: Any, kind: str) -> Any:
    """A value of a database or a file as it travels; what does not fit its kind stays as it is, and
    the check finds it."""
    if value is None:
        return None
    if isinstance(value, datetime):
        if kind == "date":
            return value.date().isoformat()
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and kind == "boolean" and value in (0, 1):
        return bool(value)
    if isinstance(value, Decimal | float | int) and kind == "decimal":
        return format(Decimal(str(value)), "f")
    if isinstance(value, int):
        return str(value) if kind in ("text", "code") else value
    return _of_text(value, kind) if isinstance(value, str) else str(value)


def _of_text(text: str, kind: str) -> Any:
    """As a file has it, where everything is text."""
    if text == "" and kind != "text":
        return None
    if kind == "integer" and re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if kind == "boolean" and text.lower() in ("true", "false", "1", "0"):
        return text.lower() in ("true", "1")
    return text


def check(records: object, fields: Sequence[AgreedField]) -> Checked:
    """Hold what a source sent against the agreed fields.

    Parameters
    ----------
    records : object
        As it came: anything.
    fields : sequence of AgreedField

    Returns
    -------
    Checked
        Linear in what was sent. Faults name fields, never values.
    """
    if not isinstance(records, list) or len(records) > MOST_RECORDS:
        return Checked([], [], ["records: no list, or too long a one"])
    wanted = {field.name: field for field in fields}
    surplus: set[str] = set()
    faults: set[str] = set()
    good: list[dict[str, Any]] = []
    for record in records:
        if not isinstance(record, dict):
            faults.add("records: one is no object")
            continue
        surplus |= {str(name)[:60] for name in record.keys() - wanted.keys()}
        for name, field in wanted.items():
            fault = _fault_of(record.get(name), field)
            if fault:
                faults.add(f"{name}: {fault}")
        good.append({name: record.get(name) for name in wanted})
    return Checked(good, sorted(surplus), sorted(faults))


def digest_of_records(records: object, salt: str) -> str:
    """SHA-256 of the canonical JSON of salt and records, in base64url.

    What a register holds about somebody is little: who has the digest and no salt could try all of
    it. So the salt is new for each answer, and goes only where the records go.

    Raises
    ------
    NotCanonical
        They hold a fraction, or what is no JSON.
    """
    return digest_of(write_canonical([salt, records]))


def _fault_of(value: Any, field: AgreedField) -> str:
    if value is None:
        return "missing" if field.is_required else ""
    return "" if _fits(value, field.kind) else f"no {field.kind}"


def _fits(value: Any, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return type(value) is int and abs(value) <= MAX_INTEGER
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or _NO_TEXT.search(value):
        return False
    if kind == "decimal":
        return _DECIMAL.fullmatch(value) is not None
    if kind == "code":
        return _CODE.fullmatch(value) is not None
    if kind == "date":
        return _is_date(value)
    return _is_moment(value) if kind == "moment" else kind == "text"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
