"""What a node remembers: the agreements it signed, whose key is whose, and the queries it has
answered already."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

MEMORY = "node.sqlite3"
"""Its file, beside node.toml."""
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
            "CREATE TABLE IF NOT EXISTS consumer_key (consumer TEXT, kid TEXT, retired INTEGER,"
            " told_by TEXT, PRIMARY KEY (consumer, kid)) WITHOUT ROWID;"
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

    def keys_of(self, consumer: str) -> dict[str, int | None]:
        """Ids of the keys of a consumer that are known here, and when each was retired: seconds
        since 1970. Read each time: an operator's word counts at once."""
        with self._lock:
            rows = self._file.execute(
                "SELECT kid, retired FROM consumer_key WHERE consumer = ?", (consumer,)
            )
            return dict(rows.fetchall())

    def keep_first_key(self, consumer: str, kid: str) -> None:
        """Know a consumer by this key from now on, if it is known by none."""
        with self._lock:
            self._file.execute(
                "INSERT INTO consumer_key SELECT ?, ?, NULL, 'agreement'"
                " WHERE NOT EXISTS (SELECT 1 FROM consumer_key WHERE consumer = ?)",
                (consumer, kid, consumer),
            )

    def keep_next_key(self, consumer: str, kid: str, *, told_by: str, now: int) -> None:
        """Know another key of a consumer, and retire what it signed with before."""
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute(
                "UPDATE consumer_key SET retired = ? WHERE consumer = ? AND retired IS NULL",
                (now, consumer),
            )
            self._file.execute(
                "INSERT INTO consumer_key VALUES (?, ?, NULL, ?) ON CONFLICT (consumer, kid)"
                " DO UPDATE SET retired = NULL, told_by = excluded.told_by",
                (consumer, kid, told_by),
            )
            self._file.execute("COMMIT")

    def all_keys(self) -> list[tuple[str, str, int | None, str]]:
        """Consumer, key id, when it was retired, and who told it, by consumer."""
        with self._lock:
            return self._file.execute(
                "SELECT consumer, kid, retired, told_by FROM consumer_key"
                " ORDER BY consumer, retired IS NOT NULL, retired DESC"
            ).fetchall()

    def close(self) -> None:
        with self._lock:
            self._file.close()
