"""What the exchange costs above the source: a node alone, and a query through the whole gateway.

    python benchmarks/exchange.py --queries 2000 --clients 8

On DATABASE_URL (`postgres://…`), else on SQLite, in a database of its own. The gateway is
`gongjian serve` with two web processes, the node `gongjian node run`, in front of a SQLite view;
every message is signed beforehand. The clients run on the same cores. Beside the clock stands the
processor time of a query, by part, which other work on the machine changes less: of the gateway,
the node, the clients, and PostgreSQL's backends where they run here. Overhead is the whole way less
what the source itself takes. Goals: overhead p95 under 50 ms, 200 queries a second of a node on two
cores.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django
import urllib3

ROOT = Path(__file__).resolve().parent.parent
WARM = 100
TICKS = os.sysconf("SC_CLK_TCK")
Row = tuple[str, int, float, list[float], dict[str, float]]


def processor_seconds(pids: Iterable[int]) -> float:
    """What processes have used so far; those that are no more, or elsewhere, count nothing."""
    used = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
    return used / TICKS


def database_pids() -> list[int]:
    """Processes of PostgreSQL that serve this database; none for SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def rate(
    send: Callable[[Any], int], messages: Sequence[Any], clients: int, expected: int = 200
) -> tuple[float, list[float]]:
    """Queries a second, and how long each took in milliseconds."""

    def timed(message: Any) -> float:
        began = time.perf_counter()
        status = send(message)
        if status != expected:
            raise SystemExit(f"answered {status}")
        return (time.perf_counter() - began) * 1_000

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took = list(pool.map(timed, messages))
    return len(messages) / (time.perf_counter() - began), took


@contextmanager
def serving(home: Path, database: str) -> Iterator[tuple[str, int]]:
    """`gongjian serve` with two web processes; its address, and the process above them."""
    log = home / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongjian.config.cli", "serve", "--port", "0",
             "--web-workers", "2", "--web-threads", "4", "--no-worker"],
            cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, "DATABASE_URL": database},
        )  # fmt: skip
    try:
        for _attempt in range(1_200):
            found = re.search(r"http://\S+", log.read_text())
            if found:
                break
            if process.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.05)
        yield found.group(), process.pid
    finally:
        process.terminate()
        process.wait()


