"""Keyset pages: as fast on the last page as on the first, and stable while rows arrive."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import DateTimeField, Field, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid

M = TypeVar("M", bound=Model)
MAX_SIZE = 200
LONGEST_VALUE = 300
DAMAGED = _("This page address is damaged. Start from the first page.")
MOST_PARTS = 80
"""Of one page: each costs as much as a look into an index, and a line for the planner."""


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows in order, and the cursor of the next page ("" : this is the last)."""

    items: list[M]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Spread(Generic[M]):
    """The rows whose ``column`` has one of ``values``, to be read as `first_of_parts` does."""

    rows: QuerySet[M]
    column: str
    values: Sequence[object]


def keyset_page(
    rows: QuerySet[M], *, order: Sequence[str], cursor: str = "", size: int = 25
) -> Page[M]:
    """Return the rows after ``cursor``.

    Parameters
    ----------
    rows : QuerySet
        Filtered; its order is replaced.
    order : sequence of str
        Columns or annotations, "-" for descending, all of one direction; never null; the last one
        unique.
    cursor : str
        ``next_cursor`` of the page before; "" starts.
    size : int
        1..200; what lies outside is taken for the nearest.

    Raises
    ------
    Invalid
        The cursor was not made by this function for this order.
    """
    return merged_page([rows], order=order, cursor=cursor, size=size)


def merged_page(
    parts: Sequence[QuerySet[Any] | Spread[Any]],
    *,
    order: Sequence[str],
    cursor: str = "",
    size: int = 25,
) -> Page[Any]:
    """A page out of several querysets as if they were one; other arguments as for `keyset_page`.

    Where one query would have to say "this or that", for which no index has an order, each part
    is asked for its first rows along its own index. No row may be in two parts; order by moments,
    numbers and ids, which Python sorts as databases do.
    """
    names = [name.lstrip("-") for name in order]
    is_descending = order[0].startswith("-")
    size = min(max(size, 1), MAX_SIZE)
    items: list[Any] = []
    for part in parts:
        items += _first(part, order, cursor, size + 1)
    if len(parts) > 1:
        items.sort(key=lambda row: [getattr(row, name) for name in names], reverse=is_descending)
    return _cut(items, names, size)


def staged_page(
    stages: Sequence[Sequence[QuerySet[Any]]],
    *,
    order: Sequence[str],
    cursor: str = "",
    size: int = 25,
) -> Page[Any]:
    """A page out of several stages, all of the first before any of the second; each is what
    `merged_page` takes, other arguments as for `keyset_page`.

    For what goes first by a yes or no. As a leading column of the order it would cost each page of
    the long rest a walk from the beginning of that, for no index can begin at a place in an order
    whose first column is the same for nearly all rows.
    """
    size = min(max(size, 1), MAX_SIZE)
    stage, within = _stage_of(cursor, len(stages))
    items: list[Any] = []
    for number in range(stage, len(stages)):
        # One at least: whether there is another page must be known.
        page = merged_page(
            stages[number], order=order, cursor=within, size=max(size - len(items), 1)
        )
        if len(items) == size and page.items:
            return Page(items, staged_cursor(number, ""))
        items += page.items
        if page.next_cursor:
            return Page(items, staged_cursor(number, page.next_cursor))
        within = ""
    return Page(items, "")


def staged_cursor(stage: int, cursor: str) -> str:
    """The cursor of what follows in a stage of `staged_page`; "" is that stage's beginning."""
    return f"{stage}.{cursor}"


def _stage_of(cursor: str, count: int) -> tuple[int, str]:
    if not cursor:
        return 0, ""
    number, dot, within = cursor.partition(".")
    if not (dot and number.isascii() and number.isdecimal() and len(number) < 3):
        raise Invalid(DAMAGED)
    if int(number) >= count:
        raise Invalid(DAMAGED)
    return int(number), within


