"""Trees kept as paths of codes: checking a new tree before it is written. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MAX_LEVELS = 3
_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,40}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands."""

    path: str
    level: int


def is_code(code: str) -> bool:
    """Whether a code can be part of a path and of an address."""
    return bool(_CODE.fullmatch(code))


def codes_by_spelling(codes: Iterable[str]) -> dict[str, str]:
    """Code without regard to capitals → the code.

    Two that differ in capitals only are one where SQLite looks for what stands below them, and
    where imports look for a code.
    """
    return {code.casefold(): code for code in codes}


def code_above(path: str) -> str:
    """The code of what stands above: ``"a/b/"`` → ``"a"``; "" for a root."""
    return path.rstrip("/").rpartition("/")[0].rpartition("/")[2]


def place_nodes(parents: Mapping[str, str]) -> tuple[dict[str, Place], dict[str, str]]:
    """Paths and levels of a tree given as code → parent's code ("" for a root).

    Returns
    -------
    places : dict of str to Place
        Nodes that stand well.
    errors : dict of str to str
        Nodes that do not: ``"unknown"`` parent, ``"cycle"``, or too ``"deep"``. A node below a
        wrong one has the same error.
    """
    places: dict[str, Place] = {}
    errors: dict[str, str] = {}
    for code in parents:
        chain: list[str] = []
        node = code
        while node in parents and node not in places and node not in errors and node not in chain:
            chain.append(node)
            node = parents[node]
        error = ""
        if node in chain:
            error = "cycle"
        elif node in errors:
            error = errors[node]
        elif node and node not in places:
            error = "unknown"
        above = places.get(node, Place("", 0))
        for item in reversed(chain):
            if not error and above.level == MAX_LEVELS:
                error = "deep"
            if error:
                errors[item] = error
            else:
                above = places[item] = Place(f"{above.path}{item}/", above.level + 1)
    return places, errors
