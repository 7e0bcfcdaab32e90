"""How a row of a table is known again: by its number, or by what it says. No database."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

MAX_NUMBER = 120
_MINUTE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::[\d.]+)?)?")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_TOLD_BY = ("reference", "title", "text", "received_at")


class NamedRow(NamedTuple):
    """A row of a table, with the name by which it is known again."""

    number: int
    """From 1 under the heading."""
    line: int
    """Of the file, in which it begins."""
    cells: dict[str, str]
    reference: str
    """Its name within its source."""
    old_reference: str
    """Its name before rows were known by what they say: its number, or where it stood."""


def named_rows(
    rows: Iterable[tuple[int, int, dict[str, str]]],
    *,
    mapping: Mapping[str, str],
    has_source: bool,
) -> Iterator[NamedRow]:
    """Name each row of a table, read from its first, so that the same row has the same name again.

    With a named source, a row with a number is known by that. Without, the number of another
    system may be the same: number, title, text and time tell together. A row without a number is
    known by all its cells, mapped or not, and by which of its equals in the table it is: five
    equal rows are five cases, and five again are the same five.

    Memory: 100 bytes for each row without a number.
    """
    seen: Counter[int] = Counter()
    column = mapping.get("reference", "")
    told_by = [mapping[field] for field in _TOLD_BY if field in mapping]
    for number, line, cells in rows:
        own = cells.get(column, "")
        if own and has_source:
            reference = own if len(own) <= MAX_NUMBER else _digest({"": own}).hex()
        elif own:
            reference = _digest({name: cells.get(name, "") for name in told_by}).hex()
        else:
            digest = _digest(cells)
            key = int.from_bytes(digest[:8])
            seen[key] += 1
            reference = digest.hex() + (f" {seen[key]}" if seen[key] > 1 else "")
        yield NamedRow(number, line, cells, reference, (own or f"row {number}")[:MAX_NUMBER])


def _digest(cells: Mapping[str, str]) -> bytes:
    said = sorted((name, _plain(cell)) for name, cell in cells.items() if cell)
    return hashlib.sha256(repr(said).encode()).digest()


def _plain(cell: str) -> str:
    """A cell as it is also after a spreadsheet has read and written it: white space, dates to the
    minute, numbers without superfluous zeros."""
    cell = " ".join(cell.split())
    if cell[:1].isdigit() or cell[:1] in "+-":
        if found := _MINUTE.fullmatch(cell):
            return " ".join(str(int(part or 0)) for part in found.groups())
        if _NUMBER.fullmatch(cell):
            return repr(float(cell))
    return cell
