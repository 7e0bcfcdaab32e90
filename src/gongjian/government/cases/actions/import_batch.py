"""A batch of rows in one transaction: read, compared with what is there, written, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.government.cases.actions.import_identity import NamedRow
from gongjian.government.cases.actions.import_rows import LeftOut, RowError, RowReader
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_cases
from gongjian.government.cases.models import ImportJob, ImportRow
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.cases.selectors.imports import known_references, said_of_cases

MAX_KEPT = 10_000
"""Rows with errors, and as many of which something was left out."""
MAX_NAMES = 200
MAX_NAME = 60


class BegunAnew(Exception):
    """Meanwhile a twin of this task ended, and somebody had the table begun from its first row: the
    rows are that run's, to be read by its mapping."""


@dataclass(slots=True)
class _Batch:
    """What the rows of a batch say, by the names by which they are known again."""

    rows: dict[str, NamedRow] = field(default_factory=dict)
    drafts: dict[str, CaseDraft] = field(default_factory=dict)
    left_out: dict[str, Mapping[str, LeftOut]] = field(default_factory=dict)
    repeated: int = 0
    wrong: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    """Line, and field → what is wrong."""


def import_batch(
    actor: Actor, begun: ImportJob, rows: Sequence[NamedRow], reader: RowReader, now: datetime
) -> ImportJob:
    """Bring in the rows of a batch that no other worker has brought in meanwhile.

    Raises
    ------
    BegunAnew
        The job is not the run that this worker began.
    IntegrityError
        The same rows came in at the same time; nothing was written.
    """
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=begun.pk)
        if _terms(job) != _terms(begun) or job.next_row < begun.next_row:
            raise BegunAnew
        # Another worker may have been at it meanwhile: only rows past its mark are ours.
        rows = [row for row in rows if row.number > job.next_row]
        if not rows:
            return job
        batch = _read(rows, reader)
        known = known_references(source=reader.source, references=list(batch.drafts))
        known |= _known_of_old(job, batch)
        fresh = [name for name in batch.drafts if name not in known]
        if not job.is_dry_run:
            drafts = [batch.drafts[name] for name in fresh]
            receive_cases(actor=actor, drafts=drafts, now=now)
        _note_wrong(job, batch)
        # Of rows that are there already nothing is left out: they do not come in.
        _note_left_out(job, batch, [name for name in fresh if name in batch.left_out])
        job.state = ImportState.RUNNING
        job.created_count += len(fresh)
        job.repeated_count += batch.repeated + len(known)
        job.next_row = rows[-1].number
        job.total_rows = max(job.total_rows, job.next_row)
        job.save()
    return job


def _terms(job: ImportJob) -> tuple[object, ...]:
    return job.is_dry_run, job.mapping, job.defaults


def _read(rows: Sequence[NamedRow], reader: RowReader) -> _Batch:
    batch = _Batch()
    for row in rows:
        try:
            draft, left_out = reader.draft(row.reference, row.cells)
        except RowError as error:
            batch.wrong.append((row.line, error.fields))
            continue
        if row.reference in batch.drafts:
            batch.repeated += 1
            continue
        batch.rows[row.reference], batch.drafts[row.reference] = row, draft
        if left_out:
            batch.left_out[row.reference] = left_out
    return batch


def _known_of_old(job: ImportJob, batch: _Batch) -> set[str]:
    """Which of these came in while a row was known by its place, in its source or this very file.

    In another table of that source another row stood there: it must say the same.
    """
    old = {name: row.old_reference for name, row in batch.rows.items() if row.old_reference != name}
    said = said_of_cases(
        source=f"import:{job.source or job.digest[:16]}", references=list(old.values())
    )
    return {
        name
        for name, old_name in old.items()
        if old_name in said and (not job.source or _says(batch.drafts[name], *said[old_name]))
    }


def _says(draft: CaseDraft, title: str, text: str) -> bool:
    return draft.text == text and draft.title in ("", title)


def _note_wrong(job: ImportJob, batch: _Batch) -> None:
    job.error_count += len(batch.wrong)
    told = [(line, field, text) for line, fields in batch.wrong for field, text in fields.items()]
    _keep(job, told, is_warning=False)


def _note_left_out(job: ImportJob, batch: _Batch, names: Sequence[str]) -> None:
    job.warning_count += len(names)
    told = [
        (batch.rows[name].line, field_name, left)
        for name in names
        for field_name, left in batch.left_out[name].items()
    ]
    for _line, field_name, left in told:
        group = job.left_out.setdefault(field_name, {"count": 0, "names": {}})
        group["count"] += 1
        for one in left.names:
            word = one[:MAX_NAME]
            if word in group["names"] or len(group["names"]) < MAX_NAMES:
                group["names"][word] = group["names"].get(word, 0) + 1
    _keep(job, [(line, name, left.message) for line, name, left in told], is_warning=True)


def _keep(job: ImportJob, told: list[tuple[int, str, str]], *, is_warning: bool) -> None:
    """Keep line, field and message of what was told, as long as there is room."""
    if not told:
        return
    room = max(0, MAX_KEPT - job.bad_rows.filter(is_warning=is_warning).count())
    insert_rows(
        [
            ImportRow(job=job, row=line, field=field, message=text[:300], is_warning=is_warning)
            for line, field, text in told[:room]
        ]
    )
