"""New rows of one model: by COPY where they are many, which PostgreSQL takes at a third of the
cost, else by a statement that is made once and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

COPY_FROM_ROWS = 20
"""Below, one INSERT is as quick, and its plan is cached."""
MOST_VALUES = 2_000
"""Of one INSERT; SQLite takes 32,766."""


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model; nothing is read back, so keys must be set or not needed.

    Raises
    ------
    IntegrityError
        A row contradicts a constraint; none was inserted.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key and isinstance(field, models.AutoField | models.BigAutoField))
    ]
    if connection.vendor == "postgresql" and len(rows) >= COPY_FROM_ROWS:
        _copy(model, fields, rows)
    else:
        size = max(1, MOST_VALUES // len(fields))
        if len(rows) <= size:
            _insert(model, fields, rows)
        else:
            with transaction.atomic(savepoint=False):
                for start in range(0, len(rows), size):
                    _insert(model, fields, rows[start : start + size])
    for row in rows:
        row._state.adding = False


def check_references() -> None:
    """Raise IntegrityError now, not when the transaction ends, where a new row refers to what was
    deleted meanwhile.

    For whoever has an answer to that. SQLite lets one transaction write at a time: what was found
    in it stays there until it ends.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _insert(model: type[models.Model], fields: list[Any], rows: Sequence[models.Model]) -> None:
    """As bulk_create, which makes its statement anew each time: half of the cost of a row."""
    written = [[field.pre_save(row, add=True) for field in fields] for row in rows]
    # Of a wide row most columns are null, as they are where they are not named.
    places = [n for n in range(len(fields)) if any(values[n] is not None for values in written)]
    prepare = [(n, fields[n].get_db_prep_save) for n in places]
    statement = _statement(model, tuple(str(fields[n].column) for n in places), len(rows))
    sent = [prep(values[n], connection) for values in written for n, prep in prepare]
    with connection.cursor() as cursor:
        cursor.execute(statement, sent)


@lru_cache(maxsize=500)
def _statement(model: type[models.Model], columns: tuple[str, ...], count: int) -> str:
    quote = connection.ops.quote_name
    row = f"({', '.join(['%s'] * len(columns))})"
    named = ", ".join(map(quote, columns))
    rows = ", ".join([row] * count)
    return f"INSERT INTO {quote(model._meta.db_table)} ({named}) VALUES {rows}"  # noqa: S608 no values


def _copy(model: type[models.Model], fields: list[Any], rows: Sequence[models.Model]) -> None:
    stamped = [
        field
        for field in fields
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    ]
    prepare = [_prepared(field) for field in fields]
    values_of = attrgetter(*[field.attname for field in fields])
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
        with cursor.copy(statement) as copy:
            for row in rows:
                for field in stamped:
                    field.pre_save(row, add=True)
                values = values_of(row)
                copy.write_row([f(v) if f else v for f, v in zip(prepare, values, strict=True)])


def _prepared(field: models.Field) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda value: None if value is None else encode(value)
    return None
