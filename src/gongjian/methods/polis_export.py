"""A conversation written as the files of Polis, which other tools read; `polis_files` reads them.

Text in UTF-8 without a byte order mark, as Polis writes it: what reads those files takes a mark
for a part of the first heading. What a spreadsheet would run as a formula gets an apostrophe in
front.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.polis_files import FORMULA_STARTS, Votes
from gongjian.methods.vote_table import AGREE, DISAGREE, VoteTable

VOTE_HEADS: Final = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
COMMENT_HEADS: Final = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated",
    "comment-body", "is-meta",
)  # fmt: skip
PERSON_HEADS: Final = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
TOGETHER: Final = 2_000


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A statement as ``comments.csv`` tells it; ``moderated`` is 1, 0 or -1."""

    number: int
    text: str
    moderated: int
    author: int | None
    time_ms: int
    agrees: int
    disagrees: int
    is_meta: bool = False


def votes_csv(batches: Iterable[Votes]) -> Iterator[str]:
    """``votes.csv``, in pieces of some thousand rows.

    Parameters
    ----------
    batches : iterable of Votes
        In the order in which the rows shall stand; read once.

    Yields
    ------
    str
    """
    yield from _csv([VOTE_HEADS])
    for batch in batches:
        columns = (batch.times, batch.comments, batch.people, batch.votes)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        yield from _csv(
            (at, datetime_of(at), comment, who, vote) for at, comment, who, vote in rows
        )


def comments_csv(comments: Iterable[CommentRow]) -> Iterator[str]:
    """``comments.csv``, in pieces; a comment without an author has an empty ``author-id``."""
    yield from _csv([COMMENT_HEADS])
    yield from _csv(
        (
            one.time_ms, datetime_of(one.time_ms), one.number,
            "" if one.author is None else one.author, one.agrees, one.disagrees, one.moderated,
            harmless(one.text), int(one.is_meta),
        )
        for one in comments
    )  # fmt: skip


def participants_csv(
    statements: Sequence[int],
    parts: Iterable[tuple[VoteTable, NDArray[np.integer]]],
    written: Mapping[int, int] | None = None,
) -> Iterator[str]:
    """``participants-votes.csv``, in pieces: a row a person, a column a statement.

    Parameters
    ----------
    statements : sequence of int
        Ids, ascending: the columns.
    parts : iterable of (VoteTable, ndarray of int)
        Some people at a time, with exactly these columns, and the group of each; below 0 where in
        none. Read once, and one held at a time.
    written : mapping of int to int, optional
        How many statements each person wrote.

    Yields
    ------
    str

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    yield from _csv([(*PERSON_HEADS, *statements)])
    for votes, labels in parts:
        if labels.shape != votes.people.shape or votes.cells.shape[1] != len(statements):
            raise ValueError(f"{labels.shape} labels, {votes.cells.shape} votes")
        yield from _csv(_person_rows(votes, labels, written or {}))


def _person_rows(
    votes: VoteTable, labels: NDArray[np.integer], written: Mapping[int, int]
) -> Iterator[Sequence[Any]]:
    cells, n_statements = votes.cells, len(votes.statements)
    for place, person in enumerate(votes.people.tolist()):
        part = slice(cells.indptr[place], cells.indptr[place + 1])
        said = cells.data[part]
        row: list[Any] = [""] * n_statements
        for column, vote in zip(cells.indices[part].tolist(), said.tolist(), strict=True):
            row[column] = vote
        group = int(labels[place])
        yield (
            person, group if group >= 0 else "", written.get(person, 0), len(said),
            int((said == AGREE).sum()), int((said == DISAGREE).sum()), *row,
        )  # fmt: skip


def summary_csv(summary: Mapping[str, object]) -> Iterator[str]:
    """``summary.csv``: a key and its value a row."""
    yield from _csv(
        (key, harmless(value) if isinstance(value, str) else value)
        for key, value in summary.items()
    )


def harmless(text: str) -> str:
    """A text that no spreadsheet runs; `polis_files.plain` gives it back as it was."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def datetime_of(time_ms: int) -> str:
    """A moment as Polis writes it, in UTC: ``Tue Jun 30 08:49:52 UTC 2015``."""
    at = time.gmtime(time_ms // 1000)
    return (
        f"{DAYS[at.tm_wday]} {MONTHS[at.tm_mon - 1]} {at.tm_mday:02} "
        f"{at.tm_hour:02}:{at.tm_min:02}:{at.tm_sec:02} UTC {at.tm_year}"
    )


def _csv(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % TOGETHER == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    if text.tell():
        yield text.getvalue()
