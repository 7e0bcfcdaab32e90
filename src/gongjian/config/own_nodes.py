"""Nodes of departments that ``gongjian serve`` runs beside web server and workers.

Each lies in ``nodes/CODE`` of the home. It gets a port that nobody had, on this machine only, and
which port that is only the processes of this town are told, when they start: no other town that ran
here before or runs beside can be taken for it, and no address is kept that is another's tomorrow.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from gongjian.config.environment import OWN_NODES_VARIABLE
from gongjian.config.supervisor import Child
from gongjian.government.exchange.node.settings import WrongSettings, read_settings

FOLDER = "nodes"


@dataclass(frozen=True, slots=True)
class OwnNode:
    """A node's file, and the department it is of."""

    code: str
    path: Path


def find_own_nodes(home: Path, on_wrong: Callable[[str], object]) -> list[OwnNode]:
    """The nodes in a home; ``on_wrong`` is told of each that cannot run.

    One that is named in the environment already is run by somebody else.
    """
    named = {one.partition("=")[0] for one in _named()}
    found: dict[str, OwnNode] = {}
    for path in sorted((home / FOLDER).glob("*/node.toml")):
        try:
            code = read_settings(path).department
        except WrongSettings as error:
            on_wrong(f"gongjian: {error}")
            continue
        if code not in named:
            found.setdefault(code, OwnNode(code, path.resolve()))
    return list(found.values())


def open_ports(
    nodes: Sequence[OwnNode], listen: Callable[[str, int], socket.socket], held: ExitStack
) -> list[Child]:
    """Bind a port for each and say so in the environment of whatever is started from now on; the
    processes that are to answer there."""
    children, addresses = [], _named()
    for node in nodes:
        listener = held.enter_context(listen("127.0.0.1", 0))
        addresses.append(f"{node.code}=http://127.0.0.1:{listener.getsockname()[1]}")
        children.append(_child(node, listener.fileno()))
    if addresses:
        os.environ[OWN_NODES_VARIABLE] = ",".join(addresses)
    return children


def _child(node: OwnNode, descriptor: int) -> Child:
    command = [
        sys.executable, "-m", "gongjian.config.cli", "node", "run", str(node.path),
        "--fd", str(descriptor),
    ]  # fmt: skip
    return Child(f"node {node.code}", lambda starts: command, pass_fds=[descriptor])


def _named() -> list[str]:
    return [one.strip() for one in os.environ.get(OWN_NODES_VARIABLE, "").split(",") if one.strip()]
