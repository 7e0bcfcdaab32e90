"""Real processes of ours, on the database of the running test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def database_url() -> str:
    """Address of the database that this test uses; only committed rows are seen through it."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    known = connection.settings_dict
    account = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    host = f"{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}"
    return f"postgres://{account}@{host}/{known['NAME']}"


def environment(home: Path, **more: str) -> dict[str, str]:
    """Environment of a process with a home of its own and the test's database."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {
        **os.environ,
        "PYTHONPATH": paths,
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
        "GONGJIAN_HOME": str(home),
        "DATABASE_URL": database_url(),
        **more,
    }


@contextmanager
def python(*arguments: str, home: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process, killed at the end if it still runs; its output is its ``stdout``."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def gongjian(*arguments: str, home: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A ``gongjian`` command, killed at the end if it still runs."""
    with python("-m", "gongjian.config.cli", *arguments, home=home, **more) as process:
        yield process


def wait_until(is_so: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait for what another process does; fail where it does not come to pass."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"it did not happen within {seconds} s"
        time.sleep(0.02)
