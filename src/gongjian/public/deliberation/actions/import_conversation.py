"""Bringing a conversation along from elsewhere: the files that Polis exports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import BinaryIO
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.duties import interface as duties
from gongjian.methods.polis_files import (
    Comment,
    Votes,
    read_comments,
    read_participants,
    read_summary,
    read_votes,
)
from gongjian.methods.polis_tables import PolisFileError, Problem
from gongjian.methods.vote_table import last_votes
from gongjian.public.deliberation.actions.add_statement import NEW_PRIORITY
from gongjian.public.deliberation.actions.consultation_checks import (
    beat,
    check_language,
    make_pulse,
    masked,
    note_event,
    statement_digest,
)
from gongjian.public.deliberation.models.consultation_votes import Participant, Vote
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import (
    Answer,
    ConsultationState,
)

TOGETHER = 5_000
BALLOT_CODES = np.array(
    [rules.with_vote(b"", 0, Answer(one))[0] for one in (-1, 0, 1)], dtype=np.uint8
)
STATES = {number: state for state, number in rules.MODERATED.items()}
LATEST_MS = 4_000_000_000_000
"""In the year 2096: what is more is no moment in milliseconds."""

PROBLEMS = {
    Problem.ENCODING: _("it is neither UTF-8 nor GB18030"),
    Problem.EMPTY: _("it is empty"),
    Problem.NO_COLUMN: _("there is no column “%(cell)s”"),
    Problem.SAME_COLUMN: _("two columns are called “%(cell)s”"),
    Problem.DAMAGED: _("it stops being a table here"),
    Problem.WIDTH: _("the row has another number of cells than the heading"),
    Problem.NO_NUMBER: _("%(column)s “%(cell)s” is no whole number, 0 or more"),
    Problem.NO_VOTE: _("a vote is 1 (agree), 0 (pass) or -1 (disagree), not “%(cell)s”"),
    Problem.NO_STATE: _("moderated is 1, 0 or -1, not “%(cell)s”"),
    Problem.NO_TEXT: _("comment %(cell)s has no text"),
    Problem.TWICE: _("%(column)s %(cell)s is there twice"),
    Problem.UNKNOWN: _("a vote on comment %(cell)s, which comments.csv does not have"),
}


def import_conversation(
    *,
    actor: Actor,
    comments: BinaryIO,
    votes: BinaryIO | None,
    participants: BinaryIO | None = None,
    summary: BinaryIO | None = None,
    title: str = "",
    language: str = "en",
    source: str = "",
    area_id: UUID | None = None,
    now: datetime,
) -> Consultation:
    """Make a closed consultation of the files of a conversation; all of it, or nothing.

    Numbers of comments and of people stay as they are, so that an export says the same again. Of
    several votes of one person on one comment the last one counts. Files are read in batches and
    rows written in batches; a vote is held as 25 bytes.

    Parameters
    ----------
    votes, participants : binary file, optional
        ``votes.csv``, or without it ``participants-votes.csv``.
    title : str
        Without it, the topic of the summary.

    Raises
    ------
    NotAllowed, Unauthenticated
        The actor holds no consultations here.
    Invalid
        A file is not right; which line, is told at its field.
    """
    area_path = duties.get_area(area_id).path if area_id else ""
    policies.require_may_hold(actor, area_path)
    check_language(language)
    try:
        said = _checked(read_comments(comments))
        known = {one.number for one in said}
        if votes is not None:
            cast = read_votes(votes, known)
        elif participants is not None:
            cast = read_participants(participants, known).votes
        else:
            raise Invalid(fields={"votes": [_("Choose votes.csv or participants-votes.csv.")]})
        told = read_summary(summary) if summary is not None else {}
    except PolisFileError as error:
        raise Invalid(fields={_field(error.file): [problem_words(error)]}) from error
    title = (title or told.get("topic", "") or source).strip()[: rules.TITLE_LENGTH]
    if not title:
        raise Invalid(fields={"title": [_("This is empty.")]})
    chosen = last_votes(cast.people, cast.comments, cast.votes, cast.times)
    kept = Votes(
        *(column[chosen] for column in (cast.people, cast.comments, cast.votes, cast.times))
    )
    begun, ended = _period(kept, said, now)
    with transaction.atomic():
        made = Consultation.objects.create(
            title=title, about=told.get("conversation-description", "")[: rules.ABOUT_LENGTH],
            language=language, area_id=area_id, area_path=area_path,
            state=ConsultationState.ANNOUNCED.value, opens_at=begun, closes_at=ended,
            announced_at=now, created_at=now, source=source[:200] or told.get("url", "")[:200],
            next_statement=max(known, default=-1) + 1, statements_each=0,
        )  # fmt: skip
        make_pulse(made.pk)
        numbers, keys = _write_people(made, said, kept, begun)
        authors = dict(zip(numbers.tolist(), keys.tolist(), strict=True))
        statements = _write_statements(made, said, authors, begun)
        _write_votes(made, kept, keys[np.searchsorted(numbers, kept.people)], statements)
        beat(made.pk)
        note_event(
            made, actor=actor, name="consultation_imported", now=now,
            data={"statements": len(said), "people": len(keys), "votes": len(kept.votes)},
        )  # fmt: skip
    return made


def problem_words(error: PolisFileError) -> str:
    """What is wrong, in the reader's language, with file and line."""
    problem = str(PROBLEMS[error.problem] % error.values)
    told = {"file": error.file, "line": error.line, "problem": problem}
    return str(_("%(file)s, line %(line)s: %(problem)s") % told)


