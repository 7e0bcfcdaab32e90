"""How the two databases are asked which cases share runs: the only place that knows them apart.

Each term is a run and a period, so that a question reads only entries of its own time, however
many years are stored. What is asked for is chosen by gongjian.methods.issue_grouping: rare runs
first, until so many entries are to be expected; common ones cost nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray
from psycopg import Cursor
from psycopg.pq import Format

from gongjian.methods.issue_grouping import COMPARED, WINDOW_DAYS, asked_runs, telling_runs
from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_features import HASH_BITS
from gongjian.methods.text_fingerprints import Fingerprint

PERIOD_DAYS = 200
_PERIODS = 128
"""So many fit above a hash into 31 bits; then they come around, after seventy years."""

MOST_FOUND = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivingCase:
    """A case as triage knows it; title and text are masked."""

    case_id: UUID
    title: str
    text: str
    received_at: datetime
    area_path: str = ""
    sender: str = ""
    """A keyed digest of the account or of the contact; "" if not known."""
    longitude: float | None = None
    latitude: float | None = None
    category_path: str = ""


class KnownCase(NamedTuple):
    """A case that was placed before."""

    id: int
    has_runs: bool


class StoredCase(NamedTuple):
    """What is known of a placed case beside its text."""

    id: int
    case_id: UUID
    received_at: datetime
    area_path: str
    sender: str
    longitude: float | None
    latitude: float | None
    category_path: str
    issue_id: UUID | None
    issue_size: int
    """1 for a case that is alone; 2 where its issue was not yet summed up."""


_FIELDS = """
    SELECT p.id, p.case_id, p.received_at, p.area_path, p.sender, p.longitude, p.latitude,
        p.category_path, p.issue_id,
        CASE WHEN i.id IS NULL OR i.case_count = 1 THEN 1
            WHEN i.refreshed_at IS NULL THEN 2 ELSE i.case_count END,
        f.runs
    FROM """
_BESIDE = """ p JOIN triage_casefingerprint f ON f.placed_id = p.id
        LEFT JOIN triage_hotissue i ON i.id = p.issue_id """
_BY_KEY = (
    _FIELDS + "triage_placedcase" + _BESIDE + "WHERE p.received_at BETWEEN %s AND %s AND p.id "
)
_NEWEST = """(SELECT * FROM triage_placedcase
    WHERE sender = %s AND sender <> '' AND received_at BETWEEN %s AND %s
    ORDER BY received_at DESC LIMIT 20)"""
_BY_SENDER = _FIELDS + _NEWEST + _BESIDE
_KNOWN = """
    SELECT p.case_id, p.id, f.placed_id IS NOT NULL
    FROM triage_placedcase p LEFT JOIN triage_casefingerprint f ON f.placed_id = p.id
    WHERE p.case_id """
_AMONG = "IN (SELECT value FROM json_each(%s))"
_LOCK = "SELECT version FROM triage_runstatistics"
_LOCK_ROW = """
    SELECT version, set_config('enable_seqscan', 'off', true),
        set_config('synchronous_commit', 'off', true)
    FROM triage_runstatistics FOR UPDATE"""
_PLACE = """INSERT INTO triage_placedcase (case_id, received_at, area_path, sender, issue_id,
        longitude, latitude, category_path)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"""
_STORE = """
    WITH placed AS (
        INSERT INTO triage_placedcase (case_id, received_at, area_path, sender, issue_id,
            longitude, latitude, category_path)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
    )
    INSERT INTO triage_casefingerprint (placed_id, runs, terms)
    SELECT id, %s, %s::integer[] FROM placed RETURNING placed_id"""


def lock_statistics() -> int | None:
    """Lock the row for which all wait who place, for the rest of the transaction, and tell the
    version of the counts; None where there is no row yet.

    On PostgreSQL the rest of the transaction goes by indexes, for so many terms look to the planner
    like all rows, and its end does not wait for the disk: what it writes can be made again, and is
    where a crash lost it, since then also all that was written later is lost, that the case is
    placed above all.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_ROW if connection.vendor == "postgresql" else _LOCK)
        row = cursor.fetchone()
    return None if row is None else row[0]


def count_placed(more: int) -> None:
    """Say that more texts are placed than before; after `lock_statistics`."""
    # By its key: without indexes the planner expects the worst, and compiles.
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE triage_runstatistics SET placed_texts = placed_texts + %s WHERE id = 1", [more]
        )


