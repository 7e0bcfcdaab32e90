"""What others' software makes of the same input, run in a Python environment of its own.

python3 -m venv ~/peers && ~/peers/bin/pip install red-dwarf==0.4.0 pabutools==1.2.3
export GONGJIAN_PEER_PYTHON=~/peers/bin/python
"""

from __future__ import annotations

import json
import os
import subprocess
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def add_peer_options(parser: ArgumentParser, minutes: float) -> None:
    parser.add_argument(
        "--peer",
        default=os.environ.get("GONGJIAN_PEER_PYTHON", ""),
        metavar="PYTHON",
        help="Python of an environment with the peer (default: GONGJIAN_PEER_PYTHON)",
    )
    parser.add_argument(
        "--minutes", type=float, default=minutes, help="how long the peer may take for one input"
    )


@dataclass(frozen=True)
class Peer:
    """A script of this folder and the Python that runs it."""

    python: str
    script: str
    package: str
    minutes: float

    def is_there(self) -> bool:
        if self.python:
            asked = [self.python, "-c", f"import {self.package}"]
            if not subprocess.run(asked, capture_output=True, check=False).returncode:
                return True
        print(
            f"Without the peer: {self.python or 'no Python given'} has no {self.package}; say by "
            "--peer or GONGJIAN_PEER_PYTHON which Python has it (benchmarks/peers/__init__.py)."
        )
        return False

    def asked(self, *arguments: str) -> dict[str, Any] | None:
        """What it prints last, as JSON; None where its time is over."""
        command = [self.python, str(HERE / self.script), *arguments]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=60 * self.minutes
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            raise RuntimeError(f"the peer failed: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])
