"""How the tables of PostgreSQL are emptied after a test that commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations

FULL = """
DO $$
DECLARE name text; is_full boolean;
BEGIN
  FOREACH name IN ARRAY ARRAY[{names}] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO is_full;
    IF is_full THEN EXECUTE format('DELETE FROM %I', name); END IF;
  END LOOP;
END $$;
"""
"""Keys are checked at the end of a transaction, so the order does not matter."""
_truncate = DatabaseOperations.sql_flush


def _delete(
    self: DatabaseOperations, style: Any, tables: Sequence[str], **options: Any
) -> list[str]:
    if options.get("reset_sequences"):
        return _truncate(self, style, tables, **options)
    return [FULL.format(names=", ".join(f"'{table}'" for table in tables))]


def delete_where_rows_are() -> None:
    """Instead of TRUNCATE of all, which makes a file anew for each table and index there is: two
    seconds a test, where a handful of tables have a handful of rows."""
    DatabaseOperations.sql_flush = _delete
