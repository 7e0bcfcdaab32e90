"""What the exchange costs above the source: a node alone, and a query through the whole gateway.

    python benchmarks/exchange.py --queries 2000 --clients 8

On DATABASE_URL, else on SQLite, in a database of its own. The gateway is `gongjian serve` with two
web processes, the node `gongjian node run`, in front of a SQLite view that answers in less than a
tenth of a millisecond; every message is signed beforehand. The clients run on the same cores.
Goals: p95 under 50 ms with one client, 200 queries a second.
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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import urllib3

ROOT = Path(__file__).resolve().parent.parent
WARM = 100
Row = tuple[str, int, int, float, list[float]]


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
def serving(home: Path, database: str) -> Iterator[str]:
    """`gongjian serve` with two web processes; its address."""
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
        yield found.group()
    finally:
        process.terminate()
        process.wait()


def measure(count: int, clients: int, home: Path) -> list[Row]:
    from django.conf import settings
    from django.db import connection

    from gongjian.government.exchange.models import Agreement
    from gongjian.government.exchange.selectors.keys import gateway_key
    from gongjian.methods import exchange_messages as messages
    from tests.government.exchange.parts import (
        NUMBER,
        make_exchange,
        node_process,
        write_register,
        write_settings,
    )
    from tests.processes import database_url

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

        def ask_node(message: dict[str, Any]) -> int:
            body = json.dumps(message).encode()
            return pool.urlopen("POST", "/exchange/queries", body=body, retries=False).status

        for name, number in (("node alone", 1), ("node alone", clients)):
            prepared = [decided(exchange.query()) for _ in range(WARM + count)]
            rate(ask_node, prepared[:WARM], number)
            per_second, took = rate(ask_node, prepared[WARM:], number)
            rows.append((name, number, count, per_second, took))
        connection.close()
        with serving(home, database_url()) as town_url:
            town = urllib3.connectionpool.connection_from_url(town_url, maxsize=clients)

            def ask_gateway(token: str) -> int:
                body = json.dumps({"query": token}).encode()
                headers = {"Content-Type": "application/json"}
                address = "/api/v1/exchange/queries"
                return town.urlopen(
                    "POST", address, body=body, headers=headers, retries=False
                ).status

            for name, number in (("gateway and node", 1), ("gateway and node", clients)):
                tokens = [exchange.query() for _ in range(WARM + count)]
                rate(ask_gateway, tokens[:WARM], number)
                per_second, took = rate(ask_gateway, tokens[WARM:], number)
                rows.append((name, number, count, per_second, took))
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
    print(f"{connection.vendor}; {os.cpu_count()} cores, the clients on them too")
    print(f"{'what':<18} {'clients':>7} {'queries/s':>9} {'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7}")
    for what, clients, _count, per_second, took in rows:
        parts = statistics.quantiles(took, n=100)
        print(
            f"{what:<18} {clients:>7} {per_second:>9.0f} {parts[49]:>7.1f} {parts[94]:>7.1f}"
            f" {parts[98]:>7.1f}"
        )


if __name__ == "__main__":
    main()
