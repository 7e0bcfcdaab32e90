"""How the two databases are asked which cases share runs: the only place that knows them apart.

Each term is a run and a period, so that a question reads only entries of its own time, however
many years are stored. What is asked for is chosen by gongjian.methods.issue_grouping: rare runs
first, until so many entries are to be expected; common ones cost nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from gongjian.methods.issue_grouping import COMPARED, WINDOW_DAYS, asked_runs, telling_runs
from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_features import HASH_BITS
from gongjian.methods.text_fingerprints import Fingerprint

PERIOD_DAYS = 200
_PERIODS = 128
"""So many fit above a hash into 31 bits; then they come around, after seventy years."""

MOST_FOUND = 2_000


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
            cursor.executemany(
                "INSERT INTO triage_casefingerprint (placed_id, runs, terms) VALUES (%s, %s, %s)"
                " ON CONFLICT (placed_id) DO UPDATE SET"
                " runs = excluded.runs, terms = excluded.terms",
                chosen,
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
    keys, terms = _found(terms_of(runs, periods).tolist())
    if not len(keys):
        return []
    # Terms of one row behind each other: their runs are sought in those asked for.
    owner = np.repeat(np.arange(len(keys)), [len(one) for one in terms])
    hashes = np.concatenate(terms) & np.int32((1 << HASH_BITS) - 1)
    place = np.minimum(np.searchsorted(runs, hashes), len(runs) - 1)
    worth = np.where(runs[place] == hashes, weights[place], 0)
    sums = np.bincount(owner, weights=worth, minlength=len(keys))
    return keys[np.argsort(-sums, kind="stable")[:most]].tolist()


def _found(terms: list[int]) -> tuple[NDArray[np.int64], list[NDArray[np.int32]]]:
    """Rows that have one of some terms, the newest first where there are too many; and all terms
    of each."""
    if connection.vendor == "postgresql":
        return _found_by_gin(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, terms FROM triage_run_fts WHERE triage_run_fts MATCH %s LIMIT %s",
            [" OR ".join(f'"{term}"' for term in terms), MOST_FOUND],
        )
        rows = cursor.fetchall()
    found = [np.array(kept.split(), dtype=np.int32) for _, kept in rows]
    return np.array([key for key, _ in rows], dtype=np.int64), found


def _found_by_gin(terms: list[int]) -> tuple[NDArray[np.int64], list[NDArray[np.int32]]]:
    # What is asked further on in the transaction goes by indexes as well.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        # So many terms look to the planner like all rows; in the index they are few.
        cursor.execute("SET LOCAL enable_seqscan = off")
        # As the server keeps an array: sent in text, thousands of numbers would be parsed.
        cursor.execute(
            "SELECT placed_id, array_send(terms) FROM triage_casefingerprint"
            " WHERE terms && %s::integer[] LIMIT %s",
            [terms, MOST_FOUND],
        )
        rows = cursor.fetchall()
    # 20 bytes of dimensions, then for each number its length and the number itself.
    found = [np.frombuffer(sent, dtype=">i4", offset=20)[1::2].astype(np.int32) for _, sent in rows]
    return np.array([key for key, _ in rows], dtype=np.int64), found


def period_of(at: datetime) -> int:
    return int(at.timestamp() // 86_400 // PERIOD_DAYS) % _PERIODS


def terms_of(runs: NDArray[np.int32], periods: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([runs + np.int32(period << HASH_BITS) for period in periods])
