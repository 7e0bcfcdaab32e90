"""A row locked by its key, at the price of the statement: its SQL is made once, not every time.

Django makes the SQL of a query anew whenever it is asked for, which for a row of sixty columns
takes longer than the database takes to find it; every step of a case begins with that query.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connections, models, router
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=models.Model)


class _Statement(NamedTuple):
    sql: str
    names: list[str]
    converters: list[tuple[int, list[Callable], Any]]
    """By column: what makes its value of what the database gave, and the expression it is of."""


def lock_row(model: type[Row], key: object) -> Row | None:
    """The row with a primary key, locked until the transaction ends; None if there is none.

    What ``model.objects.select_for_update(no_key=True).filter(pk=key).first()`` gives.

    Raises
    ------
    TransactionManagementError
        No transaction is open, so that the lock would end at once.
    """
    alias = router.db_for_write(model)
    connection = connections[alias]
    if connection.features.has_select_for_update and not connection.in_atomic_block:
        raise TransactionManagementError("A row is locked outside of a transaction.")
    statement = _statement(model, alias)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [model._meta.pk.get_db_prep_value(key, connection)])
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    for index, converters, expression in statement.converters:
        for convert in converters:
            values[index] = convert(values[index], expression, connection)
    return model.from_db(alias, statement.names, values)


@cache
def _statement(model: type[models.Model], alias: str) -> _Statement:
    rows = model._base_manager.using(alias).select_for_update(no_key=True).order_by()
    # The key itself is given each time; this one only keeps its place.
    of_key = rows.filter(pk=model._meta.pk.get_default())
    compiler = of_key.query.get_compiler(alias)
    sql, _parameters = compiler.as_sql()
    columns = [column for column, _sql, _alias in compiler.select]
    converters = compiler.get_converters(columns)
    return _Statement(
        sql,
        [column.target.attname for column in columns],
        [(index, found, expression) for index, (found, expression) in converters.items()],
    )
