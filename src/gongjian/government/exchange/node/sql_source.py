"""A view of a department's own database: PostgreSQL or SQLite, read only."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg

from gongjian.government.exchange.node.sources import Found, SourceError
from gongjian.methods.exchange_records import MOST_RECORDS

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?")
AS_OF = "gongjian_as_of"
KEY = "gongjian_key"


class SqlSource:
    """Selects nothing but the agreed fields: what was not agreed on never leaves the database.

    Parameters
    ----------
    url : str
        ``postgres://…`` or ``sqlite:///path``.
    view : str
        A view or table, with its schema where it has one.
    key_column : str
        Which holds the number that subjects are asked by. A record is somebody's only where it
        is spelled as asked: what a database takes for the same, such as 00123 for 123, is not.
    as_of_column : str, optional
        Which says when a record was last confirmed; without it, it is right as of now.
    columns : mapping, optional
        Fields whose column has another name.
    folder : Path, optional
        From where the path of a SQLite file is found, unless it begins at the root.
    """

    def __init__(
        self,
        *,
        url: str,
        view: str,
        key_column: str,
        as_of_column: str = "",
        columns: Mapping[str, str] | None = None,
        timeout_seconds: int = 60,
        folder: Path = Path(),
    ) -> None:
        self._url = url
        self._is_sqlite = url.startswith("sqlite:")
        self._view = _quoted(view)
        self._key = _quoted(key_column)
        self._as_of = _quoted(as_of_column) if as_of_column else ""
        self._columns = dict(columns or {})
        self._timeout_seconds = timeout_seconds
        self._folder = folder
        self._held = threading.local()

    def fetch(self, number: str, fields: Sequence[str], scope: Mapping[str, str]) -> Found:
        """See `Source`."""
        # Quoted names out of a closed set, and values apart: nothing of a query is spelled here.
        columns = [f"{self._column(name)} AS {_quoted(name)}" for name in fields]
        columns.append(f"{self._key} AS {KEY}")
        if self._as_of:
            columns.append(f"{self._as_of} AS {AS_OF}")
        mark = "?" if self._is_sqlite else "%s"
        where = [f"{self._key} = {mark}", *(f"{self._column(name)} = {mark}" for name in scope)]
        statement = (
            f"SELECT {', '.join(columns)} FROM {self._view}"  # noqa: S608 - see above
            f" WHERE {' AND '.join(where)} LIMIT {MOST_RECORDS + 1}"
        )
        values = (number, *scope.values())
        rows = self._rows(statement, values)
        records = [row for row in rows if str(row.pop(KEY)).rstrip() == number]
        moments = [_moment(record.pop(AS_OF)) for record in records] if self._as_of else []
        return Found(records, min(moments, default=datetime.now(UTC)))

    def _column(self, field: str) -> str:
        return _quoted(self._columns.get(field, field))

    def _rows(self, statement: str, values: tuple[str, ...]) -> list[dict[str, Any]]:
        for attempt in (1, 2):
            try:
                cursor = self._connection().cursor()
                cursor.execute(statement, values)
                names = [column[0] for column in cursor.description or ()]
                return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            except (psycopg.OperationalError, sqlite3.OperationalError) as error:
                # A database that was started again closed the connection: once more on a new one.
                self._held.connection = None
                if attempt == 2:
                    raise SourceError(f"the database: {type(error).__name__}") from None
            except (psycopg.Error, sqlite3.Error) as error:
                self._held.connection = None
                raise SourceError(f"the database: {type(error).__name__}") from None
        raise SourceError("the database")

    def _connection(self) -> Any:
        if getattr(self._held, "connection", None) is None:
            self._held.connection = self._connect()
        return self._held.connection

    def _connect(self) -> Any:
        if self._is_sqlite:
            path = unquote(urlsplit(self._url).path.removeprefix("/"))
            address = f"file:{quote(str(self._folder / path))}?mode=ro"
            return sqlite3.connect(address, uri=True, timeout=self._timeout_seconds)
        wait = self._timeout_seconds * 1_000
        return psycopg.connect(
            self._url,
            autocommit=True,
            connect_timeout=5,
            options=f"-c statement_timeout={wait} -c default_transaction_read_only=on",
        )


def _quoted(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"“{name}” is no name of a view or column")
    return ".".join(f'"{part}"' for part in name.split("."))


def _moment(value: Any) -> datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise SourceError("the column of freshness holds no moment") from None
    if not isinstance(value, datetime):
        raise SourceError("the column of freshness holds no moment")
    return value if value.tzinfo else value.replace(tzinfo=UTC)
