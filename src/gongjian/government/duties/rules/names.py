"""What is meant by a name or a code that somebody writes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def index_names(by_name: Iterable[tuple[str, T]], by_code: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Lower-case name or code → thing; a name borne by two leads nowhere, a code beats a name."""
    index: dict[str, T] = {}
    twice: set[str] = set()
    for name, thing in by_name:
        if index.setdefault(name.lower(), thing) != thing:
            twice.add(name.lower())
    for name in twice:
        del index[name]
    return index | {code.lower(): thing for code, thing in by_code}
