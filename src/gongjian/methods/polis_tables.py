"""Tables of whole numbers and short texts, read in batches: every error tells its line.

`polis_files` reads the files of Polis with them. CSV in UTF-8 or GB18030, with or without a byte
order mark, any line ends, commas, semicolons or tabs.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.chinese_encoding import reads_as_chinese

BATCH: Final = 1_024
"""Rows that are held as text at once; more take longer each, for memory is searched for rings."""
ENCODINGS: Final = ("utf-8-sig", "gb18030")
DELIMITERS: Final = ",;\t"
HIGHEST_ID: Final = 2**62


class Problem(StrEnum):
    """What can be wrong with a file."""

    ENCODING = "it is neither UTF-8 nor GB18030"
    EMPTY = "it is empty"
    NO_COLUMN = "there is no column {cell!r}"
    SAME_COLUMN = "two columns are called {cell!r}"
    DAMAGED = "it stops being a table: {cell}"
    WIDTH = "the row has another number of cells than the heading: {cell}"
    NO_NUMBER = "{column} {cell!r} is no whole number, 0 or more"
    NO_VOTE = "a vote is 1 (agree), 0 (pass) or -1 (disagree), not {cell!r}"
    NO_STATE = "moderated is 1, 0 or -1, not {cell!r}"
    NO_TEXT = "comment {cell} has no text"
    TWICE = "{column} {cell} is there twice"
    UNKNOWN = "a vote on comment {cell}, which comments.csv does not have"


class PolisFileError(ValueError):
    """A file that is none, with the line where it stops being one.

    Attributes
    ----------
    file : str
        As Polis calls it: ``"votes.csv"``.
    line : int
        From 1, the heading's.
    problem : Problem
    values : dict
        What stands in the message: ``column``, ``cell``.
    """

    def __init__(
        self, file: str, line: int, problem: Problem, *, column: str = "", cell: object = ""
    ) -> None:
        self.file, self.line, self.problem = file, line, problem
        self.values = {"column": column, "cell": cell[:40] if isinstance(cell, str) else cell}
        super().__init__(f"{file}, line {line}: {problem.value.format(**self.values)}")


def text_of(file: BinaryIO, name: str) -> io.TextIOWrapper:
    """A file as text in the encoding it is in; the line at which it is in none is told."""
    for encoding in ENCODINGS:
        file.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        sample = ""
        try:
            while block := file.read(1 << 20):
                text = decoder.decode(block)
                sample = sample or ("" if text.isascii() else text)
            decoder.decode(b"", final=True)
        except UnicodeError:
            continue
        if encoding == "gb18030" and not reads_as_chinese(sample):
            break
        file.seek(0)
        return io.TextIOWrapper(
            io.BufferedReader(_Borrowed(file), 1 << 20), encoding=encoding, newline=""
        )
    raise PolisFileError(name, 1, Problem.ENCODING)


class _Borrowed(io.RawIOBase):
    """A file that stays open when what reads it is gone: it is its owner's."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


class Table:
    """A table's heading, and its rows in batches."""

    def __init__(self, file: BinaryIO, name: str, needed: Sequence[str]) -> None:
        self.name = name
        self._text = text_of(file, name)
        first = self._text.readline()
        if not first.strip():
            raise PolisFileError(name, 1, Problem.EMPTY)
        delimiter = max(DELIMITERS, key=first.count)
        self.heads = [head.strip() for head in next(csv.reader([first], delimiter=delimiter), [])]
        while self.heads and not self.heads[-1]:
            self.heads.pop()
        for head in needed:
            if head not in self.heads:
                raise PolisFileError(name, 1, Problem.NO_COLUMN, cell=head)
        twice = next((head for head in self.heads if self.heads.count(head) > 1), None)
        if twice is not None:
            raise PolisFileError(name, 1, Problem.SAME_COLUMN, cell=twice)
        self._reader = csv.reader(self._text, delimiter=delimiter, strict=True)

    def batches(self) -> Iterator[Batch]:
        while True:
            begin = self._reader.line_num + 2
            rows: list[list[str]] = []
            try:
                # One by one, so that those before a damaged one tell its line.
                rows.extend(islice(self._reader, BATCH))
            except csv.Error as error:
                line = Batch(self.name, self.heads, begin, rows).line(len(rows))
                raise PolisFileError(self.name, line, Problem.DAMAGED, cell=str(error)) from error
            if not rows:
                return
            batch = Batch(self.name, self.heads, begin, rows).checked()
            if batch.rows:
                yield batch


