"""``gongjian node run``, without Django: a node knows a gateway's keys, and nothing of a town."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from gongjian.government.exchange.node.answering import DepartmentNode
from gongjian.government.exchange.node.serving import NodeServer
from gongjian.government.exchange.node.settings import WrongSettings, read_settings
from gongjian.government.exchange.node.web import NodeApplication
from gongjian.government.exchange.rules.queries import SLOW_AFTER


def add_options(parser: ArgumentParser) -> None:
    """What ``gongjian node run`` takes."""
    parser.add_argument("file", type=Path, help="the node's file, node.toml")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument(
        "--fd", type=int, help="an inherited socket that listens already, instead of a port"
    )
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument(
        "--slow-seconds", type=float, default=SLOW_AFTER.total_seconds(),
        help="a source that takes longer is collected from later",
    )  # fmt: skip


def run(
    *, file: Path, host: str, port: int, fd: int | None, threads: int, slow_seconds: float
) -> None:
    """Answer queries until told to stop.

    Raises
    ------
    WrongSettings
        The node's file cannot be used.
    """
    settings = read_settings(file)
    bind = f"{host}:{port}" if fd is None else f"fd://{fd}"

    def application() -> NodeApplication:
        return NodeApplication(DepartmentNode(settings, slow_seconds=slow_seconds))

    NodeServer(application, bind=bind, threads=threads).run()


def main(arguments: Sequence[str]) -> None:
    parser = ArgumentParser(prog="gongjian node run")
    add_options(parser)
    try:
        run(**vars(parser.parse_args(arguments)))
    except WrongSettings as error:
        sys.exit(f"gongjian: {error}")
