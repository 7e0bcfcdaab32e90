"""The files of a conversation as Polis exports it: votes, comments, participants, a summary.

A comment is what we call a statement. Votes are read in batches, so that ten million rows need no
more room than their numbers; whatever is wrong is told with the line it stands in.

References
----------
The exports of Polis (``votes.csv``, ``comments.csv``, ``participants-votes.csv``, ``summary.csv``):
times in milliseconds since 1970, or today in seconds, a vote is 1 (agree), 0 (pass) or -1
(disagree), a comment is moderated 1 (accepted), 0 (not looked at) or -1 (taken out).
`polis_export` writes them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.polis_tables import PolisFileError, Problem, Table, text_of

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The wide ones, too: where Chinese and Japanese is typed, spreadsheets run what they begin."""
FIRST_MS: Final = 10**11
"""Times below are seconds: as milliseconds they were before March 1973, as seconds they reach until
the year 5138."""
VOTES: Final = {"1": 1, "0": 0, "-1": -1}


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes as they stand in a file; of several by one person on one comment all are there.

    Attributes
    ----------
    people, comments : ndarray of int64, shape (n,)
    votes : ndarray of int8, shape (n,)
    times : ndarray of int64, shape (n,)
        Milliseconds since 1970; without such a column the place of the row, so that the last one
        of the file counts.
    """

    people: NDArray[np.int64]
    comments: NDArray[np.int64]
    votes: NDArray[np.int8]
    times: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Comment:
    """A row of ``comments.csv``; what is not told there is None."""

    number: int
    text: str
    moderated: int
    author: int | None
    time_ms: int | None
    is_meta: bool
    line: int


@dataclass(frozen=True, slots=True)
class Participants:
    """What ``participants-votes.csv`` says: groups of people, and their votes as a matrix."""

    groups: dict[int, int | None]
    votes: Votes


def votes_in(file: BinaryIO, known: Collection[int] | None = None) -> Iterator[Votes]:
    """Read ``votes.csv`` in batches.

    Parameters
    ----------
    file : binary file
        Read from its beginning; it must be able to go back there.
    known : collection of int, optional
        Comments that there are: a vote on another one is an error.

    Yields
    ------
    Votes
        Of at most `polis_tables.BATCH` rows.

    Raises
    ------
    PolisFileError
        A column is missing, a cell is no number or no vote, a comment is unknown, the file stops
        being a table.

    Notes
    -----
    One and a half seconds for a million rows.
    """
    table = Table(file, "votes.csv", ("comment-id", "voter-id", "vote"))
    allowed = None if known is None else np.array(sorted(known), dtype=np.int64)
    is_timed, read = "timestamp" in table.heads, 0
    for batch in table.batches():
        comments, people = batch.numbers("comment-id"), batch.numbers("voter-id")
        said = batch.looked_up("vote", VOTES, Problem.NO_VOTE)
        if allowed is not None and not (is_known := np.isin(comments, allowed)).all():
            row = int(np.argmin(is_known))
            raise batch.error(row, Problem.UNKNOWN, cell=int(comments[row]))
        if is_timed:
            times = batch.numbers("timestamp")
            times = np.where(times < FIRST_MS, times * 1000, times)
        else:
            times = np.arange(read, read + len(said))
        read += len(said)
        yield Votes(people, comments, said, times)


def read_votes(file: BinaryIO, known: Collection[int] | None = None) -> Votes:
    """Read all of ``votes.csv``; as `votes_in`, 25 bytes a row."""
    return _together(votes_in(file, known))


def read_comments(file: BinaryIO, *, needs_text: bool = True) -> list[Comment]:
    """Read ``comments.csv``.

    Parameters
    ----------
    file : binary file
    needs_text : bool
        Whether a comment without text is an error; whoever only counts does not need it.

    Returns
    -------
    list of Comment
        In the order of the file. Without a column ``moderated`` all are accepted. An apostrophe
        that `polis_export` put before what a spreadsheet would take for a formula is taken away.

    Raises
    ------
    PolisFileError
        As for votes; also a comment that is there twice or has no text.
    """
    table = Table(file, "comments.csv", ("comment-id", "comment-body"))
    found: list[Comment] = []
    seen: set[int] = set()
    for batch in table.batches():
        numbers = batch.numbers("comment-id").tolist()
        texts = [plain(cell.replace("\x00", "").strip()) for cell in batch.column("comment-body")]
        states = batch.looked_up("moderated", VOTES, Problem.NO_STATE, missing=1).tolist()
        authors = batch.numbers_or_none("author-id")
        times = [_milliseconds(time) for time in batch.numbers_or_none("timestamp")]
        metas = batch.column("is-meta")
        for row, number in enumerate(numbers):
            if number in seen:
                raise batch.error(row, Problem.TWICE, column="comment-id", cell=number)
            if needs_text and not texts[row]:
                raise batch.error(row, Problem.NO_TEXT, cell=number)
            seen.add(number)
            found.append(
                Comment(
                    number, texts[row], states[row], authors[row], times[row],
                    metas[row].strip().lower() in ("1", "t", "true"), batch.line(row),
                )
            )  # fmt: skip
    return found


def read_participants(file: BinaryIO, known: Collection[int] | None = None) -> Participants:
    """Read ``participants-votes.csv``: a row a person, a column a comment.

    Parameters
    ----------
    file : binary file
    known : collection of int, optional
        Comments that there are: a column of another one is an error.

    Returns
    -------
    Participants
        Every time is 0: the file has none.

    Raises
    ------
    PolisFileError
        As for votes; also a person who is there twice.
    """
    name = "participants-votes.csv"
    table = Table(file, name, ("participant",))
    columns = [head for head in table.heads if head.isdecimal()]
    numbers = np.array([int(head) for head in columns], dtype=np.int64)
    if known is not None and (unknown := sorted(set(numbers.tolist()) - set(known))):
        raise PolisFileError(name, 1, Problem.UNKNOWN, cell=unknown[0])
    groups: dict[int, int | None] = {}
    parts = []
    cells_of = {**VOTES, "": None}
    for batch in table.batches():
        people = batch.numbers("participant")
        published = batch.numbers_or_none("group-id")
        for row, person in enumerate(people.tolist()):
            if person in groups:
                raise batch.error(row, Problem.TWICE, column="participant", cell=person)
            groups[person] = published[row]
        for column, number in zip(columns, numbers, strict=True):
            cells = batch.column(column)
            try:
                said = [cells_of[cell] for cell in cells]
            except KeyError:
                row = next(at for at, cell in enumerate(cells) if cell not in cells_of)
                raise batch.error(row, Problem.NO_VOTE, cell=cells[row]) from None
            places = np.array([at for at, one in enumerate(said) if one is not None], dtype=int)
            votes = np.array([one for one in said if one is not None], dtype=np.int8)
            parts.append(
                Votes(
                    people[places],
                    np.full(len(places), number),
                    votes,
                    np.zeros(len(places), dtype=np.int64),
                )
            )
    return Participants(groups, _together(iter(parts)))


def read_summary(file: BinaryIO) -> dict[str, str]:
    """Read ``summary.csv``: a key and its value a row; rows of another form are passed over.

    Parameters
    ----------
    file : binary file

    Returns
    -------
    dict
        ``topic``, ``conversation-description``, ``voters``, …

    Raises
    ------
    PolisFileError
        The file cannot be read as a table.
    """
    text = text_of(file, "summary.csv")
    reader = csv.reader(text, strict=True)
    try:
        rows = [row for row in reader if len(row) >= 2]
    except csv.Error as error:
        raise PolisFileError(
            "summary.csv", reader.line_num, Problem.DAMAGED, cell=str(error)
        ) from error
    return {row[0].strip(): plain(row[1].replace("\x00", "")) for row in rows}


def _milliseconds(time: int | None) -> int | None:
    return time if time is None or time >= FIRST_MS else time * 1000


def plain(text: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from running it."""
    bare = text.lstrip("'")
    return text[1:] if bare != text and bare.startswith(FORMULA_STARTS) else text


def _together(parts: Iterator[Votes]) -> Votes:
    found = list(parts)

    def column(take: Callable[[Votes], NDArray], dtype: type) -> NDArray:
        arrays = [take(part) for part in found]
        return np.concatenate(arrays) if arrays else np.zeros(0, dtype=dtype)

    return Votes(
        column(lambda part: part.people, np.int64),
        column(lambda part: part.comments, np.int64),
        column(lambda part: part.votes, np.int8),
        column(lambda part: part.times, np.int64),
    )
