"""The command that starts the demo otherwise, as whoever started it types it."""

from __future__ import annotations

import os
import shlex
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongjian.config.demo import marker

STARTER_VARIABLE = "GONGJIAN_STARTED_BY"
"""“make”, where the Makefile started it: the command itself need not be on the PATH then."""


def command_again(options: Mapping[str, Any], *, home: Path | None = None, **other: Any) -> str:
    """The command with these options, those in ``other`` instead, and in another home."""
    parser = ArgumentParser(add_help=False)
    marker.add_options(parser)
    words = []
    for name, usual in vars(parser.parse_args([])).items():
        value = other.get(name, options.get(name, usual))
        if value != usual:
            words.append(f"--{name.replace('_', '-')}")
            words += [] if value is True else [str(value)]
    given = " ".join(words)
    if os.environ.get(STARTER_VARIABLE) == "make":
        command = f'make demo ARGS="{given}"' if given else "make demo"
    else:
        command = f"gongjian demo {given}".rstrip()
    return f"GONGJIAN_HOME={shlex.quote(str(home))} {command}" if home else command