def measure(count: int, clients: int, home: Path) -> list[Row]:
    from django.conf import settings
    from django.db import connection

    from gongjian.government.exchange.models import Agreement
    from gongjian.government.exchange.node.sql_source import SqlSource
    from gongjian.government.exchange.selectors.keys import gateway_key
    from gongjian.methods import exchange_messages as messages
    from tests.government.exchange.parts import (
        FIELDS,
        NUMBER,
        make_exchange,
        node_process,
        write_register,
        write_settings,
    )
    from tests.processes import children_of, command_line, database_url, descendants_of

    folder = home / "node"
    folder.mkdir()
    exchange = make_exchange(folder, quota_per_day=1_000_000)
    write_register(folder / "register.sqlite3", {NUMBER: ("Plum Lane", "2020-05-01")})
    source = (
        f'dataset = "{exchange.dataset.code}"\nkind = "sql"\n'
        f'url = "sqlite:///{folder / "register.sqlite3"}"\nview = "shown"\n'
        'key_column = "id"\nas_of_column = "seen"\n'
    )
    file = write_settings(folder, exchange.town.other_department.code, source)
    agreement = Agreement.objects.get()
    rows: list[Row] = []

    def measured(
        what: str,
        send: Callable[[Any], int],
        prepared: Sequence[Any],
        number: int,
        parts: Callable[[], dict[str, list[int]]],
    ) -> None:
        rate(send, prepared[:WARM], number)
        pids = parts()
        before = {name: processor_seconds(of) for name, of in pids.items()}
        own = time.process_time()
        per_second, took = rate(send, prepared[WARM:], number)
        used = {"clients": (time.process_time() - own) * 1_000 / count}
        for name, of in pids.items():
            used[name] = (processor_seconds(of) - before[name]) * 1_000 / count
        rows.append((what, number, per_second, took, used))

    view = SqlSource(
        url=f"sqlite:///{folder / 'register.sqlite3'}",
        view="shown",
        key_column="id",
        as_of_column="seen",
    )

    def ask_source(_message: Any) -> int:
        view.fetch(NUMBER, list(FIELDS), {})
        return 200

    measured("source alone", ask_source, [None] * (WARM + count), 1, dict)

    def decided(token: str) -> dict[str, Any]:
        stamp = int(time.time())
        known = messages.key_of_jwk(consumer_jwk)
        claims = {
            "query": messages.digest_of(token), "query_id": "x", "allowed": True, "checks": [],
            "town": settings.LEDGER_HOST, "consumer": exchange.town.department.code,
            "consumer_key": messages.public_jwk(known),
            "provider": exchange.town.other_department.code, "agreement": str(agreement.pk),
            "agreement_digest": agreement.digest, "iat": stamp, "exp": stamp + 60,
        }  # fmt: skip
        decision = messages.sign(claims, gateway_key(), messages.DECISION)
        return {"query": token, "decision": decision, "agreement": sent_agreement}

    from gongjian.government.exchange.selectors.keys import hosted_folder

    consumer_jwk = messages.public_jwk(hosted_folder(exchange.town.department.pk).current())
    sent_agreement = {
        "consumer_signature": agreement.consumer_signature,
        "provider_signature": agreement.provider_signature,
        "consumer_key": consumer_jwk,
    }
    with node_process(file) as node_url:
        exchange.answers_at(node_url)
        pool = urllib3.connectionpool.connection_from_url(node_url, maxsize=clients)
        [node_pid] = [pid for pid in children_of(os.getpid()) if " node run" in command_line(pid)]
        node_pids = [node_pid, *descendants_of(node_pid)]

        def ask_node(message: dict[str, Any]) -> int:
            body = json.dumps(message).encode()
            return pool.urlopen("POST", "/exchange/queries", body=body, retries=False).status

        for name, number in (("node alone", 1), ("node alone", clients)):
            prepared = [decided(exchange.query()) for _ in range(WARM + count)]
            measured(name, ask_node, prepared, number, lambda: {"node": node_pids})
        connection.close()
        with serving(home, database_url()) as (town_url, town_pid):
            town = urllib3.connectionpool.connection_from_url(town_url, maxsize=clients)

            def ask_gateway(token: str) -> int:
                body = json.dumps({"query": token}).encode()
                headers = {"Content-Type": "application/json"}
                address = "/api/v1/exchange/queries"
                return town.urlopen(
                    "POST", address, body=body, headers=headers, retries=False
                ).status

            def parts() -> dict[str, list[int]]:
                town_pids = [town_pid, *descendants_of(town_pid)]
                return {"gateway": town_pids, "node": node_pids, "database": database_pids()}

            for name, number in (("gateway and node", 1), ("gateway and node", clients)):
                tokens = [exchange.query() for _ in range(WARM + count)]
                measured(name, ask_gateway, tokens, number, parts)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=1_500)
    parser.add_argument("--clients", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GONGJIAN_HOME"] = folder
        os.environ["GONGJIAN_EXCHANGE_NETWORKS"] = "127.0.0.0/8"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            rows = measure(given.queries, given.clients, Path(folder))
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{connection.vendor}; {os.cpu_count()} cores, the clients on them too; load {load}")
    print(f"{'what':<18} {'clients':>7} {'queries/s':>9} {'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7}"
          "  processor ms a query")  # fmt: skip
    for what, clients, per_second, took, used in rows:
        parts = statistics.quantiles(took, n=100)
        shown = ", ".join(f"{name} {spent:.1f}" for name, spent in used.items())
        print(
            f"{what:<18} {clients:>7} {per_second:>9.0f} {parts[49]:>7.1f} {parts[94]:>7.1f}"
            f" {parts[98]:>7.1f}  {shown}"
        )
    source, *_node, one, many = rows
    for row in (one, many):
        over = statistics.quantiles(row[3], n=100)[94] - statistics.median(source[3])
        print(f"overhead p95 with {row[1]} clients: {over:.1f} ms")


if __name__ == "__main__":
    main()
