"""How long it takes to place one arriving case among a million stored, and among ten thousand.

    DATABASE_URL=postgres://… python -m benchmarks.place_cases --texts 1000000
    python -m benchmarks.place_cases --texts 30000            (SQLite, in a temporary folder)

On PostgreSQL it makes a database of its own, ``gongjian_bench_place_SIZE``, kept for the next run
unless ``--drop`` is given. The stored texts are composed: sentences of the real messages of the
shared data, or of generated ones, with names of their own that few texts share, over one year.
Arriving ones are composed in the same way; every other one is a stored one told in other words.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import csv
import re
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import dj_database_url
import django
import numpy as np
import psycopg
from psycopg import sql

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "messages"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
BATCH = 10_000
COUNTED = 20_000
YEAR = 365 * 86_400
SYLLABLES = "东西南北中新华民和平安康福光明兴盛丽景苑园城山河湖海云天地金银龙凤春秋江桥塘林石田井"
STATEMENTS = {
    "place one case": "place",
    "  its CPU, here and in the database": "cpu",
    "similar texts, while typing": "similar",
}


def sentences() -> list[str]:
    """Of the real messages, if they are there."""
    path = DATA / "hot.csv"
    if not path.exists():
        random = np.random.default_rng(1)
        letters = np.array([chr(code) for code in range(0x4E00, 0x4E00 + 3000)])
        lengths = random.integers(10, 60, 20_000)
        return ["".join(letters[random.zipf(1.3, length) % 3000]) for length in lengths]
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["body"][:400] for row in csv.DictReader(file)]
    found = (one.strip() for text in texts for one in re.split(r"[。！？；\n]", text))
    return [one for one in found if 8 <= len(one) <= 120]


class Composer:
    """Texts of two to five sentences about one of very many places."""

    def __init__(self, size: int) -> None:
        self.sentences = sentences()
        self.places = max(size // 8, 100)

    def texts(self, batch: int, count: int) -> list[tuple[str, str]]:
        random = np.random.default_rng((7, batch))
        # A few matters are spoken of by many, most by one or two.
        matter = (self.places * random.random(count) ** 1.3).astype(int)
        return [self.text(int(key), random) for key in matter]

    def text(self, matter: int, random: np.random.Generator) -> tuple[str, str]:
        own = np.random.default_rng((11, matter))
        place = "".join(SYLLABLES[at] for at in own.integers(0, len(SYLLABLES), 4))
        about = self.sentences[int(own.integers(len(self.sentences)))]
        others = random.integers(0, len(self.sentences), int(random.integers(1, 5)))
        rest = "。".join(self.sentences[at] for at in others)
        return f"{place}{about[:12]}", f"我住在{place}。{about}。{rest}"


def processor_ms() -> float:
    """Processor time so far of this process and of the database's that answers it."""
    from django.db import connection

    spent = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        backend = connection.connection.info.backend_pid
        stat = Path(f"/proc/{backend}/schedstat")
        spent += int(stat.read_text().split()[0]) / 1e9
    return spent * 1000


