"""CSV in UTF-8, UTF-16 or GB 18030, and XLSX, that people bring. Hostile ones are refused."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid, TooLarge
from gongjian.methods.chinese_encoding import reads_as_chinese

MAX_BYTES = 200_000_000
MAX_COLUMNS = 200
MAX_CELL = 50_000
MAX_UNPACKED_BYTES = 500_000_000
MAX_RATIO = 100
ENCODINGS = ("utf-8-sig", "gb18030")
ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB 18030"}
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
SAMPLE = 20_000
"""So many letters beyond ASCII tell whether the encoding is right."""

DAMAGED_SHEET = (
    zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, LookupError, ValueError, TypeError,
    AttributeError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What openpyxl lets through when a workbook is not what it says; XML errors are SyntaxErrors. It
has one of its own for names of files, and is given none."""

csv.field_size_limit(MAX_CELL * 4)


UNKNOWN_ENCODING = _(
    "The letters of this file are written in an encoding that is not read here: it is neither "
    "UTF-8, UTF-16 nor GB 18030. Save it as CSV (UTF-8) or XLSX."
)


class UnreadableTable(Invalid):
    code = "unreadable_table"
    message = _("This file could not be read as a table. Save it as CSV (UTF-8) or XLSX.")
    line = 0
    """In which the damaged row begins; 0: nothing can be said of that."""

    @classmethod
    def at(cls, line: int) -> UnreadableTable:
        error = cls(_("The file is damaged at line %(line)s.") % {"line": line})
        error.line = line
        return error


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns and how many rows it has; ``rows`` reads them again each time."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    """Of a CSV; "" for XLSX."""
    delimiter: str = ","
    place: ClassVar[str] = "line"
    """What the file's own count, by which errors are found in it, counts."""

    @property
    def encoding_name(self) -> str:
        """As people know it; "" for XLSX."""
        return ENCODING_NAMES.get(self.encoding, "")

    def rows(self, start: int = 0) -> Iterator[tuple[int, dict[str, str]]]:
        """As for placed_rows, without the lines."""
        return ((number, cells) for number, _line, cells in self.placed_rows(start))

    def placed_rows(self, start: int = 0) -> Iterator[tuple[int, int, dict[str, str]]]:
        """Yield (row number from 1 under the heading, line of the file in which the row begins,
        column → text), from row ``start + 1`` on.

        A row with too few cells has empty ones; surplus cells with text in them are put together
        under "", which no column is named. Blank rows are skipped but counted.

        Raises
        ------
        UnreadableTable
            The file stops being a table: a NUL, an unclosed quote, a damaged sheet.
        """
        for number, line, cells in self._cells():
            if number > start and any(cells):
                yield number, line, self._named(cells)

    def every_row(self) -> Iterator[tuple[int, dict[str, str]]]:
        """As for rows, and blank ones too, with empty cells: a line for each can be written.

        What ends the file without a cell is no row: empty lines of a CSV, and the rows of a sheet
        that nobody filled in.
        """
        following = 1
        for number, _line, cells in self._cells():
            if any(cells) or (cells and self.encoding):
                yield from ((blank, self._named([])) for blank in range(following, number))
                yield number, self._named(cells)
                following = number + 1

    def _cells(self) -> Iterator[tuple[int, int, list[str]]]:
        """Number, line and cells of each row under the heading."""
        source = self._csv_rows() if self.encoding else self._xlsx_rows()
        next(source, None)
        return ((number, line, cells) for number, (line, cells) in enumerate(source, 1))

    def _named(self, cells: list[str]) -> dict[str, str]:
        padded = [*cells, *[""] * (len(self.columns) - len(cells))]
        row = {name: cell for name, cell in zip(self.columns, padded, strict=False) if name}
        if any(surplus := cells[len(self.columns) :]):
            row[""] = self.delimiter.join(filter(None, surplus))
        return row

    def _csv_rows(self) -> Iterator[tuple[int, list[str]]]:
        with self.path.open(encoding=self.encoding, newline=None) as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=False)
            line = 1
            try:
                for cells in reader:
                    # No table means to hold a NUL, and PostgreSQL has no place for one.
                    yield line, [cell.strip().replace("\x00", "") for cell in cells]
                    line = reader.line_num + 1
            except (csv.Error, UnicodeError) as error:
                raise UnreadableTable.at(line) from error

    def _xlsx_rows(self) -> Iterator[tuple[int, list[str]]]:
        # Loaded for whoever brings a workbook: every process that starts would wait for it.
        import openpyxl

        # As a file: openpyxl would refuse a path by its ending, and uploads have none.
        line = 0
        with self.path.open("rb") as file:
            try:
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
                sheet = book.worksheets[0].iter_rows(values_only=True, max_col=MAX_COLUMNS)
                for line, cells in enumerate(sheet, 1):
                    yield line, [_text(cell) for cell in cells]
            except DAMAGED_SHEET as error:
                raise (UnreadableTable.at(line + 1) if line else UnreadableTable()) from error


def open_table(path: Path, max_bytes: int = MAX_BYTES) -> Table:
    """Look at a file's first rows: what kind of table, which columns.

    Whoever reads a file of their own row by row may allow more than the ``max_bytes`` that are
    enough for what others send.

    Raises
    ------
    UnreadableTable
        Neither CSV nor XLSX, no heading, two columns of one name, or too many columns.
    TooLarge
        More bytes than ``max_bytes``, or an archive that unpacks to far more than it shows.
    """
    if path.stat().st_size > max_bytes:
        raise TooLarge
    with path.open("rb") as file:
        head = file.read(4)
    table = _open_xlsx(path) if head == b"PK\x03\x04" else _open_csv(path)
    names = [name for name in table.columns if name]
    if not names or len(names) > MAX_COLUMNS:
        raise UnreadableTable(_("The first row must name the columns."))
    if len(set(names)) != len(names):
        raise UnreadableTable(_("Two columns have the same name."))
    return table


def _open_csv(path: Path) -> Table:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline=None) as file:
        sample = file.read(20_000)
    if "\x00" in sample or not sample.strip():
        raise UnreadableTable
    first = sample.splitlines()[0]
    delimiter = max(",;\t|", key=first.count)
    delimiter = delimiter if first.count(delimiter) else ","
    try:
        columns = next(csv.reader(io.StringIO(sample), delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableTable from error
    return Table(path, tuple(name.strip()[:120] for name in columns), encoding, delimiter)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        mark = file.read(2)
    encodings = ("utf-16",) if mark in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS
    for encoding in encodings:
        sample = ""
        try:
            with path.open(encoding=encoding) as file:
                while text := file.read(1 << 20):
                    if len(sample) < SAMPLE:
                        sample += re.sub(r"[\x00-\x7f]+", "", text)
        except UnicodeError:
            continue
        if encoding == "gb18030" and not reads_as_chinese(sample):
            break
        return encoding
    with path.open("rb") as file:
        is_binary = bool(NO_TEXT.search(file.read(SAMPLE)))
    raise UnreadableTable() if is_binary else UnreadableTable(UNKNOWN_ENCODING)


def _open_xlsx(path: Path) -> Table:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > min(MAX_UNPACKED_BYTES, MAX_RATIO * path.stat().st_size):
            raise TooLarge
        table = Table(path, (), "")
        _line, columns = next(table._xlsx_rows(), (1, []))
    except DAMAGED_SHEET as error:
        raise UnreadableTable from error
    return Table(path, tuple(name[:120] for name in columns), "")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().replace("\x00", "")[:MAX_CELL]