def partitioned_page(
    rows: QuerySet[M],
    *,
    column: str,
    values: Sequence[object],
    order: Sequence[str],
    cursor: str = "",
    size: int = 25,
) -> Page[M]:
    """A page of the rows whose ``column`` has one of ``values``; other arguments as for
    `keyset_page`, `first_of_parts` for how."""
    return merged_page([Spread(rows, column, values)], order=order, cursor=cursor, size=size)


def first_of_parts(
    rows: QuerySet[M], *, column: str, values: Sequence[object], order: Sequence[str], count: int
) -> list[M]:
    """The first rows whose ``column`` has one of ``values``.

    Told "one of these, the newest first", a database walks back in time past everything else, a
    whole table where these are old. Here each value is followed along its own index and the heads
    are merged: one statement for the keys, one for the rows. SQLite, which cannot limit the parts
    of a union, is asked plainly: what it holds is small.
    """
    can_limit = connections[rows.db].features.supports_slicing_ordering_in_compound
    if not can_limit or not 1 < len(values) <= MOST_PARTS:
        return list(rows.filter(**{f"{column}__in": values}).order_by(*order)[:count])
    names = [name.lstrip("-") for name in order]
    bare = rows.select_related(None).order_by(*order).values_list(*names)
    heads = [bare.filter(**{column: value})[:count] for value in values]
    keys = heads[0].union(*heads[1:], all=True).order_by(*order)[:count]
    found = {f"{names[-1]}__in": [key[-1] for key in keys]}
    return list(rows.filter(**found).order_by(*order))


def _first(
    part: QuerySet[Any] | Spread[Any], order: Sequence[str], cursor: str, count: int
) -> list[Any]:
    rows = part.rows if isinstance(part, Spread) else part
    behind = rows.filter(_beyond(rows, order, cursor))
    if not isinstance(part, Spread):
        return list(behind.order_by(*order)[:count])
    return first_of_parts(behind, column=part.column, values=part.values, order=order, count=count)


def _cut(items: list[Any], names: list[str], size: int) -> Page[Any]:
    more = len(items) > size
    items = items[:size]
    return Page(items, cursor_at([getattr(items[-1], name) for name in names]) if more else "")


def cursor_at(values: Sequence[object]) -> str:
    """The cursor of what follows a row whose columns of the order have these values."""
    shown = [v.isoformat() if isinstance(v, datetime) else str(v) for v in values]
    # A Chinese character takes half as much as it would escaped: what is long stays an address.
    text = json.dumps(shown, ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _beyond(rows: QuerySet[Any], order: Sequence[str], cursor: str) -> Q:
    """The condition that holds behind a cursor; none at the start."""
    if not cursor:
        return Q()
    names = [name.lstrip("-") for name in order]
    values = _decode(cursor, [_field(rows, name) for name in names])
    return _after(names, values, order[0].startswith("-"))


def _after(names: list[str], values: list[object], descending: bool) -> Q:
    # (a, b) < (x, y) as "a <= x and (a < x or b < y)": the first part lets an index begin at x.
    step = "lt" if descending else "gt"
    condition = Q()
    for name, value in zip(reversed(names), reversed(values), strict=True):
        beyond = Q(**{f"{name}__{step}": value})
        condition = Q(**{f"{name}__{step}e": value}) & (beyond | condition) if condition else beyond
    return condition


def _field(rows: QuerySet[M], name: str) -> Field[Any, Any]:
    if name in rows.query.annotations:
        return rows.query.annotations[name].output_field
    field = rows.model._meta.pk if name == "pk" else rows.model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"rows cannot be ordered by {name}")
    return field


def _decode(cursor: str, fields: Sequence[Field[Any, Any]]) -> list[object]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not (isinstance(values, list) and len(values) == len(fields)):
            raise ValueError
        return [_typed(field, value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, ArithmeticError, RecursionError, ValidationError) as error:
        raise Invalid(DAMAGED) from error


def _typed(field: Field[Any, Any], value: object) -> object:
    if not isinstance(value, str) or len(value) > LONGEST_VALUE or "\x00" in value:
        raise ValueError
    value.encode()  # a lone surrogate is no text to a database
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC)  # fails, too, where the year has no such moment
    return field.to_python(value)
