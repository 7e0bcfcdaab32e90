"""How long after a vote the public result shows it, in a consultation of many people.

    DATABASE_URL=postgres://… python benchmarks/live_consultation.py [--people 50000] [--busy 20]

A database of its own is made, filled by COPY and removed. The server is ``gongjian serve`` as a
town runs it, web and one worker. Each round a new visitor opens the card page, votes by its form,
and the result page is asked for again and again until it counts the vote. With ``--busy`` others
vote meanwhile, so that the result is never at rest; then a statement that they leave alone tells.
Client, web, worker and database share the machine's cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path

import numpy as np
import psycopg
from create_cases import CASES_AND_BACKGROUND, CLI, descendants, served

MAKE = """
from datetime import timedelta
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions.add_statement import add_seeds
from gongjian.public.deliberation.actions.announce_consultation import announce_consultation
from gongjian.public.deliberation.actions.save_consultation import *
root, opened = Actor.system("bench"), now() - timedelta(days=9)
draft = ConsultationDraft(title="The square", closes_at=now() + timedelta(days=9))
made = save_consultation(actor=root, draft=draft, now=opened)
for start in range(0, {statements} + 1, 200):
    numbers = range(start, min(start + 200, {statements} + 1))
    texts = [f"Statement {{n}} of the square" for n in numbers]
    add_seeds(actor=root, consultation_id=made.pk, texts=texts, now=opened)
announce_consultation(actor=root, consultation_id=made.pk, now=opened)
print(made.number, made.pk)
"""
CAMPS = 4
AT_ONCE = 10_000
PARTICIPANTS = """COPY deliberation_participant
    (id, consultation_id, token, is_of_area, at, ballot) FROM STDIN"""
VOTES = "COPY deliberation_vote (participant_id, statement_id, answer, at) FROM STDIN"


def fill(url: str, consultation: str, people: int, statements: int, each: int) -> int:
    """Write participants with ballots, and their votes; return how many votes."""
    random = np.random.default_rng(1)
    chances = random.beta(0.8, 0.8, (CAMPS, statements))
    at, votes = datetime.now(UTC), 0
    with psycopg.connect(url) as database:
        # What is filled is sound: no need to look up every key.
        database.execute("SET session_replication_role = replica")
        keys = [
            row[0]
            for row in database.execute(
                "SELECT id FROM deliberation_statement WHERE consultation_id = %s ORDER BY number",
                [consultation],
            )
        ]
        for start in range(1, people + 1, AT_ONCE):
            ballots = []
            for person in range(start, min(start + AT_ONCE, people + 1)):
                seen = np.sort(random.choice(statements, each, replace=False))
                draws = random.random(each)
                said = np.where(draws < chances[person % CAMPS][seen], 1, 2)
                said[random.random(each) < 0.1] = 3
                ballot = np.zeros(seen[-1] + 1, dtype=np.uint8)
                ballot[seen] = said
                ballots.append((person, seen.tolist(), said.tolist(), ballot.tobytes()))
            with database.cursor().copy(PARTICIPANTS) as copy:
                for person, _seen, _said, ballot in ballots:
                    copy.write_row(
                        (person, consultation, digest(person, consultation), False, at, ballot)
                    )
            with database.cursor().copy(VOTES) as copy:
                for person, seen, said, _ballot in ballots:
                    for number, code in zip(seen, said, strict=True):
                        copy.write_row((person, keys[number], (0, 1, -1, 0)[code], at))
                        votes += 1
        for table in ("participant", "vote"):
            database.execute(
                f"SELECT setval('deliberation_{table}_id_seq', max(id)) FROM deliberation_{table}"
            )
        database.execute(
            "UPDATE deliberation_consultationpulse SET beats = beats + 1 WHERE shard = 0"
        )
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("VACUUM ANALYZE deliberation_participant")
        database.execute("ANALYZE deliberation_vote")
    return votes


def token(person: int) -> str:
    return f"a-visitor-of-the-benchmark-{person}"


def digest(person: int, consultation: str) -> str:
    return hashlib.sha256(f"{consultation}:{token(person)}".encode()).hexdigest()


class Visitor:
    """A browser's worth: cookies, the card's form."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def get(self, path: str) -> str:
        with self._open(self.base + path, timeout=120) as answer:
            return answer.read().decode()

    def vote(self, number: str, statement: int) -> None:
        path = f"/consultations/{number}/vote/"
        page = self.get(path)
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        sent = {"csrfmiddlewaretoken": secret, "statement": statement, "answer": "agree"}
        request = urllib.request.Request(
            self.base + path, urllib.parse.urlencode(sent).encode(), {"Referer": self.base + path}
        )
        with self._open(request, timeout=120) as answer:
            assert answer.status == 200, answer.status


