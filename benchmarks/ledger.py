"""How fast the ledger records, seals, proves and checks; on DATABASE_URL, else on SQLite.

    python benchmarks/ledger.py --entries 50000

A database of its own is made and removed. Beside it stands what the tree alone costs in memory:
what is above that is the database's.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.db import connection, transaction


@contextmanager
def throwaway_database() -> Iterator[None]:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def seconds(doing: Callable[[], object]) -> float:
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def measure(count: int) -> list[tuple[str, int, float]]:
    """Rows of the table: what, how many, seconds."""
    from gongjian.foundation.kernel.actor import Actor
    from gongjian.foundation.kernel.clock import now
    from gongjian.foundation.ledger import interface as ledger
    from gongjian.foundation.ledger.models import LedgerEntry
    from gongjian.methods import merkle

    actor = Actor.system("benchmark")
    data = {"event": "0192", "from": "received", "to": "dispatched"}

    def record_one_by_one(times: int) -> None:
        for number in range(times):
            with transaction.atomic():
                ledger.record(actor, "case_received", f"case:{number}", now=now(), data=data)

    def record_many() -> None:
        for begin in range(0, count, 1_000):
            subjects = [(f"case:{begin + number}", data) for number in range(1_000)]
            with transaction.atomic():
                ledger.record_many(actor, "case_received", subjects, now=now())

    def seal(at_once: int, rounds: int) -> None:
        for _ in range(rounds):
            ledger.seal_ledger(now=now(), at_once=at_once)

    def prove(times: int) -> None:
        for entry in random.Random(1).sample(entries, times):
            ledger.inclusion_proof(entry)

    few = 500
    rows = [("record, one a transaction", few, seconds(lambda: record_one_by_one(few)))]
    rows.append(("record, a thousand a transaction", count, seconds(record_many)))
    for at_once, rounds in ((10, 50), (500, 10)):
        taken = seconds(lambda at_once=at_once, rounds=rounds: seal(at_once, rounds))
        rows.append((f"seal, {at_once} at once", at_once * rounds, taken))
    left = LedgerEntry.objects.filter(leaf_index=None).count()
    taken = seconds(lambda: seal(5_000, -(-left // 5_000)))
    rows.append(("seal, 5000 at once", left, taken))
    leaves = [merkle.leaf_hash(bytes(32))] * left
    rows.append(("  the tree alone", left, seconds(lambda: merkle.Frontier().append_many(leaves))))
    entries = list(LedgerEntry.objects.values_list("id", flat=True))
    rows.append(("prove inclusion", 500, seconds(lambda: prove(500))))
    rows.append(("check everything", len(entries), seconds(ledger.check_ledger)))
    found = ledger.check_ledger()
    if found.mismatch or found.waiting:
        raise SystemExit(f"the ledger does not fit: {found}")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    count = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGJIAN_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
        django.setup()
        settings.DEBUG = False
        with throwaway_database():
            print(f"{connection.vendor}, {count} entries\n")
            print(f"{'what':34}{'count':>8}{'seconds':>9}{'per second':>12}{'µs each':>9}")
            for what, number, taken in measure(count):
                each = taken / number * 1e6
                print(f"{what:34}{number:8}{taken:9.2f}{number / taken:12,.0f}{each:9.0f}")


if __name__ == "__main__":
    main()