def _field(name: str) -> str:
    return {
        "votes.csv": "votes", "comments.csv": "comments", "summary.csv": "summary",
        "participants-votes.csv": "participants",
    }[name]  # fmt: skip


def _checked(said: list[Comment]) -> list[Comment]:
    for one in said:
        if len(one.text) > rules.IMPORTED_STATEMENT_LENGTH:
            words = _("comments.csv, line %(line)s: at most %(longest)s characters") % {
                "line": one.line,
                "longest": rules.IMPORTED_STATEMENT_LENGTH,
            }
            raise Invalid(fields={"comments": [words]})
        if one.number >= rules.MOST_STATEMENTS:
            words = _("comments.csv, line %(line)s: numbers are below %(most)s") % {
                "line": one.line,
                "most": rules.MOST_STATEMENTS,
            }
            raise Invalid(fields={"comments": [words]})
    if not said:
        raise Invalid(fields={"comments": [_("comments.csv has no comments")]})
    return said


def _period(kept: Votes, said: list[Comment], now: datetime) -> tuple[datetime, datetime]:
    """When it was held, by its votes; in times that are none, it was held just now."""
    cast = kept.times[(kept.times > 0) & (kept.times < LATEST_MS)]
    times = [int(cast.min()), int(cast.max())] if len(cast) else []
    times += [one.time_ms for one in said if one.time_ms and one.time_ms < LATEST_MS]
    if not times:
        return now, now
    begun, ended = _moment(min(times), now), _moment(max(times), now)
    return min(begun, now), min(max(ended, begun) + timedelta(seconds=1), now)


def _moment(time_ms: int | None, otherwise: datetime) -> datetime:
    if not time_ms or time_ms >= LATEST_MS:
        return otherwise
    return datetime.fromtimestamp(time_ms / 1000, UTC)


def _write_people(
    made: Consultation, said: list[Comment], kept: Votes, at: datetime
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Those who voted, with their ballots, and those who only wrote: numbers in the files,
    ascending, and the keys of their participants."""
    begins = np.flatnonzero(np.diff(kept.people, prepend=-1))
    voters = kept.people[begins]
    bounds = np.append(begins, len(kept.people)).tolist()
    ballots = zip(voters.tolist(), bounds[:-1], bounds[1:], strict=True)
    writers = {one.author for one in said if one.author is not None}
    silent = np.array(sorted(writers.difference(voters.tolist())), dtype=np.int64)
    rows = chain(
        (
            Participant(
                consultation=made, imported=number, at=at,
                ballot=_ballot(kept.comments[begin:end], kept.votes[begin:end]),
            )
            for number, begin, end in ballots
        ),
        (Participant(consultation=made, imported=number, at=at) for number in silent.tolist()),
    )  # fmt: skip
    _insert(rows)
    found = Participant.objects.filter(consultation=made).order_by("imported")
    written = list(found.values_list("imported", "pk"))
    numbers, keys = np.array(written, dtype=np.int64).reshape(-1, 2).T
    return numbers, keys


def _ballot(comments: NDArray[np.int64], votes: NDArray[np.int8]) -> bytes:
    ballot = np.zeros(int(comments.max()) + 1, dtype=np.uint8)
    ballot[comments] = BALLOT_CODES[votes + 1]
    return ballot.tobytes()


def _write_statements(
    made: Consultation, said: list[Comment], authors: dict[int, int], at: datetime
) -> dict[int, int]:
    """Number → key of the statement."""
    rows, digests = [], set()
    for one in sorted(said, key=lambda one: one.number):
        digest = statement_digest(one.text)
        if digest in digests:
            # Elsewhere the same may be said twice; here its number sets it apart.
            digest = statement_digest(f"{one.number} {one.text}")
        digests.add(digest)
        rows.append(
            Statement(
                consultation=made, number=one.number, text=one.text,
                public_text=masked(one.text), digest=digest, language=made.language,
                author_id=authors.get(one.author) if one.author is not None else None,
                is_meta=one.is_meta, state=STATES[one.moderated].value,
                at=_moment(one.time_ms, at), priority=NEW_PRIORITY,
            )
        )  # fmt: skip
    Statement.objects.bulk_create(rows, batch_size=TOGETHER)
    return {row.number: row.pk for row in rows}


def _write_votes(
    made: Consultation, kept: Votes, keys: NDArray[np.int64], statements: dict[int, int]
) -> None:
    columns = (keys, kept.comments, kept.votes, kept.times)
    _insert(
        Vote(
            participant_id=key,
            statement_id=statements[comment],
            answer=vote,
            at=_moment(time_ms, made.opens_at or made.created_at),
        )
        for begin in range(0, len(keys), TOGETHER)
        for key, comment, vote, time_ms in zip(
            *(column[begin : begin + TOGETHER].tolist() for column in columns), strict=True
        )
    )


def _insert(rows: Iterator[Model]) -> None:
    """Some thousand at once: thirty million take no more room than these."""
    while part := list(islice(rows, TOGETHER)):
        insert_rows(part)
