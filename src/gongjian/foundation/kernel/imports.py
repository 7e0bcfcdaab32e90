"""Importing tables of records: which columns, what a cell says, and what an import did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid, Text
from gongjian.foundation.kernel.tables import Table

MAX_ROWS = 100_000
MAX_ERRORS_KEPT = 200
MAX_HEADINGS_TOLD = 30
MAX_VALUE_TOLD = 60
MORE_CELLS = _("this row has more cells than the first row has headings")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
_YES = {"1", "true", "yes", "y", "是", "√"}
_NO = {"0", "false", "no", "n", "否", ""}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in a heading, other headings it is known by, what its cells must be."""

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    max_length: int = 300


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row could not be taken."""

    row: int
    """As the file counts: its line, the heading being the first; of a GeoJSON the feature."""
    column: str
    message: Text
    value: str = ""
    """What stands in the cell, cut."""

    @property
    def text(self) -> str:
        """What stands there and what is wrong with it."""
        return with_value(self.value, self.message)


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. With one error or more it did nothing."""

    is_dry_run: bool
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    error_count: int = 0
    errors: list[RowError] = field(default_factory=list)
    """The first `MAX_ERRORS_KEPT`."""
    place: str = "line"
    """What ``RowError.row`` counts."""
    unread: tuple[str, ...] = ()
    """Columns of the file that no heading is known for."""

    @property
    def is_written(self) -> bool:
        return not (self.is_dry_run or self.error_count)

    def fail(self, row: int, column: str, message: Text, value: str = "") -> None:
        self.error_count += 1
        if len(self.errors) < MAX_ERRORS_KEPT:
            self.errors.append(RowError(row, column, message, _cut(value)))

    def counts(self) -> str:
        """What was done, in a line for whoever runs a command."""
        would = "would be " if self.is_dry_run else ""
        told = f"{self.added} {would}added, {self.changed} {would}changed"
        told = f"{told}, {self.unchanged} as they were"
        return f"{told}; nothing was written (dry run)." if self.is_dry_run else f"{told}."

    def failure(self) -> str:
        """That nothing was done, in a line for whoever runs a command."""
        return f"{self.error_count} error{'s'[: self.error_count != 1]}; nothing was written."

    def lines(self) -> list[str]:
        """The errors kept, a line each, for whoever runs a command."""
        told = [
            f"{self.place} {bad.row}{bad.column and f', {bad.column}'}: {bad.text}"
            for bad in self.errors
        ]
        if (more := self.error_count - len(self.errors)) > 0:
            told.append(f"and {more} more")
        return told


class Row:
    """One row; what its cells lack is noted in the report, and the row is then not good."""

    def __init__(self, number: int, cells: Mapping[str, str], report: ImportReport) -> None:
        self.number, self.cells, self._report = number, cells, report
        self._wrong: set[str] = set()

    @property
    def is_good(self) -> bool:
        return not self._wrong

    def fail(self, column: str, message: Text) -> None:
        """Note what is wrong with a cell; what follows from that is not told again."""
        if column not in self._wrong:
            self._wrong.add(column)
            self._report.fail(self.number, column, message, self.text(column))

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def integer(self, column: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number in a range; ``default`` for an empty cell, ``low`` for a wrong one."""
        text = self.text(column)
        if not text and default is not None:
            return default
        if re.fullmatch(r"-?[0-9]{1,10}", text) and low <= int(text) <= high:
            return int(text)
        words = _("a whole number from %(low)s to %(high)s is needed here")
        self.fail(column, words % {"low": low, "high": high})
        return low

    def day(self, column: str) -> date | None:
        """A date as 2025-03-01, 2025/3/1 or 2025年3月1日; None for an empty cell or a wrong one."""
        text = self.text(column)
        if not text:
            return None
        found = _DATE.fullmatch(text)
        try:
            if found:
                return date(*map(int, found.groups()))
        except ValueError:
            pass
        self.fail(column, _("a date such as 2025-03-01 is needed here"))
        return None

    def boolean(self, column: str, *, default: bool = False) -> bool:
        """Yes or no; ``default`` for an empty cell."""
        text = self.text(column).lower()
        if not text:
            return default
        if text not in _YES | _NO:
            self.fail(column, _("yes or no is needed here"))
        return text in _YES


def read_rows(table: Table, columns: Sequence[Column], report: ImportReport) -> Iterator[Row]:
    """Yield all rows; those that lack a required cell are not good, and that is in the report.

    So everything that is wrong with a row is told at once.

    Raises
    ------
    Invalid
        A required column is missing, or there are more than `MAX_ROWS` rows.
    UnreadableTable
        The file stops being a table.
    """
    headings = _headings(table, columns)
    report.place = table.place
    report.unread = tuple(name for name in table.columns if name not in headings.values())
    for number, line, cells in table.placed_rows():
        if number > MAX_ROWS:
            words = _("The file has more than %(count)s rows. Split it.")
            raise Invalid(fields={"file": [words % {"count": MAX_ROWS}]})
        row = Row(line, {name: cells.get(head, "") for name, head in headings.items()}, report)
        if "" in cells:
            report.fail(line, "", MORE_CELLS, cells[""])
        for column in columns:
            text = row.text(column.name)
            if column.is_required and not text:
                row.fail(column.name, _("this cell must not be empty"))
            elif len(text) > column.max_length:
                words = _("longer than %(count)s characters")
                row.fail(column.name, words % {"count": column.max_length})
            elif "\x00" in text:
                row.fail(column.name, _("this cell holds an invisible character that is not text"))
        yield row


def has_columns(table: Table, columns: Sequence[Column]) -> bool:
    """Whether a table has every required one of these columns."""
    known = {heading.casefold() for heading in table.columns}
    return all(known & set(_names(column)) for column in columns if column.is_required)


def known_headings(table: Table, columns: Sequence[Column]) -> list[str]:
    """The headings of a table that name one of these columns."""
    names = {name for column in columns for name in _names(column)}
    return [heading for heading in table.columns if heading.casefold() in names]


def _headings(table: Table, columns: Sequence[Column]) -> dict[str, str]:
    known = {heading.casefold(): heading for heading in table.columns}
    found: dict[str, str] = {}
    for column in columns:
        heading = next((known[name] for name in _names(column) if name in known), None)
        if heading is not None:
            found[column.name] = heading
    missing = [column for column in columns if column.is_required and column.name not in found]
    if missing:
        words = _("The file lacks these columns: %(columns)s. Its first row names: %(found)s.")
        named = ", ".join(" / ".join((column.name, *column.aliases)) for column in missing)
        there = ", ".join(filter(None, map(_cut, table.columns[:MAX_HEADINGS_TOLD])))
        raise Invalid(fields={"file": [words % {"columns": named, "found": there}]})
    return found


def with_value(value: str, message: Text) -> str:
    """What is wrong with a cell, after what stands in it; where it is empty that is said alone."""
    if not value:
        return str(message)
    return gettext("“%(value)s”: %(message)s") % {"value": _cut(value), "message": message}


def _cut(value: str) -> str:
    return value if len(value) <= MAX_VALUE_TOLD else value[: MAX_VALUE_TOLD - 1] + "…"


def _names(column: Column) -> list[str]:
    return [name.casefold() for name in (column.name, *column.aliases)]