def known_cases(case_ids: Sequence[UUID]) -> dict[UUID, KnownCase]:
    """Those of some cases that were placed before. One query."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_KNOWN + "= ANY(%s)", [list(case_ids)])
            rows = cursor.fetchall()
        else:
            keys = json.dumps([case_id.hex for case_id in case_ids])
            cursor.execute(_KNOWN + _AMONG, [keys])
            rows = [(UUID(row[0]), *row[1:]) for row in cursor.fetchall()]
    return {case_id: KnownCase(key, bool(has_runs)) for case_id, key, has_runs in rows}


def store_case(
    case: ArrivingCase, text: Fingerprint, *, issue_id: UUID | None, counts: RunCounts
) -> KnownCase:
    """Write a case that was not placed before, with its runs; on PostgreSQL one query."""
    fields = (
        case.case_id, case.received_at, case.area_path, case.sender, issue_id,
        case.longitude, case.latitude, case.category_path,
    )  # fmt: skip
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            terms = terms_of(telling_runs(text, counts), [period_of(case.received_at)]).tolist()
            cursor.execute(_STORE, [*fields, text.to_bytes(), _array(terms)])
            return KnownCase(cursor.fetchone()[0], has_runs=True)
        at = connection.ops.adapt_datetimefield_value(case.received_at)
        keys = [case.case_id.hex, at, *fields[2:4], issue_id and issue_id.hex, *fields[5:]]
        cursor.execute(_PLACE, keys)
        (key,) = cursor.fetchone()
    write_runs([(key, case.received_at, text)], counts)
    return KnownCase(key, has_runs=True)


def write_runs(rows: Sequence[tuple[int, datetime, Fingerprint]], counts: RunCounts) -> None:
    """Write the fingerprints of placed cases and their places in the index, replacing what was
    there.

    Parameters
    ----------
    rows : sequence of (id of the `PlacedCase`, when its case was received, fingerprint)
    counts : RunCounts
        By which telling runs are chosen.
    """
    chosen = [
        (key, text.to_bytes(), terms_of(telling_runs(text, counts), [period_of(at)]).tolist())
        for key, at, text in rows
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for key, runs, terms in chosen:
                cursor.execute(
                    "INSERT INTO triage_casefingerprint (placed_id, runs, terms)"
                    " VALUES (%s, %s, %s) ON CONFLICT (placed_id) DO UPDATE SET"
                    " runs = excluded.runs, terms = excluded.terms",
                    (key, runs, _array(terms)),
                )
            return
        cursor.executemany(
            "INSERT OR REPLACE INTO triage_casefingerprint (placed_id, runs) VALUES (%s, %s)",
            [(key, runs) for key, runs, _ in chosen],
        )
        cursor.executemany("DELETE FROM triage_run_fts WHERE rowid = %s", [[r[0]] for r in chosen])
        cursor.executemany(
            "INSERT INTO triage_run_fts (rowid, terms) VALUES (%s, %s)",
            [(key, " ".join(map(str, terms))) for key, _, terms in chosen],
        )


def forget_runs(keys: Sequence[int]) -> None:
    """Delete fingerprints and their places in the index."""
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("DELETE FROM triage_casefingerprint WHERE placed_id = %s", [key])
            if connection.vendor != "postgresql":
                cursor.execute("DELETE FROM triage_run_fts WHERE rowid = %s", [key])


def likest_keys(
    text: Fingerprint, at: datetime, counts: RunCounts, most: int = COMPARED
) -> list[int]:
    """Ids of the `PlacedCase`s that share most of a text's rare runs, and were received in the same
    or the neighbouring periods; the likest first. One query."""
    runs, weights = asked_runs(text, counts)
    if not len(runs):
        return []
    order = np.argsort(runs)
    runs, weights = runs[order], weights[order]
    periods = sorted({period_of(at + timedelta(days=days)) for days in (-WINDOW_DAYS, 0)})
    keys, lengths, terms = _found(terms_of(runs, periods).tolist())
    if not len(keys):
        return []
    owner = np.repeat(np.arange(len(keys)), lengths)
    hashes = terms & np.int32((1 << HASH_BITS) - 1)
    place = np.minimum(np.searchsorted(runs, hashes), len(runs) - 1)
    worth = np.where(runs[place] == hashes, weights[place], 0)
    sums = np.bincount(owner, weights=worth, minlength=len(keys))
    return keys[np.argsort(-sums, kind="stable")[:most]].tolist()


def with_runs(keys: Sequence[int], sender: str, at: datetime) -> list[tuple[StoredCase, bytes]]:
    """Placed cases of a text's time and the bytes of their fingerprints: those with the ids, and
    the newest of a sender, if it is known; by id. One query.

    Written as SQL, for one arriving case asks for a hundred of them.
    """
    moments: list[Any] = [at - timedelta(days=WINDOW_DAYS), at + timedelta(days=WINDOW_DAYS)]
    among: Any = list(keys)
    asked = _BY_KEY + "= ANY(%s)"
    if connection.vendor != "postgresql":
        moments = [connection.ops.adapt_datetimefield_value(one) for one in moments]
        among, asked = json.dumps(among), _BY_KEY + _AMONG
    values = [*moments, among]
    if sender:
        # The few that both find come twice.
        asked += " UNION ALL" + _BY_SENDER
        values += [sender, *moments]
    rows: list[Any]
    if connection.vendor == "postgresql":
        with _binary_cursor() as cursor:
            rows = cursor.execute(asked, values).fetchall()
    else:
        with connection.cursor() as cursor:
            cursor.execute(asked, values)
            rows = [_from_sqlite(row) for row in cursor.fetchall()]
    found = {fields[0]: (StoredCase(*fields), runs) for *fields, runs in rows}
    return [found[key] for key in sorted(found)]


@contextmanager
def _binary_cursor() -> Iterator[Cursor]:
    """Rows come as the server keeps them: to write and parse so many numbers as text takes longer
    than to find them."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.format = Format.BINARY
        yield cursor


