"""How fast the ledger records, seals, proves and checks; on DATABASE_URL, else on SQLite.

    python benchmarks/ledger.py --entries 50000
    python benchmarks/ledger.py --leaves 10000000        proofs of a long ledger, too

A database of its own is made and removed. Beside it stands what the tree alone costs in memory:
what is above that is the database's. With --leaves the ledger is first made that long in bulk: all
tiles, and the rows of the entries that are asked for. CPU is that of this process; waiting for
the database is in the seconds only, and on a busy machine these say little.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from uuid import UUID

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


Row = tuple[str, int, float, float]
"""What, how many, seconds, seconds of CPU."""


def timed(what: str, number: int, doing: Callable[[], object]) -> Row:
    began, cpu = time.perf_counter(), time.process_time()
    doing()
    return what, number, time.perf_counter() - began, time.process_time() - cpu


def measure(count: int) -> list[Row]:
    """Recording, sealing, proving and checking a ledger of that many entries."""
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

    def append() -> None:
        """As a busy town does: recorded a thousand a transaction, sealed five thousand at once."""
        for _ in range(count // 5_000):
            for begin in range(0, 5_000, 1_000):
                subjects = [(f"case:{begin + number}", data) for number in range(1_000)]
                with transaction.atomic():
                    ledger.record_many(actor, "case_received", subjects, now=now())
            ledger.seal_ledger(now=now())

    few = 500
    rows = [timed("record, one a transaction", few, lambda: record_one_by_one(few))]
    rows.append(timed("record, a thousand a transaction", count, record_many))
    for at_once, rounds in ((10, 50), (500, 10)):
        rows.append(
            timed(
                f"seal, {at_once} at once",
                at_once * rounds,
                lambda at_once=at_once, rounds=rounds: seal(at_once, rounds),
            )
        )
    left = LedgerEntry.objects.filter(leaf_index=None).count()
    rows.append(timed("seal, 5000 at once", left, lambda: seal(5_000, -(-left // 5_000))))
    leaves = [merkle.leaf_hash(bytes(32))] * left
    tree_alone = timed("  the tree alone", left, lambda: merkle.Frontier().append_many(leaves))
    rows.append(tree_alone)
    rows.append(timed("append: recorded and sealed", count // 5_000 * 5_000, append))
    entries = list(LedgerEntry.objects.values_list("id", flat=True))
    rows.append(timed("prove inclusion", 500, lambda: prove(500)))
    rows.append(timed("check everything", len(entries), ledger.check_ledger))
    found = ledger.check_ledger()
    if found.mismatch or found.waiting:
        raise SystemExit(f"the ledger does not fit: {found}")
    return rows


def sealing_delay(times: int = 20) -> list[float]:
    """Seconds from an act until it is under a signed root, with a real worker beside."""
    from gongjian.foundation.kernel.actor import Actor
    from gongjian.foundation.kernel.clock import now
    from gongjian.foundation.ledger import interface as ledger

    if connection.vendor == "sqlite":
        address = f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        known = connection.settings_dict
        address = (
            f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST'] or 'localhost'}:"
            f"{known['PORT'] or 5432}/{known['NAME']}"
        )
    command = [sys.executable, "-m", "gongjian.config.cli", "worker"]
    worker = subprocess.Popen(
        command, env={**os.environ, "DATABASE_URL": address}, stderr=subprocess.DEVNULL
    )
    dice, delays = random.Random(1), []
    try:
        for number in range(-2, times):
            with transaction.atomic():
                ledger.record(Actor.system("benchmark"), "case_received", "case:x", now=now())
            began = time.perf_counter()
            while ledger.has_unsealed():
                if worker.poll() is not None:
                    raise SystemExit("the worker ended")
                time.sleep(0.01)
            # The first ones wait for the worker to start.
            if number >= 0:
                delays.append(time.perf_counter() - began)
            time.sleep(dice.random() * 1.5)
    finally:
        worker.terminate()
        worker.wait()
    return sorted(delays)


def lengthen(size: int, asked: int = 2_000) -> list[UUID]:
    """Make the ledger that long in bulk; return the ids of entries to ask for."""
    from gongjian.foundation.kernel.clock import now
    from gongjian.foundation.kernel.ids import new_id
    from gongjian.foundation.ledger.actions.seal_ledger import (
        grow,
        keep_checkpoint,
        locked_head,
        signer,
    )
    from gongjian.foundation.ledger.models import LedgerEntry
    from gongjian.methods import merkle
    from gongjian.methods.signed_note import sign_checkpoint

    with transaction.atomic():
        head = locked_head()
        begin = head.size
        wanted = set(random.Random(2).sample(range(begin, size), asked))
        rows = []
        while head.size < size:
            places = range(head.size, min(size, head.size + 65_536))
            commitments = [sha256(place.to_bytes(8, "big")).digest() for place in places]
            rows += [
                LedgerEntry(
                    id=new_id(), action="made", subject="made", actor="made", at=now(),
                    commitment=commitment, leaf_index=place,
                )
                for place, commitment in zip(places, commitments, strict=True)
                if place in wanted
            ]  # fmt: skip
            root = grow(head, [merkle.leaf_hash(one) for one in commitments]).root()
        LedgerEntry.objects.bulk_create(rows, batch_size=1_000)
        origin, key = signer(head)
        note = sign_checkpoint(origin, head.size, root, key, origin)
        keep_checkpoint(head, root=root, note=note, now=now())
    return [row.pk for row in rows]


def measure_long(size: int) -> list[Row]:
    """Proofs of a ledger that is long."""
    from gongjian.foundation.ledger import interface as ledger

    ids: list[UUID] = []
    rows = [timed(f"made in bulk to {size}", size, lambda: ids.extend(lengthen(size)))]
    proofs: list[ledger.InclusionProof] = []

    took: list[float] = []

    def prove() -> None:
        for one in ids[:1_000]:
            began = time.perf_counter()
            proofs.append(ledger.inclusion_proof(one))
            took.append((time.perf_counter() - began) * 1_000)

    def prove_growth() -> None:
        dice = random.Random(3)
        for _ in range(500):
            ledger.consistency_proof(dice.randrange(1, size), size)

    ledger.inclusion_proof(ids[0])
    rows.append(timed("prove inclusion, long", 1_000, prove))
    rows.append(timed("prove consistency, long", 500, prove_growth))
    if not all(proof.is_valid() for proof in proofs):
        raise SystemExit("a proof does not hold")
    took.sort()
    print(
        f"one proof of {size}: p50 {took[500]:.2f} ms, p95 {took[950]:.2f} ms, "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--leaves", type=int, default=0, help="make it so long, then prove")
    options = parser.parse_args()
    count = max(10_000, options.entries // 5_000 * 5_000)
    with tempfile.TemporaryDirectory() as home:
        os.environ["GONGJIAN_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
        django.setup()
        settings.DEBUG = False
        with throwaway_database():
            print(f"{connection.vendor}, {count} entries, load {os.getloadavg()[0]:.1f}\n")
            print(
                f"{'what':34}{'count':>9}{'seconds':>9}{'CPU':>8}{'per second':>12}"
                f"{'µs each':>9}{'µs CPU':>8}"
            )
            rows = measure(count)
            rows += measure_long(options.leaves) if options.leaves else []
            for what, number, taken, cpu in rows:
                each, cpu_each = taken / number * 1e6, cpu / number * 1e6
                print(
                    f"{what:34}{number:9}{taken:9.2f}{cpu:8.2f}{number / taken:12,.0f}"
                    f"{each:9.0f}{cpu_each:8.0f}"
                )
            delays = sealing_delay()
            print(
                f"\nsealed after: median {delays[len(delays) // 2]:.2f} s, "
                f"longest of {len(delays)} {delays[-1]:.2f} s; load {os.getloadavg()[0]:.1f}"
            )


if __name__ == "__main__":
    main()
