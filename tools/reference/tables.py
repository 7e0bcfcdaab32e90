"""Tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def cell(text: object) -> str:
    """One line that ends no cell and begins no HTML."""
    line = " ".join(str(text).split())
    return line.replace("``", "`").replace("|", "\\|").replace("<", "&lt;")


def code(text: object) -> str:
    """Letter by letter; nothing where there is nothing."""
    line = " ".join(str(text).split()).replace("|", "\\|")
    return f"`{line}`" if line else ""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
