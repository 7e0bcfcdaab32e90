"""``gongjian triage group``: which rows of a table are about one thing."""

from __future__ import annotations

import re
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from math import inf, nan
from typing import BinaryIO, NamedTuple

from django.core.management.base import CommandError
from tqdm import tqdm

from gongjian.foundation.kernel.tables import Table
from gongjian.methods.issue_grouper import Arrival, IssueGrouper
from gongjian.methods.issue_judge import common_runs, issue_judge
from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_fingerprints import fingerprint_from_bytes, fingerprints

COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "subject", "summary", "标题", "主题", "留言主题", "诉求标题"),
    "text": (
        "body", "text", "content", "description", "message", "details", "内容", "正文", "留言详情",
        "留言内容", "诉求内容",
    ),
    "time": (
        "time", "date", "datetime", "created", "created_at", "received_at", "requested_datetime",
        "时间", "日期", "留言时间", "受理时间",
    ),
    "sender": ("user", "sender", "user_id", "author", "requester", "用户", "留言用户", "诉求人"),
    "area": ("areas", "area", "district", "place", "区域", "区县", "地区", "所属区域"),
}  # fmt: skip
"""By which names a column is known without being told; upper and lower case are the same."""

TOLD = {
    "title": "title",
    "text": "text; looks beside the title at its first 400 characters",
    "time": "when it came: only what is 200 days apart or less is compared",
    "sender": "who sent it",
    "area": "where: one or several names",
}
TOGETHER = 512
_PARTS_OF_AREA = re.compile(r"[|,;/、，；\s]+")
_LOOSE_TIME = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?")


class Grouped(NamedTuple):
    """The issue of each row, from 1 and by size, None for one that is alone."""

    issues: list[int | None]
    sizes: Counter[int]
    """How many issues there are of each size."""
    untimed: int
    """Rows whose time could not be read."""


def add_column_options(parser: ArgumentParser) -> None:
    for name, told in TOLD.items():
        known = ", ".join(COLUMN_NAMES[name][:4])
        parser.add_argument(
            f"--{name}", metavar="COLUMN", help=f"{told}; known without: {known}, …"
        )


def chosen_columns(table: Table, named: Mapping[str, str | None]) -> dict[str, str]:
    """The table's column for each part of a message, as named or by its own name.

    Raises
    ------
    CommandError
        A named column is missing, or there is neither title nor text.
    """
    own = {name.casefold(): name for name in reversed(table.columns) if name}
    found = {}
    for part, known in COLUMN_NAMES.items():
        if (name := named.get(part)) is not None:
            if name not in table.columns:
                raise CommandError(
                    f"{table.path} has no column {name!r}; it has: {', '.join(table.columns)}"
                )
            found[part] = name
        elif fitting := [own[one] for one in known if one in own]:
            found[part] = fitting[0]
    if not {"title", "text"} & set(found):
        raise CommandError(
            f"{table.path} has no column that is known to hold text; name it with --text COLUMN. "
            f"It has: {', '.join(table.columns)}"
        )
    return found


def group_table(table: Table, columns: Mapping[str, str]) -> Grouped:
    """Place the rows of a table one at a time, the earliest first.

    Reads the table once. Fingerprints wait in a temporary file, so that the memory needed is some
    hundred bytes a row, and 4 kB for each that is compared with others at the same time.
    """
    with tempfile.TemporaryFile() as file:
        rows = _Rows(file)
        rows.read(table, columns)
        grouper = IssueGrouper(rows.counts, issue_judge().probabilities)
        order = sorted(range(len(rows.days)), key=lambda at: (_known(rows.days[at]), at))
        with tqdm(total=len(order), unit=" rows", desc="Placing", disable=None) as bar:
            for at in order:
                grouper.place(rows.arrival(at))
                bar.update()
        groups: list[int | None] = [None] * len(order)
        for at, group in zip(order, grouper.groups, strict=True):
            groups[at] = group
    return _numbered(rows, groups)


@dataclass(slots=True)
class _Rows:
    """What is kept of the rows of a table that hold something."""

    file: BinaryIO
    counts: RunCounts = field(default_factory=common_runs)
    numbers: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    areas: list[frozenset[str]] = field(default_factory=list)
    untimed: int = 0
    length: int = 0
    """Of the table, with its blank rows."""

    def read(self, table: Table, columns: Mapping[str, str]) -> None:
        known_areas: dict[str, frozenset[str]] = {}
        with tqdm(unit=" rows", desc="Reading", disable=None) as bar:
            for every in _blocks(table.every_row()):
                self.length = every[-1][0]
                bar.update(len(every))
                block = [(number, row) for number, row in every if any(row.values())]
                cut = fingerprints(
                    [
                        (_cell(row, columns, "title"), _cell(row, columns, "text"))
                        for _number, row in block
                    ]
                )
                for (number, row), text in zip(block, cut, strict=True):
                    area = _cell(row, columns, "area")
                    if area not in known_areas:
                        parts = filter(None, _PARTS_OF_AREA.split(area))
                        known_areas[area] = frozenset(parts)
                    self.numbers.append(number)
                    self.places.append(self.file.tell())
                    self.days.append(self._day(_cell(row, columns, "time")))
                    self.senders.append(_cell(row, columns, "sender"))
                    self.areas.append(known_areas[area])
                    self.file.write(text.to_bytes())
                self.counts = self.counts.plus([text.hashes for text in cut], seed=len(self.places))
        self.places.append(self.file.tell())

    def arrival(self, at: int) -> Arrival:
        self.file.seek(self.places[at])
        content = self.file.read(self.places[at + 1] - self.places[at])
        text = fingerprint_from_bytes(content)
        return Arrival(text, self.days[at], self.senders[at], self.areas[at])

    def _day(self, cell: str) -> float:
        if not cell:
            return nan
        moment = _moment(cell)
        if moment is None:
            self.untimed += 1
            return nan
        return moment.timestamp() / 86_400


def _numbered(rows: _Rows, groups: Sequence[int | None]) -> Grouped:
    sizes = Counter(group for group in groups if group is not None)
    # Counted as they begin in the table, so that equal sizes stand in its order.
    order = sorted(sizes, key=lambda group: -sizes[group])
    names = {group: place for place, group in enumerate(order, 1)}
    issues: list[int | None] = [None] * rows.length
    for number, group in zip(rows.numbers, groups, strict=True):
        issues[number - 1] = None if group is None else names[group]
    return Grouped(issues, Counter(sizes.values()), rows.untimed)


def _known(day: float) -> float:
    return inf if day != day else day


def _cell(row: Mapping[str, str], columns: Mapping[str, str], part: str) -> str:
    return row[columns[part]] if part in columns else ""


def _moment(cell: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        parts = _LOOSE_TIME.match(cell)
        if parts is None:
            return None
        try:
            year, month, day, hour, minute, second = map(int, parts.groups(default="0"))
            moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _blocks(
    rows: Iterator[tuple[int, dict[str, str]]],
) -> Iterator[list[tuple[int, dict[str, str]]]]:
    while block := list(islice(rows, TOGETHER)):
        yield block


def sizes_line(sizes: Counter[int]) -> str:
    """How many issues there are of each size, the largest first."""
    return ", ".join(f"{sizes[size]} of {size}" for size in sorted(sizes, reverse=True))