class Batch:
    """Some rows of a table, and where they stand in it."""

    def __init__(self, name: str, heads: list[str], begin: int, rows: list[list[str]]) -> None:
        self.name, self.heads, self.begin, self.rows = name, heads, begin, rows
        self._all = rows
        self._kept: list[int] | None = None
        self._columns: list[tuple[str, ...]] = []

    def checked(self) -> Batch:
        """Itself, without blank rows, once every row has as many cells as the heading."""
        width = len(self.heads)
        if set(map(len, self._all)) != {width}:
            self._kept = [at for at, row in enumerate(self._all) if any(row)]
            self.rows = [self._all[at] for at in self._kept]
            for at, row in enumerate(self.rows):
                if len(row) < width or any(row[width:]):
                    raise self.error(at, Problem.WIDTH, cell=len(row))
            self.rows = [row[:width] for row in self.rows]
        self._columns = list(zip(*self.rows, strict=True))
        return self

    def line(self, row: int) -> int:
        """Of the file, in which a row begins."""
        place = row if self._kept is None or row >= len(self._kept) else self._kept[row]
        breaks = sum(
            cell.count("\n") + cell.count("\r") - cell.count("\r\n")
            for cells in self._all[:place]
            for cell in cells
        )
        return self.begin + place + breaks

    def error(self, row: int, problem: Problem, **values: Any) -> PolisFileError:
        return PolisFileError(self.name, self.line(row), problem, **values)

    def column(self, head: str) -> Sequence[str]:
        if head not in self.heads:
            return [""] * len(self.rows)
        return self._columns[self.heads.index(head)]

    def numbers(self, head: str) -> NDArray[np.int64]:
        """A column of whole numbers, 0 or more."""
        cells = self.column(head)
        try:
            found = np.array(list(map(int, cells)), dtype=np.int64)
        except (ValueError, OverflowError):
            found = None
        if found is None or found.min() < 0 or found.max() > HIGHEST_ID or "_" in "".join(cells):
            row = next(at for at, cell in enumerate(cells) if not _is_number(cell))
            raise self.error(row, Problem.NO_NUMBER, column=head, cell=cells[row])
        return found

    def numbers_or_none(self, head: str) -> Sequence[int | None]:
        """A column that may be missing, or have empty cells."""
        cells = self.column(head)
        for row, cell in enumerate(cells):
            if cell.strip() and not _is_number(cell):
                raise self.error(row, Problem.NO_NUMBER, column=head, cell=cell)
        return [int(cell) if cell.strip() else None for cell in cells]

    def looked_up(
        self, head: str, values: dict[str, int], problem: Problem, missing: int | None = None
    ) -> NDArray[np.int8]:
        if head not in self.heads and missing is not None:
            return np.full(len(self.rows), missing, dtype=np.int8)
        cells = self.column(head)
        try:
            found = [values[cell] for cell in cells]
        except KeyError:
            cells = [cell.strip() for cell in cells]
            row = next((at for at, cell in enumerate(cells) if cell not in values), None)
            if row is not None:
                raise self.error(row, problem, cell=cells[row]) from None
            found = [values[cell] for cell in cells]
        return np.array(found, dtype=np.int8)


def _is_number(cell: str) -> bool:
    bare = cell.strip()
    return bare.isascii() and bare.isdecimal() and len(bare) < 20 and int(bare) <= HIGHEST_ID
