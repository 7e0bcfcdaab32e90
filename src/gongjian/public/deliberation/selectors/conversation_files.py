"""A consultation as the four files of Polis, piece by piece: some hundred people are held at once,
however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from gongjian.methods.polis_export import (
    CommentRow,
    comments_csv,
    participants_csv,
    summary_csv,
    votes_csv,
)
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import StatementState
from gongjian.public.deliberation.selectors.consultation_votes import (
    holder_number,
    milliseconds,
    numbers_of,
    people_rows,
    vote_rows,
)
from gongjian.public.deliberation.selectors.consultations import latest_result

FILES = ("votes.csv", "comments.csv", "participants-votes.csv", "summary.csv")


def file_pieces(consultation: Consultation, name: str, *, url: str = "") -> Iterator[str]:
    """One of `FILES`, in pieces; statements that nobody may read are there without their words.

    Parameters
    ----------
    url : str
        The consultation's address, for the summary.
    """
    if name == "votes.csv":
        return votes_csv(vote_rows(consultation))
    if name == "comments.csv":
        return comments_csv(_comments(consultation))
    if name == "participants-votes.csv":
        return _participants(consultation)
    return summary_csv(_summary(consultation, url))


def _comments(consultation: Consultation) -> Iterator[CommentRow]:
    numbers, holder = numbers_of(consultation, _written(consultation)), holder_number(consultation)
    result = latest_result(consultation)
    counts = {one["statement"]: one for one in result.values["statements"]} if result else {}
    for one in Statement.objects.filter(consultation=consultation).order_by("number"):
        state = StatementState(one.state)
        told = counts.get(one.number, {"agrees": 0, "disagrees": 0})
        # What was taken out, or not looked at yet, nobody reads; its votes stay countable.
        text = one.public_text if state == StatementState.ACCEPTED else f"({state.value})"
        author = holder if one.author_id is None else numbers.get(one.author_id)
        yield CommentRow(
            one.number, text, rules.MODERATED[state], author, milliseconds(one.at),
            told["agrees"], told["disagrees"], one.is_meta,
        )  # fmt: skip


def _written(consultation: Consultation) -> Counter[int]:
    """Key of a participant → how many statements they wrote."""
    rows = Statement.objects.filter(consultation=consultation).exclude(author=None)
    return Counter(rows.values_list("author", flat=True))


def _participants(consultation: Consultation) -> Iterator[str]:
    rows = Statement.objects.filter(consultation=consultation).order_by("number")
    statements = np.array(list(rows.values_list("number", flat=True)), dtype=np.int64)
    written = _written(consultation)
    numbers = numbers_of(consultation, written)
    return participants_csv(
        statements.tolist(),
        people_rows(consultation, statements),
        {numbers[key]: count for key, count in written.items()},
    )


def _summary(consultation: Consultation, url: str) -> dict[str, object]:
    result = latest_result(consultation)
    rows = Statement.objects.filter(consultation=consultation)
    people = result.people if result else 0
    return {
        "topic": consultation.title,
        "url": url,
        "voters": people,
        "voters-in-conv": result.values["grouped"] if result else 0,
        "commenters": rows.exclude(author=None).values("author").distinct().count(),
        "comments": rows.count(),
        "groups": result.values["k"] if result else 0,
        "conversation-description": consultation.about,
    }
