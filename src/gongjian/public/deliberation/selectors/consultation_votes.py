"""All votes of a consultation, as the methods take them, and person by person for a file."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from django.db.models import Count, Max, Q
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.polis_files import Votes
from gongjian.methods.vote_table import VoteTable
from gongjian.public.deliberation.models.consultation_votes import (
    FoundGroups,
    Participant,
    Vote,
)
from gongjian.public.deliberation.models.consultations import Consultation, Statement

TOGETHER: Final = 10_000
PEOPLE_TOGETHER: Final = 500
ANSWERS: Final = np.array([0, 1, -1, 0], dtype=np.int8)
"""What a byte of a ballot stands for (rules.consultations); 0 is unseen."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Votes of some people, in their order: how many each cast, on what, and which."""

    people: NDArray[np.int64]
    counts: NDArray[np.int64]
    numbers: NDArray[np.int32]
    votes: NDArray[np.int8]


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
    A row a participant is read, and not a row a vote; nothing is sorted, for participants come in
    the order of their keys and their ballots in that of the statements. Five bytes a vote stay,
    ten at most are held.
    """
    parts: list[_Cells] = []
    digest = hashlib.sha256()
    for keys, ballots in _ballots(consultation):
        parts.append(_cells(keys, ballots))
        for ballot in ballots:
            digest.update(len(ballot).to_bytes(4, "big") + ballot)
    return _table(parts, None), digest.hexdigest()


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


def _cells(keys: NDArray[np.int64], ballots: list[bytes]) -> _Cells:
    ends = np.cumsum([len(ballot) for ballot in ballots])
    codes = np.frombuffer(b"".join(ballots), dtype=np.uint8)
    places = np.flatnonzero(codes)
    counts = np.diff(np.searchsorted(places, ends), prepend=0)
    begins = np.append(0, ends[:-1])
    numbers = (places - np.repeat(begins, counts)).astype(np.int32)
    return _Cells(keys, counts, numbers, ANSWERS[codes[places]])


def _table(parts: list[_Cells], statements: NDArray[np.int64] | None) -> VoteTable:
    """``statements``: those to have a column, ascending; None: those that somebody voted on."""
    people = np.concatenate([np.zeros(0, dtype=np.int64), *(part.people for part in parts)])
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(part.counts for part in parts)])
    numbers = np.concatenate([np.zeros(0, dtype=np.int32), *(part.numbers for part in parts)])
    votes = np.concatenate([np.zeros(0, dtype=np.int8), *(part.votes for part in parts)])
    parts.clear()
    if statements is None:
        statements = np.flatnonzero(np.bincount(numbers, minlength=1))
    column_of = np.zeros(int(statements.max(initial=0)) + 1, dtype=np.int32)
    column_of[statements] = np.arange(len(statements))
    begins = np.append(0, np.cumsum(counts))
    shape = (len(people), len(statements))
    cells = sparse.csr_matrix((votes, column_of[numbers], begins), shape=shape)
    cells.has_sorted_indices = True
    return VoteTable(people, statements, cells)


# --- for files -----------------------------------------------------------------------------------


def numbered_people(
    consultation: Consultation, *, size: int = TOGETHER
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Keys of participants, some at once, and the numbers they have in files, from 0 in the order
    in which they came.

    Imported ones keep the number they had; those who came later follow the highest of these.
    """
    rows = Participant.objects.filter(consultation=consultation)
    highest = rows.aggregate(highest=Max("imported"))["highest"]
    following, last = (0 if highest is None else highest + 1), 0
    while True:
        found = list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "imported")[:size])
        if not found:
            return
        last = found[-1][0]
        numbers = []
        for _key, number in found:
            numbers.append(following if number is None else number)
            following += number is None
        yield np.array([key for key, _number in found]), np.array(numbers, dtype=np.int64)


def numbers_of(consultation: Consultation, wanted: Collection[int]) -> dict[int, int]:
    """Key → number in files, for some participants: those who wrote something."""
    found: dict[int, int] = {}
    chosen = np.array(sorted(wanted), dtype=np.int64)
    for keys, numbers in numbered_people(consultation) if wanted else ():
        is_wanted = np.isin(keys, chosen, assume_unique=True)
        found.update(zip(keys[is_wanted].tolist(), numbers[is_wanted].tolist(), strict=True))
    return found


def holder_number(consultation: Consultation) -> int:
    """The number in files of whoever holds it, who wrote what no participant did: the next one
    after all people, as of somebody who never voted. Files of Polis name an author of each."""
    rows = Participant.objects.filter(consultation=consultation)
    told = rows.aggregate(highest=Max("imported"), later=Count("pk", filter=Q(imported=None)))
    return int(told["later"]) + (0 if told["highest"] is None else int(told["highest"]) + 1)


def vote_rows(consultation: Consultation) -> Iterator[Votes]:
    """All votes with their times, person by person; some hundred people are held at once."""
    rows_of = Statement.objects.filter(consultation=consultation)
    statements = dict(rows_of.values_list("pk", "number"))
    for keys, numbers in numbered_people(consultation, size=PEOPLE_TOGETHER):
        number_of = dict(zip(keys.tolist(), numbers.tolist(), strict=True))
        rows = list(
            Vote.objects.filter(participant__in=keys.tolist())
            .order_by("participant", "statement")
            .values_list("participant", "statement", "answer", "at")
        )
        if rows:
            yield Votes(
                np.array([number_of[row[0]] for row in rows]),
                np.array([statements[row[1]] for row in rows]),
                np.array([row[2] for row in rows], dtype=np.int8),
                np.array([milliseconds(row[3]) for row in rows]),
            )


def people_rows(
    consultation: Consultation, statements: NDArray[np.int64]
) -> Iterator[tuple[VoteTable, NDArray[np.int64]]]:
    """Who voted, some hundred at once, under their numbers, with a column for each statement; and
    the groups they stand in by the latest result, -1 where in none."""
    people, groups = found_groups(consultation)
    for keys, numbers in numbered_people(consultation, size=PEOPLE_TOGETHER):
        rows = Participant.objects.filter(pk__in=keys.tolist()).values_list("pk", "ballot")
        ballots = {key: bytes(ballot) for key, ballot in rows}
        voted = np.array([bool(ballots[key]) for key in keys.tolist()])
        if not voted.any():
            continue
        cells = _cells(numbers[voted], [ballots[key] for key in keys[voted].tolist()])
        yield _table([cells], statements), _groups_of(keys[voted], people, groups)


def _groups_of(
    keys: NDArray[np.int64], people: NDArray[np.int64], groups: NDArray[np.int8]
) -> NDArray[np.int64]:
    if not len(people):
        return np.full(len(keys), -1)
    places = np.searchsorted(people, keys).clip(max=len(people) - 1)
    return np.where(people[places] == keys, groups[places], -1).astype(np.int64)


def pack_groups(people: NDArray[np.int64], groups: NDArray[np.int8]) -> tuple[bytes, bytes]:
    """Participants in the order of their keys, and their groups, in little room."""
    steps = np.diff(people, prepend=0).astype("<i8")
    return zlib.compress(steps.tobytes(), 1), zlib.compress(groups.tobytes(), 1)


def found_groups(consultation: Consultation) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Who stands in which group of the latest result: keys, ascending, and groups."""
    found = FoundGroups.objects.filter(consultation=consultation).first()
    if found is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int8)
    steps = np.frombuffer(zlib.decompress(bytes(found.participants)), dtype="<i8")
    groups = np.frombuffer(zlib.decompress(bytes(found.groups)), dtype=np.int8)
    return np.cumsum(steps, dtype=np.int64), groups


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)
