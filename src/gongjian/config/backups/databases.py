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

from gongjian.config.backups.manifest import BadBackup, beside

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
OF_CONNECTION = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "options", "service")
"""Of the options in DATABASE_URL, those that the programmes of PostgreSQL must have, too."""
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
    require_same_kind(vendor)
    require_empty()
    source = folder / NAMES[vendor]
    connection.close()
    if vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(f".{target.name}.restoring")
        shutil.copyfile(source, fresh)
        fresh.replace(target)
    else:
        single = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        _run(["pg_restore", *single, "--dbname", connection.settings_dict["NAME"], str(source)])


def database_file() -> Path | None:
    """Where SQLite keeps the database; None of PostgreSQL."""
    if connection.vendor != "sqlite":
        return None
    return Path(str(connection.settings_dict["NAME"])).resolve()


def require_same_kind(vendor: str) -> None:
    """Refuse a backup of another kind of database.

    Raises
    ------
    BadBackup
    """
    if vendor != connection.vendor:
        raise BadBackup(
            _("The backup is of %(theirs)s, and DATABASE_URL names %(ours)s.")
            % {"theirs": vendor, "ours": connection.vendor}
        )


def require_empty() -> None:
    """Refuse a database in which there is anything.

    Raises
    ------
    BadBackup
    """
    file = database_file()
    if file is not None and not file.exists():
        left = [one for one in beside(file) if one.exists()]
        if left:
            # SQLite would play it back onto whatever database comes here.
            raise BadBackup(
                _("%(path)s is left of a database that was there. Put it elsewhere first.")
                % {"path": left[0]}
            )
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
        env={**os.environ, **account_of(connection.settings_dict)},
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        raise BadBackup(f"{command[0]}: {found.stderr.strip()[-1000:]}")


def account_of(known: Mapping[str, Any]) -> dict[str, str]:
    """What the programmes of PostgreSQL are told in their environment.

    Not among the arguments, which every account of the machine may read.
    """
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    said = {name: str(known[key]) for name, key in names.items() if known[key]}
    options = known.get("OPTIONS", {})
    return said | {
        f"PG{name.upper()}": str(options[name]) for name in OF_CONNECTION if options.get(name)
    }
