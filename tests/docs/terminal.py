"""A terminal in which the shell blocks of a page are typed, one after the other."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.docs.pages import ROOT
from tests.processes import answers, wait_until

PAGES_PORT = "8000"
"""What is written on pages; the suite takes a free one."""


class Terminal:
    """What is set and where one stands is remembered from block to block."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = str(_free_port())
        self._state = folder / ".state"
        self._state.write_text("")
        programs = folder / ".bin"
        programs.mkdir()
        for name, module in (("gongjian", "-m gongjian.config.cli"), ("python", "")):
            program = programs / name
            program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {module} "$@"\n')
            program.chmod(0o755)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("GONGJIAN_")
        }
        self._environment = kept | {
            "HOME": str(folder),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            **environment,
        }

    def type(self, block: str) -> str:
        """Type a block; what it printed, or AssertionError with it where a command failed."""
        done = subprocess.run(
            ["bash", "-c", self._script(block)],
            cwd=self.folder, env=self._environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    @contextmanager
    def left_running(self, block: str) -> Iterator[str]:
        """A block that serves a town: its address, once it answers."""
        address = f"http://127.0.0.1:{self.port}"
        with (self.folder / "served.log").open("w") as log:
            process = subprocess.Popen(
                ["bash", "-c", self._script(block)],
                cwd=self.folder, env=self._environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            try:
                wait_until(lambda: answers(f"{address}/"))
                yield address
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _script(self, block: str) -> str:
        state = shlex.quote(str(self._state))
        typed = block.replace(PAGES_PORT, self.port)
        keep = f'{{ export -p; echo cd "$PWD"; }} > {state}'
        return f"set -eo pipefail\nsource {state}\n{typed}\n{keep}\n"


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port
