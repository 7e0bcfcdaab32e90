"""Real processes of ours, on the database of the running test."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
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


@dataclass(frozen=True)
class Town:
    """A running ``gongjian serve``: its supervisor, its address and what it printed."""

    process: subprocess.Popen[str]
    log: Path

    @property
    def url(self) -> str:
        found = re.search(r"http://\S+", self.log.read_text())
        return found.group() if found else ""

    def get(self, path: str) -> str:
        """The body of a page."""
        with urllib.request.urlopen(self.url + path, timeout=60) as response:
            return response.read().decode()

    def pids(self, name: str) -> list[int]:
        """Children whose command line has this word: ``gunicorn`` or ``worker``."""
        return [pid for pid in children_of(self.process.pid) if name in command_line(pid)]


@cache
def _static_files() -> str:
    """Collected by the first town of this run, used by all others: that takes a second of work."""
    folder = tempfile.mkdtemp(prefix="gongjian-static-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def served(*arguments: str, home: Path, **more: str) -> Iterator[Town]:
    """A town that answers; killed at the end, if it still runs, with all its children."""
    if not (home / "static").exists():
        (home / "static").symlink_to(_static_files())
    log = home / f"serve-{time.monotonic_ns()}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongjian.config.cli", "serve", *arguments],
            cwd=ROOT,
            env=environment(home, **more),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    town = Town(process, log)
    try:
        wait_until(lambda: town.url or process.poll() is not None)
        assert town.url, log.read_text()
        wait_until(lambda: answers(town.url))
        yield town
    finally:
        kill_all(process)


def kill_all(process: subprocess.Popen[str]) -> None:
    """As when the machine's power fails: supervisor, web and workers at once."""
    left = descendants_of(process.pid)
    process.kill()
    for pid in left:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    wait_until(lambda: not any(map(is_running, left)))


def answers(url: str) -> bool:
    """Whether a town serves at this address."""
    try:
        with urllib.request.urlopen(f"{url}health/ready", timeout=60):
            return True
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in found for child in path.read_text().split()]


def descendants_of(pid: int) -> list[int]:
    children = children_of(pid)
    return children + [below for child in children for below in descendants_of(child)]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""


def is_running(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    return bool(command_line(pid))


def wait_until(
    is_so: Callable[[], object], *, seconds: float = 120, pause_seconds: float = 0.02
) -> None:
    """Wait for what another process does; fail where it does not come to pass.

    Two minutes are no wait but a bound: a process that takes a second to start takes a minute where
    thirty others do.
    """
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"it did not happen within {seconds} s"
        time.sleep(pause_seconds)
