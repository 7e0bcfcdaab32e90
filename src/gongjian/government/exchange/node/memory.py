"""What a node remembers: the agreements it signed, and the queries it has answered already."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

PRUNE_EVERY = 2_000


class NodeMemory:
    """A small SQLite file of the node's own; safe for threads, and after a kill."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = threading.Lock()
        self._writes = 0
        self._agreements: dict[str, dict[str, Any]] = {}
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._file.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE IF NOT EXISTS agreement (digest TEXT PRIMARY KEY, document TEXT);"
            "CREATE TABLE IF NOT EXISTS seen (consumer TEXT, nonce TEXT, until INTEGER,"
            " PRIMARY KEY (consumer, nonce)) WITHOUT ROWID;"
        )

    def is_fresh(self, consumer: str, nonce: str, *, until: int, now: int) -> bool:
        """Note a query; whether it was never noted before. Of two at once one is fresh.

        ``until`` is when the query's time is over: then its own times refuse it.
        """
        with self._lock:
            self._writes += 1
            if self._writes % PRUNE_EVERY == 0:
                self._file.execute("DELETE FROM seen WHERE until < ?", (now - 3_600,))
            noted = self._file.execute(
                "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (consumer, nonce, until)
            )
            return noted.rowcount == 1

    def agreement(self, digest: str) -> dict[str, Any] | None:
        """The document of an agreement that was proven before."""
        with self._lock:
            if digest not in self._agreements:
                row = self._file.execute(
                    "SELECT document FROM agreement WHERE digest = ?", (digest,)
                ).fetchone()
                if row is None:
                    return None
                self._agreements[digest] = json.loads(row[0])
            return self._agreements[digest]

    def keep_agreement(self, digest: str, document: dict[str, Any]) -> None:
        with self._lock:
            self._file.execute(
                "INSERT OR IGNORE INTO agreement VALUES (?, ?)", (digest, json.dumps(document))
            )
            self._agreements[digest] = document

    def close(self) -> None:
        with self._lock:
            self._file.close()
