"""A consultation as the four files of Polis, piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from gongjian.methods.opinion_groups import opinion_groups
from gongjian.methods.polis_export import (
    CommentRow,
    comments_csv,
    participants_csv,
    summary_csv,
    votes_csv,
)
from gongjian.methods.vote_table import VoteTable
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import StatementState
from gongjian.public.deliberation.selectors.consultation_votes import (
    milliseconds,
    participant_numbers,
    read_table,
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
        return votes_csv(vote_rows(consultation, participant_numbers(consultation)))
    if name == "comments.csv":
        return comments_csv(_comments(consultation))
    if name == "participants-votes.csv":
        return _participants(consultation)
    return summary_csv(_summary(consultation, url))


def _comments(consultation: Consultation) -> Iterator[CommentRow]:
    numbers = participant_numbers(consultation)
    result = latest_result(consultation)
    counts = {one["statement"]: one for one in result.values["statements"]} if result else {}
    for one in Statement.objects.filter(consultation=consultation).order_by("number"):
        state = StatementState(one.state)
        told = counts.get(one.number, {"agrees": 0, "disagrees": 0})
        # What was taken out, or not looked at yet, nobody reads; its votes stay countable.
        text = one.public_text if state == StatementState.ACCEPTED else f"({state.value})"
        author = numbers.get(one.author_id) if one.author_id is not None else None
        yield CommentRow(
            one.number, text, rules.MODERATED[state], author, milliseconds(one.at),
            told["agrees"], told["disagrees"], one.is_meta,
        )  # fmt: skip


def _participants(consultation: Consultation) -> Iterator[str]:
    numbers = participant_numbers(consultation)
    table, _digest = read_table(consultation)
    rows = Statement.objects.filter(consultation=consultation)
    hidden = rows.exclude(state=StatementState.ACCEPTED.value).values_list("number", flat=True)
    found = opinion_groups(
        table,
        method="polis" if consultation.method == "polis" else "best",
        moderated=list(hidden),
        seed=rules.SEED,
    )
    sizes = np.bincount(found.labels[found.labels >= 0], minlength=found.count)
    small = np.flatnonzero(sizes < consultation.privacy_limit)
    labels = np.where(np.isin(found.labels, small), -1, found.labels)
    people = np.array([numbers[key] for key in table.people.tolist()], dtype=np.int64)
    written = Counter(rows.exclude(author=None).values_list("author", flat=True))
    order = np.argsort(people, kind="stable")
    numbered = VoteTable(people[order], table.statements, table.cells[order])
    yield from participants_csv(
        numbered, labels[order], {numbers[key]: count for key, count in written.items()}
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
