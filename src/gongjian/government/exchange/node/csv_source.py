"""A table that is dropped into a folder now and then: CSV, right as of the file's own time."""

from __future__ import annotations

import csv
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from gongjian.government.exchange.node.sources import Found, SourceError

MOST_BYTES = 50_000_000


class CsvSource:
    """Keeps the table in memory by number, and reads it again when the file is another one.

    Whoever drops a file writes it beside and renames it: a half-written one would be half a table.
    """

    def __init__(self, *, path: Path, key_column: str) -> None:
        self._path = path
        self._key = key_column
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._rows: dict[str, list[dict[str, str]]] = {}
        self._as_of = datetime.fromtimestamp(0, UTC)

    def fetch(self, number: str, fields: Sequence[str], scope: Mapping[str, str]) -> Found:
        """See `Source`."""
        with self._lock:
            self._read_again()
            rows, as_of = self._rows.get(number, []), self._as_of
        kept = [row for row in rows if all(row.get(name) == said for name, said in scope.items())]
        return Found([{name: row.get(name) for name in fields} for row in kept], as_of)

    def _read_again(self) -> None:
        try:
            state = self._path.stat()
            stamp = (state.st_mtime_ns, state.st_size)
            if stamp == self._stamp:
                return
            if state.st_size > MOST_BYTES:
                raise SourceError("the file is too large")
            found: dict[str, list[dict[str, str]]] = {}
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    found.setdefault(row[self._key], []).append(row)
        except (OSError, KeyError, csv.Error, UnicodeError) as error:
            raise SourceError(f"the file: {type(error).__name__}") from None
        self._rows, self._stamp = found, stamp
        self._as_of = datetime.fromtimestamp(state.st_mtime, UTC)
