"""All votes of a consultation, as the methods take them, and row by row for a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.polis_files import Votes
from gongjian.methods.vote_table import VoteTable, vote_table
from gongjian.public.deliberation.models.consultation_votes import (
    Participant,
    Vote,
)
from gongjian.public.deliberation.models.consultations import Consultation, Statement

TOGETHER: Final = 20_000
PEOPLE_TOGETHER: Final = 500
ANSWERS: Final = np.array([0, 1, -1, 0], dtype=np.int8)
"""What a byte of a ballot stands for (rules.consultations); 0 is unseen."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def read_table(consultation: Consultation) -> tuple[VoteTable, str]:
    """All votes that count, and a digest of what was read.

    Returns
    -------
    table : VoteTable
        People by the key of their participant, statements by their number.
    digest : str
        SHA-256 of all ballots in the order of participants: who has the same votes has the same.

    Notes
    -----
    A row a participant is read, `TOGETHER` at once, and not a row a vote.
    """
    people, statements, said = [], [], []
    digest = hashlib.sha256()
    for keys, ballots in _ballots(consultation):
        rows, numbers, codes = _cells(ballots)
        people.append(keys[rows])
        statements.append(numbers)
        said.append(ANSWERS[codes])
        for ballot in ballots:
            digest.update(len(ballot).to_bytes(4, "big") + ballot)
    if not people:
        return vote_table([], [], []), digest.hexdigest()
    table = vote_table(np.concatenate(people), np.concatenate(statements), np.concatenate(said))
    return table, digest.hexdigest()


def _ballots(consultation: Consultation) -> Iterator[tuple[NDArray[np.int64], list[bytes]]]:
    last = 0
    while True:
        rows = list(
            Participant.objects.filter(consultation=consultation, pk__gt=last)
            .order_by("pk")
            .values_list("pk", "ballot")[:TOGETHER]
        )
        if not rows:
            return
        last = rows[-1][0]
        voted = [(key, bytes(ballot)) for key, ballot in rows if ballot]
        if voted:
            yield np.array([key for key, _ballot in voted]), [ballot for _key, ballot in voted]


def _cells(
    ballots: list[bytes],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Place of the ballot, number of the statement and code of each vote."""
    lengths = np.array([len(ballot) for ballot in ballots])
    codes = np.frombuffer(b"".join(ballots), dtype=np.uint8)
    begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows = np.repeat(np.arange(len(ballots)), lengths)
    numbers = np.arange(len(codes)) - begins
    is_seen = codes > 0
    return rows[is_seen], numbers[is_seen], codes[is_seen]


def participant_numbers(consultation: Consultation) -> dict[int, int]:
    """Key of a participant → the number it has in files, from 0 in the order in which they came.

    Imported ones keep the number they had; those who came later follow the highest of these.
    """
    rows = Participant.objects.filter(consultation=consultation).order_by("pk")
    found = list(rows.values_list("pk", "imported"))
    following = max((number for _key, number in found if number is not None), default=-1) + 1
    numbers = {}
    for key, number in found:
        if number is None:
            number, following = following, following + 1
        numbers[key] = number
    return numbers


def vote_rows(consultation: Consultation, numbers: dict[int, int]) -> Iterator[Votes]:
    """All votes with their times, person by person; some hundred people are held at once.

    Parameters
    ----------
    numbers : dict
        As `participant_numbers` makes it.
    """
    statements = dict(
        Statement.objects.filter(consultation=consultation).values_list("pk", "number")
    )
    keys = sorted(numbers)
    for begin in range(0, len(keys), PEOPLE_TOGETHER):
        rows = list(
            Vote.objects.filter(participant__in=keys[begin : begin + PEOPLE_TOGETHER])
            .order_by("participant", "statement")
            .values_list("participant", "statement", "answer", "at")
        )
        if rows:
            yield Votes(
                np.array([numbers[row[0]] for row in rows]),
                np.array([statements[row[1]] for row in rows]),
                np.array([row[2] for row in rows], dtype=np.int8),
                np.array([milliseconds(row[3]) for row in rows]),
            )


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)