def votes_shown(visitor: Visitor, number: str) -> int:
    """What the result page says."""
    page = visitor.get(f"/consultations/{number}/result/")
    found = re.search(r"people cast ([\d,]+) votes", page)
    return int(found.group(1).replace(",", "")) if found else 0


def marks_shown(visitor: Visitor, number: str, statement: int) -> int:
    """How often the statement that others leave alone was voted on, by the public result."""
    told = json.loads(visitor.get(f"/api/v1/consultations/{number}/result"))
    found = (one["seen"] for one in told["values"]["statements"] if one["statement"] == statement)
    return next(found, 0)


@contextmanager
def others(base: str, number: str, people: int, statements: int, rate: float) -> Iterator[None]:
    """Somebody else votes ``rate`` times a second, until the end."""
    stop = threading.Event()

    def vote() -> None:
        turn = 0
        while rate and not stop.wait(1 / rate):
            turn += 1
            request = urllib.request.Request(
                f"{base}/api/v1/consultations/{number}/votes/{turn % statements}",
                b'{"answer": "%s"}' % (b"agree" if turn // statements % 2 else b"disagree"),
                {
                    "Content-Type": "application/json",
                    "X-Participant-Token": token(1 + turn * 7919 % people),
                },
                method="PUT",
            )
            urllib.request.urlopen(request, timeout=120).close()

    thread = threading.Thread(target=vote)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def wait_for(shows: Callable[[], bool], seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while not shows():
        if time.monotonic() > end:
            raise SystemExit(f"the result did not show it within {seconds} s")
        # A watcher who asked without a pause would slow what is measured.
        time.sleep(0.2)


def run(server: str, given: argparse.Namespace) -> None:
    name = f"gongjian_bench_{os.getpid()}"
    url = server.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    try:
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {
                "DATABASE_URL": url, "GONGJIAN_HOME": home, "GONGJIAN_LOG_LEVEL": "ERROR",
                "GONGJIAN_API_RATE_PER_MINUTE": "1000000",
            }  # fmt: skip
            subprocess.run([*CLI, "migrate", "-v", "0"], env=environment, check=True)
            made = subprocess.run(
                [*CLI, "shell", "-v", "0", "-c", MAKE.format(statements=given.statements)],
                env=environment, check=True, capture_output=True, text=True,
            )  # fmt: skip
            number, consultation = made.stdout.split()[-2:]
            began = time.monotonic()
            votes = fill(url, consultation, given.people, given.statements, given.each)
            print(
                f"{given.people:,} people, {given.statements} statements, {votes:,} votes, "
                f"filled in {time.monotonic() - began:.0f} s"
            )
            with served(environment, CASES_AND_BACKGROUND) as (port, pid):
                measure(f"http://127.0.0.1:{port}", pid, url, number, votes, given)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def measure(
    base: str, pid: int, url: str, number: str, votes: int, given: argparse.Namespace
) -> None:
    watcher, random = Visitor(base), np.random.default_rng(2)
    wait_for(lambda: votes_shown(watcher, number) >= votes)
    mark, waits = given.statements, []

    def is_shown(turn: int) -> bool:
        if given.busy:
            return marks_shown(watcher, number, mark) >= turn
        return votes_shown(watcher, number) >= votes + turn

    with others(base, number, given.people, given.statements, given.busy):
        for turn in range(1, given.rounds + 1):
            # At any moment between two results, not always just after one.
            time.sleep(given.pause * random.random())
            began = time.monotonic()
            Visitor(base).vote(number, mark)
            wait_for(partial(is_shown, turn))
            waits.append(time.monotonic() - began)
            print(f"  {waits[-1]:.2f} s", flush=True)
    with psycopg.connect(url) as database:
        (took,) = database.execute(
            "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY took_ms)"
            " FROM deliberation_consultationresult"
        ).fetchone()
    waits.sort()
    print(
        f"vote to result page: p50 {waits[len(waits) // 2]:.2f} s, most {waits[-1]:.2f} s of "
        f"{len(waits)}; others' votes a second: {given.busy:g}; a result takes "
        f"{took / 1000:.2f} s; worker's memory at most {most_memory(pid) / 1024:,.0f} MB"
    )


def most_memory(pid: int) -> float:
    """Of the worker, in KB."""
    for one in descendants(pid):
        status, command = Path(f"/proc/{one}/status"), Path(f"/proc/{one}/cmdline")
        if "worker-id" in command.read_text():
            return int(re.search(r"VmHWM:\s+(\d+)", status.read_text()).group(1))
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--statements", type=int, default=200)
    parser.add_argument("--each", type=int, default=60, help="votes a person")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--pause", type=float, default=5, help="seconds between rounds, at most")
    parser.add_argument("--busy", type=float, default=0, help="votes of others a second")
    server = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/postgres")
    run(server, parser.parse_args())


if __name__ == "__main__":
    main()
