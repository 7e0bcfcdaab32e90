"""Copies of the database as it was at one moment, while the town goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from gongjian.config.backups.manifest import BadBackup

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_HEAD = "SELECT size, verifier_key, instance FROM ledger_ledgerhead"
_LAST = "SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"


def dump_database(folder: Path) -> dict[str, str]:
    """Write the database into a folder; return where the ledger stood in it.

    Raises
    ------
    BadBackup
        It cannot be written; what to install, where a programme is missing.
    """
    target = folder / NAMES[connection.vendor]
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgresql(target)


def load_database(folder: Path, vendor: str) -> None:
    """Put a database back into an empty one, whole or not at all.

    Raises
    ------
    BadBackup
        There is one, of another kind, or it cannot be written.
    """
    if vendor != connection.vendor:
        raise BadBackup(
            _("The backup is of %(theirs)s, and DATABASE_URL names %(ours)s.")
            % {"theirs": vendor, "ours": connection.vendor}
        )
    require_empty()
    source = folder / NAMES[vendor]
    connection.close()
    if vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        fresh = target.with_name(f".{target.name}.restoring")
        shutil.copyfile(source, fresh)
        fresh.replace(target)
    else:
        single = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        _run(["pg_restore", *single, "--dbname", connection.settings_dict["NAME"], str(source)])


def require_empty() -> None:
    """Refuse a database in which there is anything.

    Raises
    ------
    BadBackup
    """
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return
    if connection.introspection.table_names():
        raise BadBackup(_("The database is not empty. Name an empty one in DATABASE_URL."))


def _dump_sqlite(target: Path) -> dict[str, str]:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        # In one step: readers and writers go on, in a log of their own.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        head = copy.execute(_HEAD).fetchone()
        last = copy.execute(_LAST).fetchone()
    return _ledger(head, last)


def _dump_postgresql(target: Path) -> dict[str, str]:
    with transaction.atomic(), connection.cursor() as cursor:
        # What pg_dump writes and what is read here are of the same moment.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(_HEAD)
        head = cursor.fetchone()
        cursor.execute(_LAST)
        last = cursor.fetchone()
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        name = connection.settings_dict["NAME"]
        _run(["pg_dump", *options, f"--file={target}", "--dbname", name])
    return _ledger(head, last)


def _ledger(head: Any, last: Any) -> dict[str, str]:
    if head is None:
        return {}
    return {
        "size": str(head[0]),
        "verifier_key": head[1],
        "instance": head[2],
        "checkpoint": last[0] if last else "",
    }


def _run(command: list[str]) -> None:
    programme = shutil.which(command[0])
    if programme is None:
        raise BadBackup(
            _(
                "%(programme)s is not installed. Install the client programmes of PostgreSQL, at "
                "least as new as the server (Debian and Ubuntu: apt-get install postgresql-client)."
            )
            % {"programme": command[0]}
        )
    found = subprocess.run(  # noqa: S603 - the programme that was looked up, and our arguments
        [programme, *command[1:]],
        env={**os.environ, **_account(connection.settings_dict)},
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        raise BadBackup(f"{command[0]}: {found.stderr.strip()[-1000:]}")


def _account(known: Mapping[str, Any]) -> dict[str, str]:
    """Not among the arguments, which every account of the machine may read."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {name: str(known[key]) for name, key in names.items() if known[key]}
