"""What stands in the parts of a bid once they are open, as typed values.

The parts are canonical JSON, so that a browser and Python write the same bytes. Texts are the
bidder's own words; amounts are integers in minor units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongjian.methods.canonical_json import (
    NotCanonical,
    read_canonical,
    require_fields,
    write_canonical,
)
from gongjian.methods.sealed_parts import MAX_PLAINTEXT

TECHNICAL_FORMAT = "gongjian-technical-1"
PRICE_FORMAT = "gongjian-price-1"
SECRET_FORMAT = "gongjian-secret-1"  # noqa: S105 - a format's name
MAX_LINES = 500
MAX_ANSWERS = 100
MAX_ATTACHMENTS = 100
MAX_AMOUNT_MINOR = 10**15
MAX_SHORT_TEXT = 500


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to the bid, named by its digest.

    Attributes
    ----------
    name : str
    sha256 : str
        64 hexadecimal digits.
    size_bytes : int
    """

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class TechnicalPart:
    """What is offered.

    Attributes
    ----------
    title : str
    text : str
    answers : tuple of (str, str)
        Code of a quality criterion, and what the bidder says to it.
    attachments : tuple of Attachment
    """

    title: str
    text: str
    answers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One item of the price.

    Attributes
    ----------
    item : str
    quantity : int
    unit_minor, amount_minor : int
        The second is the first times the quantity.
    """

    item: str
    quantity: int
    unit_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PricePart:
    """What it costs.

    Attributes
    ----------
    amount_minor : int
        Of the whole; the sum of the lines where there are any.
    currency : str
    lines : tuple of PriceLine
    """

    amount_minor: int
    currency: str
    lines: tuple[PriceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SecretPart:
    """Trade secrets: read by evaluators, never published."""

    text: str


def write_content(part: TechnicalPart | PricePart | SecretPart) -> bytes:
    """The bytes to seal."""
    return write_canonical(_as_json(part))


def read_technical(data: bytes) -> TechnicalPart:
    """An open technical part.

    Raises
    ------
    NotCanonical
        If it is none. The bidder is at fault then.
    """
    fields = {"answers": list, "attachments": list, "format": str, "text": str, "title": str}
    found = _read(data, "technical", TECHNICAL_FORMAT, fields)
    _require_short(found["title"])
    if len(found["answers"]) > MAX_ANSWERS or len(found["attachments"]) > MAX_ATTACHMENTS:
        raise NotCanonical("too many answers or attachments")
    answers = []
    for one in found["answers"]:
        answer = require_fields(one, {"criterion": str, "text": str})
        _require_short(answer["criterion"])
        answers.append((answer["criterion"], answer["text"]))
    if len({criterion for criterion, _ in answers}) != len(answers):
        raise NotCanonical("two answers to one criterion")
    attachments = tuple(_attachment(one) for one in found["attachments"])
    return TechnicalPart(found["title"], found["text"], tuple(answers), attachments)


def read_price(data: bytes, currency: str) -> PricePart:
    """An open price part.

    Parameters
    ----------
    data : bytes
    currency : str
        The call's.

    Raises
    ------
    NotCanonical
        If it is none, is in another currency, or its lines do not add up.
    """
    fields = {"amount_minor": int, "currency": str, "format": str, "lines": list}
    found = _read(data, "price", PRICE_FORMAT, fields)
    if found["currency"] != currency:
        raise NotCanonical("a price in another currency")
    if len(found["lines"]) > MAX_LINES:
        raise NotCanonical("too many lines")
    lines = tuple(_line(one) for one in found["lines"])
    amount = _amount(found["amount_minor"])
    if lines and sum(line.amount_minor for line in lines) != amount:
        raise NotCanonical("the lines do not add up to the amount")
    return PricePart(amount, currency, lines)


def read_secret(data: bytes) -> SecretPart:
    """An open part with trade secrets.

    Raises
    ------
    NotCanonical
        If it is none.
    """
    return SecretPart(_read(data, "secret", SECRET_FORMAT, {"format": str, "text": str})["text"])


def read_content(part: str, data: bytes, currency: str) -> TechnicalPart | PricePart | SecretPart:
    """An open part of any kind; errors as those of the kind."""
    if part == "price":
        return read_price(data, currency)
    return read_technical(data) if part == "technical" else read_secret(data)


def _read(data: bytes, part: str, form: str, fields: Mapping[str, type]) -> dict[str, Any]:
    found = require_fields(read_canonical(data, max_bytes=MAX_PLAINTEXT[part]), fields)
    if found["format"] != form:
        raise NotCanonical(f"not a {part} part")
    return found


def _line(value: object) -> PriceLine:
    fields = {"amount_minor": int, "item": str, "quantity": int, "unit_minor": int}
    found = require_fields(value, fields)
    _require_short(found["item"])
    amount, unit = _amount(found["amount_minor"]), _amount(found["unit_minor"])
    if found["quantity"] < 1 or found["quantity"] * unit != amount:
        raise NotCanonical("a line does not multiply to its amount")
    return PriceLine(found["item"], found["quantity"], unit, amount)


def _attachment(value: object) -> Attachment:
    found = require_fields(value, {"name": str, "sha256": str, "size_bytes": int})
    _require_short(found["name"])
    digest = found["sha256"]
    if len(digest) != 64 or digest.strip("0123456789abcdef") or found["size_bytes"] < 0:
        raise NotCanonical("an attachment is named by SHA-256 and size")
    return Attachment(found["name"], digest, found["size_bytes"])


def _amount(value: int) -> int:
    if not 0 <= value <= MAX_AMOUNT_MINOR:
        raise NotCanonical("an amount below zero or beyond all bounds")
    return value


def _require_short(text: str) -> None:
    if len(text) > MAX_SHORT_TEXT:
        raise NotCanonical(f"a name of more than {MAX_SHORT_TEXT} characters")


def _as_json(part: TechnicalPart | PricePart | SecretPart) -> dict[str, Any]:
    if isinstance(part, SecretPart):
        return {"format": SECRET_FORMAT, "text": part.text}
    if isinstance(part, PricePart):
        lines = [
            {
                "amount_minor": line.amount_minor,
                "item": line.item,
                "quantity": line.quantity,
                "unit_minor": line.unit_minor,
            }
            for line in part.lines
        ]
        amount = {"amount_minor": part.amount_minor, "currency": part.currency}
        return {**amount, "format": PRICE_FORMAT, "lines": lines}
    return {
        "answers": [{"criterion": code, "text": text} for code, text in part.answers],
        "attachments": [
            {"name": one.name, "sha256": one.sha256, "size_bytes": one.size_bytes}
            for one in part.attachments
        ],
        "format": TECHNICAL_FORMAT,
        "text": part.text,
        "title": part.title,
    }
