"""What time it is by the database: the one clock by which bids are late and calls close."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """The moment of this statement, not that at which its transaction began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT moment FROM procurement_clock")
        (moment,) = cursor.fetchone()
    # SQLite keeps no moments, but texts.
    return moment if isinstance(moment, datetime) else _read(moment)


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
