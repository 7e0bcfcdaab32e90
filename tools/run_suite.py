"""Run the whole suite on SQLite, then again on PostgreSQL, where one answers, all of it that may
differ there: most other tests are refused a database (tests/conftest.py), some few say that what
they ask is settled before one is asked.

The last line adds both up. Every run has a home of its own, removed afterwards.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS_COLLECTED = 5
ON_EVERY_DATABASE = "--only-with-database"
SLOWEST_SHOWN = 15


def heading(text: str) -> None:
    """Print what begins now."""
    print(f"\n=== {text} ===", flush=True)


def why_silent(url: str) -> str | None:
    """Why no PostgreSQL can be used at ``url``; nothing where one answers."""
    if not url:
        return "GONGJIAN_TEST_DATABASE_URL is not set"
    try:
        # The suite makes its own database; the one in the URL need not exist.
        with psycopg.connect(url, dbname="postgres", connect_timeout=5):
            return None
    except psycopg.Error as error:
        return f"nothing answers at GONGJIAN_TEST_DATABASE_URL: {str(error).splitlines()[0]}"


def drop_left_over(url: str) -> None:
    """Drop the databases that the suite made and, where a test held one open, could not drop."""
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        name = f"test_{conninfo_to_dict(url)['dbname']}"
        made = connection.execute(
            "SELECT datname FROM pg_database WHERE datname = ANY(%s) OR starts_with(datname, %s)",
            [[name, f"{name}_migrated"], f"{name}_gw"],
        ).fetchall()
        for (database,) in made:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
            )


def counts(report: Path) -> Counter[str]:
    """Outcomes of one run, from its JUnit report."""
    total: Counter[str] = Counter()
    if report.is_file():
        for suite in ET.parse(report).getroot().iter("testsuite"):
            read = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors")}
            skipped = int(suite.get("skipped", 0))
            failed = read["failures"] + read["errors"]
            total += Counter(
                passed=read["tests"] - failed - skipped, failed=failed, skipped=skipped
            )
    return total


def slowest_files(report: Path) -> list[tuple[str, float]]:
    """The test files that took longest, with their seconds of one worker."""
    seconds: dict[str, float] = defaultdict(float)
    if report.is_file():
        for case in ET.parse(report).getroot().iter("testcase"):
            seconds[case.get("classname", "")] += float(case.get("time", 0))
    return sorted(seconds.items(), key=lambda found: -found[1])[:SLOWEST_SHOWN]


def run(database: str, url: str, pytest_args: list[str]) -> tuple[int, Counter[str]]:
    """Run the suite on one database; return its exit code and what became of its tests."""
    heading(f"Test suite on {database}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gongjian-test-") as home:
        # The web server warns, in every test that asks it, of a folder that is not there.
        Path(home, "static").mkdir()
        report = Path(home, "report.xml")
        environment = {**os.environ, "GONGJIAN_HOME": home, "DATABASE_URL": url}
        # What a test wrote may be lost with the machine; libpq hands this on to every connection.
        environment["PGOPTIONS"] = "-c synchronous_commit=off"
        # Each worker has a core: threads of numerical libraries would only wait for each other.
        environment["OMP_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] = "1"
        # Dozens of processes start, each of which would compile all that it imports.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        finished = subprocess.run(
            [sys.executable, "-m", "pytest", f"--junitxml={report}", *pytest_args],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        outcome, slowest = counts(report), slowest_files(report)
    print(f"{database}: {time.monotonic() - began:.0f} s; the longest files:", flush=True)
    for name, spent in slowest:
        print(f"{spent:7.0f} s  {name}", flush=True)
    if finished.returncode == NO_TESTS_COLLECTED:
        print("No test was collected.")
    return finished.returncode, outcome


def main() -> int:
    """Run from the command line; unknown arguments go to pytest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--require-postgres", action="store_true", help="fail without PostgreSQL")
    parser.add_argument("--workers", default="2", help="processes of pytest-xdist, 0 for none")
    options, rest = parser.parse_known_args()
    # In the order of tests/conftest.py: xdist would begin with the files of most tests, and so end
    # with those whose few tests take longest.
    spread = ["-n", options.workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    pytest_args = [*spread, *rest]

    url = os.environ.get("GONGJIAN_TEST_DATABASE_URL", "")
    silent = why_silent(url)
    code, total = run("SQLite", "", pytest_args)
    if silent:
        heading("Test suite on PostgreSQL")
        print(f"Not run: {silent}.")
        code = code or int(options.require_postgres)
    else:
        postgres_code, outcome = run("PostgreSQL", url, [ON_EVERY_DATABASE, *pytest_args])
        drop_left_over(url)
        left = sum(total.values()) - sum(outcome.values())
        print(f"{left} tests more ran on SQLite alone: they cannot differ by database.", flush=True)
        code, total = code or postgres_code, total + outcome
        if options.require_postgres and not outcome["passed"]:
            print("No test ran on PostgreSQL.", file=sys.stderr)
            code = code or 1
    print(f"\n{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return code


if __name__ == "__main__":
    sys.exit(main())
