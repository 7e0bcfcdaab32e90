"""Creating cases one by one by the API, and importing a table; on PostgreSQL, durable.

    DATABASE_URL=postgres://… python benchmarks/create_cases.py [--table hot.csv]

A database of its own is made and removed. The server is ``gongjian serve`` as a town runs it, and
the clients share its cores. CPU is what web and database processes used, read from /proc, whatever
else the machine does. The first line is the yardstick (`bare_rows.py`), the last lets the workers
run too: dispatch, index, rates, notices, ledger.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

CLIENTS = 4
BARE_TABLE = """CREATE TABLE bench_bare_row (
    id bigserial PRIMARY KEY, title text, text text, longitude float, latitude float)"""
TICKS = os.sysconf("SC_CLK_TCK")
CLI = [sys.executable, "-m", "gongjian.config.cli"]
STORIES = 1000


def what_people_say() -> list[dict]:
    """Texts and places of the demo town's people, for placing what all say alike is dearest."""
    from gongjian.config.demo.town import build_town

    stories = build_town(language="zh", today=date(2026, 5, 20), size=STORIES).stories
    return [{"text": s.text, "longitude": s.lon, "latitude": s.lat} for s in stories]


def cpu_seconds(pids: list[int]) -> float:
    """Processor time used so far by these processes and the children they have waited for."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / TICKS


def descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found, left = [], [pid]
    while left:
        one = left.pop()
        found.append(one)
        left += parents.get(one, [])
    return found


def postgres_pids(database: str) -> list[int]:
    """The server's processes that work for this database, and those that write for all."""
    marks = (f" {database} ", "walwriter", "checkpointer", "background writer")
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                title = (entry / "cmdline").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if title.startswith("postgres:") and any(mark in title for mark in marks):
                found.append(int(entry.name))
    return found


CASES = [*CLI, "serve", "--no-worker", "--port", "{port}"]
CASES_AND_BACKGROUND = [*CLI, "serve", "--port", "{port}"]
# As many processes and threads as the town's web server has.
BARE_ROWS = [
    sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--bind",
    "127.0.0.1:{port}", "--chdir", str(Path(__file__).parent), "bare_rows:application",
]  # fmt: skip


@contextmanager
def served(environment: dict[str, str], command: list[str]) -> Iterator[tuple[int, int]]:
    """A web server on a free port: (port, process id)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [part.format(port=port) for part in command], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def create(port: int, count: int, key: str, category: str) -> tuple[float, list[float]]:
    """Send ``count`` cases from a few connections at once; seconds in all, and each one's wait."""
    waits: list[float] = []
    failed: list[str] = []
    said = what_people_say()

    def send(share: int, first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
        for number in range(first, first + share):
            body = {
                "title": "", "is_public": True, "category_id": category,
                **said[number % STORIES],
            }  # fmt: skip
            began = time.perf_counter()
            connection.request(
                "POST", "/api/v1/cases", json.dumps(body),
                {**headers, "Idempotency-Key": f"bench-{first}-{number}-{began}"},
            )  # fmt: skip
            answer = connection.getresponse()
            text = answer.read()
            waits.append(time.perf_counter() - began)
            if answer.status != 201:
                failed.append(text.decode()[:300])
                return

    threads = [
        threading.Thread(target=send, args=(count // CLIENTS, client * count))
        for client in range(CLIENTS)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise SystemExit(f"a case was refused: {failed[0]}")
    return time.perf_counter() - began, sorted(waits)


SEED = """
import secrets
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import ApiKey, Organisation, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.duties.models import Category, Duty
from datetime import date
office = Organisation.objects.create(kind="public_body", code="d", name="Works")
category = Category.objects.create(code="c", name="Lights", level=1, path="c/")
Duty.objects.create(category=category, lead_department=office, deadline_working_days=5,
                    in_force_from=date(2020, 1, 1))
key = secrets.token_urlsafe(32)
ApiKey.objects.create(name="bench", digest=key_digest(key),
                      user=User.objects.create_user("bench@example.org"))
print(key, category.pk)
"""


def run(server: str, count: int, table: Path | None) -> None:
    name = f"gongjian_bench_{os.getpid()}"
    url = server.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        durable = admin.execute("SHOW synchronous_commit").fetchone()
        fsync = admin.execute("SHOW fsync").fetchone()
    print(f"PostgreSQL: synchronous_commit {durable[0]}, fsync {fsync[0]}; {CLIENTS} connections\n")
    try:
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {
                "DATABASE_URL": url, "GONGJIAN_HOME": home,
                "GONGJIAN_API_RATE_PER_MINUTE": "1000000", "GONGJIAN_LOG_LEVEL": "ERROR",
            }  # fmt: skip
            subprocess.run([*CLI, "migrate", "-v", "0"], env=environment, check=True)
            seeded = subprocess.run(
                [*CLI, "shell", "-v", "0", "-c", SEED], env=environment, check=True,
                capture_output=True, text=True,
            )  # fmt: skip
            key, category = seeded.stdout.split()[-2:]
            with psycopg.connect(url, autocommit=True) as database:
                database.execute(BARE_TABLE)
            print(
                f"{'':28}{'cases/s':>9}{'p50 ms':>8}{'p95 ms':>8}"
                f"{'web ms':>8}{'db ms':>7}{'both':>7}{'ratio':>7}"
            )
            yardstick = 0.0
            for label, command in [
                ("a bare row", BARE_ROWS),
                ("create", CASES),
                ("create, background beside", CASES_AND_BACKGROUND),
            ]:
                with served(environment, command) as (port, pid):
                    create(port, 200, key, category)
                    web, database = descendants(pid), postgres_pids(name)
                    before = cpu_seconds(web), cpu_seconds(database)
                    seconds, waits = create(port, count, key, category)
                    if command is CASES_AND_BACKGROUND:
                        _drain(url)
                    used = cpu_seconds(web) - before[0], cpu_seconds(database) - before[1]
                each = [1000 * one / len(waits) for one in used]
                yardstick = yardstick or sum(each)
                print(
                    f"{label:28}{len(waits) / seconds:9.0f}{1000 * waits[len(waits) // 2]:8.1f}"
                    f"{1000 * waits[len(waits) * 95 // 100]:8.1f}{each[0]:8.2f}{each[1]:7.2f}"
                    f"{sum(each):7.2f}{sum(each) / yardstick:7.1f}"
                )
            if table:
                began = time.perf_counter()
                done = subprocess.run(
                    [*CLI, "import", str(table)], env=environment, check=True,
                    capture_output=True, text=True,
                )  # fmt: skip
                rows = int(re.search(r"(\d+) cases created", done.stdout).group(1))
                spent = float(re.search(r"in ([\d.]+) s", done.stdout).group(1))
                print(
                    f"\nimport: {rows} rows in {spent:.2f} s, {rows / spent:,.0f} rows/s"
                    f" (with the start of the command {time.perf_counter() - began:.2f} s)"
                )
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _drain(url: str) -> None:
    """Wait until the workers have done everything that the cases set off."""
    with psycopg.connect(url, autocommit=True) as watch:
        for _ in range(1200):
            waiting = watch.execute(
                "SELECT (SELECT count(*) FROM kernel_outboxevent) + (SELECT count(*)"
                " FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING'))"
            ).fetchone()[0]
            if not waiting:
                return
            time.sleep(0.25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=4_000)
    parser.add_argument("--table", type=Path, help="a table to import, such as hot.csv")
    given = parser.parse_args()
    server = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/postgres")
    run(server, given.cases, given.table)


if __name__ == "__main__":
    main()
