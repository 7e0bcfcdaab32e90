"""Transactions within a transaction without savepoints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Let an act that fails undo the whole transaction it is in, not itself alone.

    For whoever does very many acts in one transaction and goes on after none that failed: a
    savepoint for each costs two statements.
    """
    held = vars(connections[DEFAULT_DB_ALIAS])
    # `atomic` asks the connection for one, and takes None for there being none.
    held["savepoint"] = lambda: None
    try:
        yield
    finally:
        del held["savepoint"]
