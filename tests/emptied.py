"""How the tables are emptied after a test that commits."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations as OfPostgresql
from django.db.backends.sqlite3.base import DatabaseOperations as OfSqlite

FULL = """
DO $$
DECLARE name text; is_full boolean;
BEGIN
  FOREACH name IN ARRAY ARRAY[{names}] LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO is_full;
    IF is_full THEN
      EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name);
      EXECUTE format('DELETE FROM %I', name);
    END IF;
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  FOR name IN SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgenabled = 'D' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', name);
  END LOOP;
END $$;
"""
"""Keys are checked when all is gone, so the order does not matter. Triggers that let nobody delete
rest meanwhile."""
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
OF_THE_MODELS = {"django_content_type", "auth_permission"}
"""They hold what models there are, whatever a test did: every migration writes them anew."""

Flush = Callable[..., list[str]]


def _without_the_models(flush: Flush) -> Flush:
    def sql_flush(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        forget_what_was_signed()
        return flush(self, style, [one for one in tables if one not in OF_THE_MODELS], **options)

    return sql_flush


def _delete_where_rows_are(truncate: Flush) -> Flush:
    """Instead of TRUNCATE of all, which makes a file anew for each table and index there is: two
    seconds a test, where a handful of tables have a handful of rows."""

    def sql_flush(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        if options.get("reset_sequences"):
            return truncate(self, style, tables, **options)
        return [FULL.format(names=", ".join(f"'{table}'" for table in tables))]

    return sql_flush


def _without_triggers(flush: Flush) -> Flush:
    """SQLite cannot let triggers rest: they are dropped, and made again as they were."""

    def sql_flush(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            triggers = list(cursor.execute(TRIGGERS))
        drops = [f"DROP TRIGGER {name}" for name, _sql in triggers]
        return [*drops, *flush(self, style, tables, **options), *(sql for _name, sql in triggers)]

    return sql_flush


def forget_what_was_signed() -> None:
    """With its rows goes the memory of a ledger, which would let no other begin under its key."""
    for path in settings.LEDGER_KEY_PATH.parent.glob("signed-*"):
        path.unlink(missing_ok=True)


def own_ledger_key() -> None:
    """A memory for each process of tests: what one has signed stops no other. The key is that of
    the home, which programmes that a test starts there have, too."""
    # Once Django is set up, and not when this file is read.
    from gongjian.foundation.kernel.key_files import keep_once
    from gongjian.foundation.ledger.signing_key import make_signing_key

    make_signing_key()
    key = settings.LEDGER_KEY_PATH.read_bytes()
    place = Path(settings.HOME) / "tests" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    settings.LEDGER_KEY_PATH = place / "ledger.pem"
    settings.LEDGER_KEY_PATH.unlink(missing_ok=True)
    keep_once(settings.LEDGER_KEY_PATH, key)
    forget_what_was_signed()


def empty_quickly() -> None:
    """Delete what tests may have written, and leave what migrations would only write again."""
    OfPostgresql.sql_flush = _without_the_models(_delete_where_rows_are(OfPostgresql.sql_flush))
    OfSqlite.sql_flush = _without_triggers(_without_the_models(OfSqlite.sql_flush))
    # Nothing else listens to the signal: content types and permissions are there.
    flush.emit_post_migrate_signal = lambda *_told, **_more: None
