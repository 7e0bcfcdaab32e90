"""Columns of rows written by a statement that is made once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DatabaseError, connection, models


def update_row(row: models.Model, names: Sequence[str]) -> None:
    """Write these attributes of a row that is there (``lead_department_id``, not the department).

    As ``save(update_fields=names)``, most of whose cost is to make the statement anew each time.

    Raises
    ------
    DatabaseError
        The row is not there.
    """
    if not names:
        return
    fields, statement = _statement(type(row), tuple(names))
    sent = [field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*sent, row._meta.pk.get_db_prep_save(row.pk, connection)])
        if not cursor.rowcount:
            raise DatabaseError("There is no such row to be updated.")


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these attributes of rows of one model; those that are not there are left out.

    As ``bulk_update``, most of whose cost is to make one statement of all values.
    """
    if not rows or not names:
        return
    fields, statement = _statement(type(rows[0]), tuple(names))
    in_order = [*fields, rows[0]._meta.pk]
    sent = [
        [field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in in_order]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, sent)


@lru_cache(maxsize=500)
def _statement(model: type[models.Model], names: tuple[str, ...]) -> tuple[list[Any], str]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in names]
    quote = connection.ops.quote_name
    set_to = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    key = quote(str(model._meta.pk.column))
    table = quote(model._meta.db_table)
    return fields, f"UPDATE {table} SET {set_to} WHERE {key} = %s"  # noqa: S608 no values