def fill(size: int) -> None:
    """Store texts of the past year, their index and the counts of their runs."""
    from django.db import connection

    from gongjian.government.triage.models import RunStatistics
    from gongjian.government.triage.selectors import run_index
    from gongjian.methods.issue_grouping import telling_runs
    from gongjian.methods.issue_judge import common_runs
    from gongjian.methods.run_counts import counts_of_common
    from gongjian.methods.text_fingerprints import fingerprints

    composer = Composer(size)
    began = time.monotonic()
    # Counted in a part, and taken to be so in all: the counts are only to choose and to weigh.
    part = min(size, COUNTED)
    sample = fingerprints(composer.texts(0, part))
    counts = common_runs().plus([text.hashes for text in sample], seed=0)
    hashes = np.flatnonzero(counts.codes).astype(np.int32)
    counts = counts_of_common(hashes, counts.of(hashes) * size // part, counts.texts + size)
    print(f"counted in {time.monotonic() - began:.0f} s", flush=True)
    ids = np.random.default_rng(3)
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("DROP INDEX triage_run_index")
        for batch in range(-(-size // BATCH)):
            count = min(BATCH, size - batch * BATCH)
            cut = fingerprints(composer.texts(batch, count))
            keys = range(batch * BATCH + 1, batch * BATCH + count + 1)
            moments = [NOW - timedelta(seconds=YEAR * (1 - key / size)) for key in keys]
            case_ids = [UUID(bytes=ids.bytes(16)) for _ in keys]
            if is_postgresql:
                with cursor.copy(
                    "COPY triage_placedcase"
                    " (id, case_id, received_at, area_path, sender, category_path)"
                    " FROM STDIN"
                ) as copy:
                    for key, case_id, at in zip(keys, case_ids, moments, strict=True):
                        copy.write_row((key, case_id, at, f"/c/d{key % 9}/", "", ""))
                with cursor.copy(
                    "COPY triage_casefingerprint (placed_id, runs, terms) FROM STDIN"
                ) as copy:
                    for key, at, text in zip(keys, moments, cut, strict=True):
                        period = [run_index.period_of(at)]
                        terms = run_index.terms_of(telling_runs(text, counts), period)
                        copy.write_row((key, text.to_bytes(), terms.tolist()))
            else:
                cursor.executemany(
                    "INSERT INTO triage_placedcase"
                    " (id, case_id, received_at, area_path, sender, category_path)"
                    " VALUES (%s, %s, %s, %s, '', '')",
                    [
                        (key, case_id.hex, at.strftime("%Y-%m-%d %H:%M:%S"), f"/c/d{key % 9}/")
                        for key, case_id, at in zip(keys, case_ids, moments, strict=True)
                    ],
                )
                run_index.write_runs(list(zip(keys, moments, cut, strict=True)), counts)
        print(f"stored in {time.monotonic() - began:.0f} s", flush=True)
        if is_postgresql:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute(
                "CREATE INDEX triage_run_index ON triage_casefingerprint USING gin (terms)"
                " WITH (fastupdate = off)"
            )
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('triage_placedcase', 'id'), %s)", [size]
            )
            connection.commit()
            cursor.execute("VACUUM ANALYZE triage_placedcase")
            cursor.execute("VACUUM ANALYZE triage_casefingerprint")
            print(f"indexed in {time.monotonic() - began:.0f} s", flush=True)
    RunStatistics.objects.update_or_create(
        pk=1,
        defaults={
            "counts": counts.to_bytes(), "version": size | 1, "counted_to": size,
            "counted_texts": size, "placed_texts": size, "halved_at": NOW,
        },
    )  # fmt: skip


def measure(size: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of placing one case at a time, and of asking what a text is like."""
    from gongjian.foundation.kernel.ids import new_id
    from gongjian.government.triage.interface import (
        ArrivingCase,
        Somewhere,
        place_cases,
        similar_texts,
    )

    composer = Composer(size)
    random = np.random.default_rng(int(time.time()))
    waits: dict[str, list[float]] = {"place": [], "cpu": [], "similar": []}
    for number in range(-10, rounds):
        # Matters of the newest texts, and others.
        matter = int(composer.places * random.random() ** 1.3)
        title, text = composer.text(matter, random)
        case = ArrivingCase(
            case_id=new_id(), title=title, text=text, received_at=NOW, area_path="/c/d1/",
            sender=f"s{number}",
        )  # fmt: skip
        used = processor_ms()
        began = time.perf_counter()
        place_cases(cases=[case], now=NOW)
        placed, spent = time.perf_counter(), processor_ms() - used
        similar_texts(
            text=text[: len(text) // 2], around=NOW, where=Somewhere(area_path="/c/d1/"),
            limit=40, least=0.2,
        )  # fmt: skip
        ended = time.perf_counter()
        if number >= 0:
            waits["place"].append((placed - began) * 1000)
            waits["cpu"].append(spent)
            waits["similar"].append((ended - placed) * 1000)
    return waits


def tell(size: int, waits: dict[str, list[float]]) -> None:
    for name, key in STATEMENTS.items():
        cuts = statistics.quantiles(waits[key], n=100)
        print(f"{name:36}{size:>12,}{cuts[49]:>9.1f}{cuts[94]:>9.1f}{cuts[98]:>9.1f}", flush=True)


def run(server: str, size: int, rounds: int, *, drops: bool) -> None:
    """In a database of its own, made if it is not there."""
    name = f"gongjian_bench_place_{size}"
    with psycopg.connect(server, autocommit=True) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    _use(re.sub(r"/[^/]*$", f"/{name}", server))
    _migrate_and_fill(size, is_made=not found)
    tell(size, measure(size, rounds))
    from django.db import connections

    connections.close_all()
    if drops:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _migrate_and_fill(size: int, *, is_made: bool) -> None:
    from django.core.management import call_command

    from gongjian.government.triage.models import RunStatistics

    if is_made:
        call_command("migrate", verbosity=0)
    if not RunStatistics.objects.exists():
        fill(size)


def _use(url: str) -> None:
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    settings.DATABASES["default"].update(dj_database_url.parse(url))
    connections["default"].settings_dict.update(dj_database_url.parse(url))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, action="append", help="how many are stored")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--drop", action="store_true", help="drop the databases afterwards")
    asked = parser.parse_args()
    server = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(
            {"GONGJIAN_HOME": home, "DJANGO_SETTINGS_MODULE": "gongjian.config.settings"}
        )
        django.setup()
        print(f"{'milliseconds':36}{'stored':>12}{'p50':>9}{'p95':>9}{'p99':>9}")
        for size in asked.texts or [10_000]:
            if server:
                run(server, size, asked.rounds, drops=asked.drop)
            else:
                _migrate_and_fill(size, is_made=True)
                tell(size, measure(size, asked.rounds))


if __name__ == "__main__":
    main()
