"""Importing tables of records: which columns, what a cell says, and what an import did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid, Text
from gongjian.foundation.kernel.tables import Table

MAX_ROWS = 100_000
MAX_ERRORS_KEPT = 200
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
    """Why a row could not be taken; row 1 is the first under the heading."""

    row: int
    column: str
    message: Text


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

    @property
    def is_written(self) -> bool:
        return not (self.is_dry_run or self.error_count)

    def fail(self, row: int, column: str, message: Text) -> None:
        self.error_count += 1
        if len(self.errors) < MAX_ERRORS_KEPT:
            self.errors.append(RowError(row, column, message))


class Row:
    """One row; what its cells lack is noted in the report, and the row is then not good."""

    def __init__(self, number: int, cells: Mapping[str, str], report: ImportReport) -> None:
        self.number, self.cells, self._report = number, cells, report
        self.is_good = True

    def fail(self, column: str, message: Text) -> None:
        self.is_good = False
        self._report.fail(self.number, column, message)

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
    """Yield the rows whose required cells are filled; the others go into the report.

    Raises
    ------
    Invalid
        A required column is missing, or there are more than `MAX_ROWS` rows.
    UnreadableTable
        The file stops being a table.
    """
    headings = _headings(table, columns)
    for number, cells in table.rows():
        if number > MAX_ROWS:
            words = _("The file has more than %(count)s rows. Split it.")
            raise Invalid(fields={"file": [words % {"count": MAX_ROWS}]})
        row = Row(number, {name: cells.get(head, "") for name, head in headings.items()}, report)
        for column in columns:
            text = row.text(column.name)
            if column.is_required and not text:
                row.fail(column.name, _("this cell must not be empty"))
            elif len(text) > column.max_length:
                words = _("longer than %(count)s characters")
                row.fail(column.name, words % {"count": column.max_length})
            elif "\x00" in text:
                row.fail(column.name, _("this cell holds an invisible character that is not text"))
        if row.is_good:
            yield row


def has_columns(table: Table, columns: Sequence[Column]) -> bool:
    """Whether a table has every required one of these columns."""
    known = {heading.casefold() for heading in table.columns}
    return all(known & set(_names(column)) for column in columns if column.is_required)


def _headings(table: Table, columns: Sequence[Column]) -> dict[str, str]:
    known = {heading.casefold(): heading for heading in table.columns}
    found: dict[str, str] = {}
    for column in columns:
        heading = next((known[name] for name in _names(column) if name in known), None)
        if heading is not None:
            found[column.name] = heading
    missing = [column.name for column in columns if column.is_required and column.name not in found]
    if missing:
        words = _("The file lacks these columns: %(columns)s.")
        raise Invalid(fields={"file": [words % {"columns": ", ".join(missing)}]})
    return found


def _names(column: Column) -> list[str]:
    return [name.casefold() for name in (column.name, *column.aliases)]
