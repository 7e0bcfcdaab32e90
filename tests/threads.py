"""Doing the same at once, each with a database connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def at_once(*doings: Callable[[], Result]) -> Sequence[Result]:
    """Start all in the same moment, each in a thread; return what they returned, in order."""
    ready = threading.Barrier(len(doings), timeout=30)

    def run(doing: Callable[[], Result]) -> Result:
        try:
            # Connected before the start, so that the doings and not the handshakes meet.
            connection.ensure_connection()
            ready.wait()
            return doing()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


def until_another_waits() -> None:
    """Return once another connection waits for a lock that this one holds; at once where one
    writes at a time anyway.

    Raises
    ------
    TimeoutError
        None does within 30 s.
    """
    if connection.vendor != "postgresql":
        return
    end = time.monotonic() + 30
    waiting = (
        "SELECT 1 FROM pg_locks WHERE NOT granted"
        " AND pg_backend_pid() = ANY (pg_blocking_pids(pid)) LIMIT 1"
    )
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
    raise TimeoutError