def _from_sqlite(row: tuple[Any, ...]) -> list[Any]:
    """Keys are kept there as text, and times without their zone."""
    fields = list(row)
    for place, name in enumerate(StoredCase._fields):
        if name.endswith("_id") and fields[place] is not None:
            fields[place] = UUID(fields[place])
        elif name.endswith("_at"):
            fields[place] = fields[place].replace(tzinfo=UTC)
    return fields


class _Found(NamedTuple):
    """Rows that share a term with what was asked; the terms of one row behind those of another."""

    keys: NDArray[np.int64]
    lengths: NDArray[np.int64]
    terms: NDArray[np.int32]


def _found(terms: list[int]) -> _Found:
    if connection.vendor == "postgresql":
        return _found_by_gin(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, terms FROM triage_run_fts WHERE triage_run_fts MATCH %s LIMIT %s",
            [" OR ".join(f'"{term}"' for term in terms), MOST_FOUND],
        )
        rows = cursor.fetchall()
    kept = [row[1] for row in rows]
    return _Found(
        np.array([row[0] for row in rows], dtype=np.int64),
        # As they were written: a space between two.
        np.array([one.count(" ") + 1 if one else 0 for one in kept], dtype=np.int64),
        np.fromstring(" ".join(filter(None, kept)), dtype=np.int32, sep=" "),
    )


def _found_by_gin(terms: list[int]) -> _Found:
    # What is asked further on in the transaction goes by indexes as well.
    with transaction.atomic(savepoint=False), _binary_cursor() as cursor:
        # So many terms look to the planner like all rows; in the index they are few.
        cursor.execute("SET LOCAL enable_seqscan = off")
        # As bytes, and not as a list of numbers: there are thousands.
        rows = cursor.execute(
            "SELECT placed_id, array_send(terms) FROM triage_casefingerprint"
            " WHERE terms && %s::integer[] LIMIT %s",
            [_array(terms), MOST_FOUND],
        ).fetchall()
    # 20 bytes of dimensions, then for each number its length and the number itself.
    sent = [row[1][20:] for row in rows]
    return _Found(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([len(one) // 8 for one in sent], dtype=np.int64),
        np.frombuffer(b"".join(sent), dtype=">i4")[1::2].astype(np.int32),
    )


def _array(numbers: Sequence[int]) -> str:
    """As PostgreSQL writes an array."""
    return "{" + ",".join(map(str, numbers)) + "}"


def period_of(at: datetime) -> int:
    return int(at.timestamp() // 86_400 // PERIOD_DAYS) % _PERIODS


def terms_of(runs: NDArray[np.int32], periods: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([runs + np.int32(period << HASH_BITS) for period in periods])
