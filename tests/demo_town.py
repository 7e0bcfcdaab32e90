"""The demo town as whoever tries it has it: made by ``gongjian demo`` and served by ``gongjian
serve``, in processes of its own on a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import Town, gongjian, served

SIZE = "100"
"""Enough for rates that are neither nothing nor all, and ten seconds of work."""
# Whatever database the tests run on: "" is what a demo has that nobody told of another.
ITS_OWN = {"DATABASE_URL": ""}


@contextmanager
def demo_town(home: Path) -> Iterator[Town]:
    with gongjian("demo", "--no-serve", "--size", SIZE, home=home, **ITS_OWN) as process:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    with served("--port", "0", home=home, **ITS_OWN) as town:
        yield town
