"""Keyset pages: as fast on the last page as on the first, and stable while rows arrive."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid

M = TypeVar("M", bound=Model)
MAX_SIZE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows in order, and the cursor of the next page ("" : this is the last)."""

    items: list[M]
    next_cursor: str


def keyset_page(
    rows: QuerySet[M], *, order: Sequence[str], cursor: str = "", size: int = 25
) -> Page[M]:
    """Return the rows after ``cursor``.

    Parameters
    ----------
    rows : QuerySet
        Filtered; its order is replaced.
    order : sequence of str
        Fields, "-" for descending, all of one direction; never null; the last one unique.
    cursor : str
        ``next_cursor`` of the page before; "" starts.
    size : int
        1..200.

    Raises
    ------
    Invalid
        The cursor was not made by this function for this order.
    """
    names = [field.lstrip("-") for field in order]
    descending = order[0].startswith("-")
    if cursor:
        rows = rows.filter(_after(names, _decode(cursor, len(names), rows), descending))
    items = list(rows.order_by(*order)[: min(max(size, 1), MAX_SIZE) + 1])
    more = len(items) > size
    items = items[:size]
    return Page(items, _encode([getattr(items[-1], name) for name in names]) if more else "")


def _after(names: list[str], values: list[object], descending: bool) -> Q:
    # (a, b) < (x, y) as "a <= x and (a < x or b < y)": the first part lets an index begin at x.
    step = "lt" if descending else "gt"
    condition = Q()
    for name, value in zip(reversed(names), reversed(values), strict=True):
        beyond = Q(**{f"{name}__{step}": value})
        condition = Q(**{f"{name}__{step}e": value}) & (beyond | condition) if condition else beyond
    return condition


def _encode(values: list[object]) -> str:
    text = json.dumps([v.isoformat() if isinstance(v, datetime) else str(v) for v in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, count: int, rows: QuerySet) -> list[object]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not (isinstance(values, list) and len(values) == count):
            raise ValueError
        return [_typed(value) for value in values]
    except (binascii.Error, ValueError, TypeError) as error:
        raise Invalid(_("This page address is damaged. Start from the first page.")) from error


def _typed(value: object) -> object:
    if not isinstance(value, str) or len(value) > 200 or "\x00" in value:
        raise ValueError
    for read in (datetime.fromisoformat, UUID):
        try:
            typed = read(value)
        except ValueError:
            continue
        if isinstance(typed, datetime) and typed.tzinfo is None:
            raise ValueError
        return typed
    return value
