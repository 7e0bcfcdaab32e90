"""Processes that are started together, started again when they die, and stopped together."""

from __future__ import annotations

import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

logger = logging.getLogger(__name__)

SUPERVISOR_VARIABLE = "GONGJIAN_SUPERVISOR"
QUICK_DEATH_SECONDS = 10
SHORTEST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 30
GRACE_SECONDS = 30
_PR_SET_PDEATHSIG = 1


def end_with_supervisor(signum: signal.Signals) -> None:
    """Ask the kernel to send this process a signal when the supervisor that started it is gone.

    Does nothing in a process that no supervisor started. Only Linux knows how.
    """
    supervisor = os.environ.pop(SUPERVISOR_VARIABLE, "")
    if not supervisor or not sys.platform.startswith("linux"):
        return
    end_with_parent(int(supervisor), signum)


def end_with_parent(parent: int, signum: signal.Signals) -> None:
    """Ask the kernel to signal this process when its parent is gone. Only Linux knows how."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signum)
    if os.getppid() != parent:
        # It went before we asked.
        os.kill(os.getpid(), signum)


class Child:
    """One supervised process.

    Parameters
    ----------
    name : str
        For the log.
    command : callable
        Given how often it was started before, returns program and arguments.
    pass_fds : sequence of int
        File descriptors that it inherits.
    """

    def __init__(
        self, name: str, command: Callable[[int], list[str]], pass_fds: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.command = command
        self.pass_fds = pass_fds
        self.starts = 0
        self.start_at = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._quick_deaths = 0

    def tend(self, clock: float) -> None:
        """Start it where it is due; notice where it has died."""
        if self.is_running():
            return
        if self._process is not None:
            self._note_death(self._process.returncode, clock)
        if clock >= self.start_at:
            self._process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command(self.starts),
                env={**os.environ, SUPERVISOR_VARIABLE: str(os.getpid())},
                stdin=subprocess.DEVNULL,
                pass_fds=self.pass_fds,
                # Of its own, so that Ctrl-C reaches the supervisor alone, which stops all in turn.
                process_group=0,
            )
            self.starts += 1
            self._started_at = clock

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def signal(self, signum: signal.Signals, *, whole_group: bool = False) -> None:
        if self._process is not None and self.is_running():
            (os.killpg if whole_group else os.kill)(self._process.pid, signum)

    def _note_death(self, code: int, clock: float) -> None:
        lived = clock - self._started_at
        self._quick_deaths = self._quick_deaths + 1 if lived < QUICK_DEATH_SECONDS else 0
        wait = SHORTEST_WAIT_SECONDS * 2**self._quick_deaths if self._quick_deaths else 0.0
        self.start_at = clock + min(wait, LONGEST_WAIT_SECONDS)
        self._process = None
        logger.warning(
            "%s ended with %d after %.0f s and starts again%s",
            self.name,
            code,
            lived,
            f" in {self.start_at - clock:.1f} s" if wait else "",
        )


class Supervisor:
    """Keeps its children running until it is told to stop.

    Parameters
    ----------
    children : sequence of Child
    """

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self._stops = 0
        self._wake_reader, self._wake_writer = os.pipe()
        for end in (self._wake_reader, self._wake_writer):
            os.set_blocking(end, False)

    def run(self) -> None:
        """Return after a stop signal, when all children have ended; a second one kills them."""
        signal.set_wakeup_fd(self._wake_writer)
        for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(signum, self._note_stop)
        # Only to be woken: without a handler nothing is written to the pipe.
        signal.signal(signal.SIGCHLD, lambda signum, frame: None)
        while not self._stops:
            clock = time.monotonic()
            for child in self.children:
                child.tend(clock)
            starts = [child.start_at for child in self.children if not child.is_running()]
            self._sleep(min(starts) - clock if starts else None)
        self._stop_children()

    def _note_stop(self, signum: int, frame: object) -> None:
        self._stops += 1

    def _sleep(self, seconds: float | None) -> None:
        """Until a signal comes, or for so long."""
        select.select([self._wake_reader], [], [], None if seconds is None else max(seconds, 0))
        with suppress(BlockingIOError):
            os.read(self._wake_reader, 4096)

    def _stop_children(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(child.is_running() for child in self.children):
            left = deadline - time.monotonic()
            if left <= 0 or self._stops > 1:
                logger.warning("not all ended in time; the rest is killed")
                for child in self.children:
                    child.signal(signal.SIGKILL, whole_group=True)
                return
            self._sleep(left)
