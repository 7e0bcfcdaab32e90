"""The migrated database of the tests: made once, then copied for each process and each later run,
until a migration or a model is another one. Migrating takes longer than most files of tests."""

from __future__ import annotations

import fcntl
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.postgresql.creation import DatabaseCreation as OfPostgresql

ROOT = Path(__file__).resolve().parent.parent
MADE_OF = (
    "*/migrations/*.py", "*/models/*.py", "*/models.py", "foundation/kernel/*.py",
    "config/settings.py",
)  # fmt: skip
"""All that says what a new database holds: migrations import nothing else of ours."""


def copy_migrated(folder: Path) -> None:
    """Let databases for tests be copies of the one in this folder, or beside it on a server."""
    migrate: Callable[..., str] = BaseDatabaseCreation.create_test_db
    key = _key()

    def create_test_db(
        self: Any, verbosity: int = 1, autoclobber: bool = False, *more: Any, **options: Any
    ) -> str:
        kept = (_File if self.connection.vendor == "sqlite" else _Database)(self, folder, key)
        with _alone(folder):
            if not kept.is_there():
                name = migrate(self, verbosity, autoclobber, *more, **options)
                self.connection.close()
                kept.keep(name)
                self.connection.ensure_connection()
                return name
            name = kept.copied()
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        return name

    BaseDatabaseCreation.create_test_db = create_test_db
    OfPostgresql._destroy_test_db = _drop_whoever_is_connected


def _drop_whoever_is_connected(self: Any, test_database_name: str, verbosity: int) -> None:
    """For the server a client that a test killed is connected until it is written to: without force
    its database would stay, with a warning at whichever test came last."""
    with self._nodb_cursor() as cursor:
        name = self.connection.ops.quote_name(test_database_name)
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _key() -> str:
    told = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    source = ROOT / "src/gongjian"
    for path in sorted(path for made in MADE_OF for path in source.rglob(made)):
        told.update(str(path.relative_to(source)).encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()[:32]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _File:
    """SQLite's, in the folder."""

    def __init__(self, creation: Any, folder: Path, key: str) -> None:
        self.creation, self.folder = creation, folder
        self.path = folder / f"{key}.sqlite3"

    def is_there(self) -> bool:
        return self.path.is_file()

    def keep(self, name: str) -> None:
        for older in self.folder.glob("*.sqlite3*"):
            older.unlink()
        half = self.path.with_suffix(".sqlite3-half")
        _copy(name, half)
        half.replace(self.path)

    def copied(self) -> str:
        name: str = self.creation._get_test_db_name()
        # A run that was killed leaves a journal that would be read as the copy's.
        for left in ("", "-wal", "-shm"):
            Path(name + left).unlink(missing_ok=True)
        _copy(self.path, name)
        return name


def _copy(source: str | Path, target: str | Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


class _Database:
    """PostgreSQL's, on its server, with a comment that says of what it was made."""

    def __init__(self, creation: Any, folder: Path, key: str) -> None:
        self.creation, self.key = creation, key
        # All processes of a run have one: theirs end in gw0, gw1.
        self.name = re.sub(r"_gw\d+$", "", creation._get_test_db_name()) + "_migrated"

    def is_there(self) -> bool:
        said = self._ask(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            self.name,
        )
        return said == [(self.key,)]

    def keep(self, name: str) -> None:
        self._make(self.name, of=name)
        self._do(f"COMMENT ON DATABASE {self._quoted(self.name)} IS '{self.key}'")

    def copied(self) -> str:
        name: str = self.creation._get_test_db_name()
        self._make(name, of=self.name)
        return name

    def _make(self, name: str, of: str) -> None:
        self._do(f"DROP DATABASE IF EXISTS {self._quoted(name)}")
        self._do(f"CREATE DATABASE {self._quoted(name)} TEMPLATE {self._quoted(of)}")

    def _quoted(self, name: str) -> str:
        quoted: str = self.creation.connection.ops.quote_name(name)
        return quoted

    def _ask(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with self.creation._nodb_cursor() as cursor:
            cursor.execute(statement, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _do(self, statement: str) -> None:
        with self.creation._nodb_cursor() as cursor:
            cursor.execute(statement)
