"""A row locked by its key: every step of a case begins with that query."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from django.db import connections, models, router
from django.db.transaction import TransactionManagementError

from gongjian.foundation.kernel.prepared import Prepared

Row = TypeVar("Row", bound=models.Model)


def lock_row(model: type[Row], key: object) -> Row | None:
    """The row with a primary key, locked until the transaction ends; None if there is none.

    What ``model.objects.select_for_update(no_key=True).filter(pk=key).first()`` gives.

    Raises
    ------
    TransactionManagementError
        No transaction is open, so that the lock would end at once.
    """
    connection = connections[router.db_for_write(model)]
    if connection.features.has_select_for_update and not connection.in_atomic_block:
        raise TransactionManagementError("A row is locked outside of a transaction.")
    return _prepared(model).first(key)


@cache
def _prepared(model: type[Row]) -> Prepared[Row]:
    rows = model._base_manager
    return Prepared(
        lambda key: rows.select_for_update(no_key=True).order_by().filter(pk=key), model._meta.pk
    )
