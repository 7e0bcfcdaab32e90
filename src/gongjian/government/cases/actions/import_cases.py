"""Bringing in a table of cases: checked first, resumable after a kill, each row at most once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.tables import Table, open_table
from gongjian.government.cases.actions.import_files import forget_file, keep_file
from gongjian.government.cases.actions.import_identity import NamedRow, named_rows
from gongjian.government.cases.actions.import_rows import (
    RowError,
    RowReader,
    check_mapping,
    guess_mapping,
)
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_cases
from gongjian.government.cases.errors import TableGone
from gongjian.government.cases.models import ImportJob, ImportRow
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.cases.selectors.imports import known_references, said_of_cases
from gongjian.government.duties import interface as duties

BATCH = 1_000
MAX_KEPT_ERRORS = 1_000
ENDED = frozenset({ImportState.DONE, ImportState.CHECKED})


class BegunAnew(Exception):
    """Meanwhile a twin of this task ended, and somebody had the table begun from its first row: the
    rows are that run's, to be read by its mapping."""


def start_import(
    *,
    actor: Actor,
    path: Path,
    name: str,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
    source: str = "",
    is_public: bool = True,
    is_dry_run: bool = False,
) -> ImportJob:
    """Keep a table for import and note how to read it; nothing is brought in yet.

    Parameters
    ----------
    mapping : mapping, optional
        Field of a case (``ImportField``) → column. None: guessed from the columns' names.
    source : str, optional
        The system it comes from, whose numbers (``reference``) say which case is there already;
        ``named_rows`` says what does without.

    Raises
    ------
    NotAllowed
        The actor neither dispatches nor administers.
    UnreadableTable, TooLarge
        The file is no table.
    Invalid
        The mapping names an unknown field or column, or neither title nor text.
    """
    columns = open_table(path).columns
    mapping = dict(mapping) if mapping is not None else guess_mapping(columns)
    check_mapping(mapping, columns)
    return keep_file(
        actor=actor, path=path, name=name, now=now, mapping=mapping, source=source,
        is_public=is_public, is_dry_run=is_dry_run,
    )  # fmt: skip


def run_import(
    *,
    actor: Actor,
    job_id: UUID,
    now: datetime,
    on_progress: Callable[[ImportJob], object] = lambda job: None,
) -> ImportJob:
    """Bring in what is left of a table, a batch a transaction; called again, it goes on.

    Raises
    ------
    NotFound
        No such job.
    UnreadableTable, TableGone
        The file is damaged further down, or not there any more; the job is marked failed, what
        came in stays in.
    """
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None:
        raise NotFound
    if job.state in ENDED:
        # The task of a worker that was killed after the last row, run again.
        return job
    # What is wrong with a row is kept in the language of whoever brought the table.
    with translation.override(job.defaults.get("told_in") or translation.get_language()):
        try:
            table = _open(job)
            _note_total(job, table)
            reader = _reader(job, now)
            for batch in _batches(job, table):
                try:
                    job = _import_batch(actor, job, batch, reader, now)
                except IntegrityError:
                    # The same table is being brought in twice at once: what is known by now is
                    # left.
                    job = _import_batch(actor, job, batch, reader, now)
                on_progress(job)
        except BegunAnew:
            return ImportJob.objects.get(pk=job_id)
        except Exception as error:
            ended = _finish(job_id, ImportState.FAILED, now)
            if ended.state in ENDED:
                # A twin of this task was quicker, and has taken the file with it.
                return ended
            if isinstance(error, GongjianError):
                _note_damage(job, error)
            raise
    return _finish(job_id, ImportState.CHECKED if job.is_dry_run else ImportState.DONE, now)


def _open(job: ImportJob) -> Table:
    try:
        return open_table(settings.MEDIA_ROOT / job.file)
    except FileNotFoundError as error:
        raise TableGone from error


def _reader(job: ImportJob, now: datetime) -> RowReader:
    return RowReader(
        mapping=job.mapping,
        areas=duties.area_index(),
        categories=duties.category_index(),
        source=f"import:{job.source}",
        is_public=job.defaults["is_public"],
        language=job.defaults["language"],
        now=now,
    )


def _batches(job: ImportJob, table: Table) -> Iterator[list[NamedRow]]:
    """What is left of a table; of one that is damaged, first all that stands above."""
    # From the first row: which of its equals a row is depends on those before.
    rows = named_rows(table.placed_rows(), mapping=job.mapping, has_source=bool(job.source))
    batch: list[NamedRow] = []
    begin = job.next_row
    try:
        for row in rows:
            if row.number > begin:
                batch.append(row)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except GongjianError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _note_total(job: ImportJob, table: Table) -> None:
    """Count the rows once, so that progress can be told; reading costs little beside writing."""
    if job.total_rows:
        return
    with suppress(GongjianError):
        # Damaged further down: what stands above comes in before that is said.
        for number, _row in table.rows():
            job.total_rows = number
    ImportJob.objects.filter(pk=job.pk).update(total_rows=job.total_rows)


def _note_damage(job: ImportJob, error: GongjianError) -> None:
    # The line is in the message; this is about where it stopped, the heading being the first.
    row = ImportRow(job_id=job.pk, row=job.next_row + 2, message=str(error)[:300])
    ImportRow.objects.bulk_create([row], ignore_conflicts=True)


def _import_batch(
    actor: Actor,
    begun: ImportJob,
    batch: list[NamedRow],
    reader: RowReader,
    now: datetime,
) -> ImportJob:
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=begun.pk)
        if _terms(job) != _terms(begun) or job.next_row < begun.next_row:
            raise BegunAnew
        # Another worker may have been at it meanwhile: only rows past its mark are ours.
        batch = [row for row in batch if row.number > job.next_row]
        if not batch:
            return job
        drafts: dict[str, CaseDraft] = {}
        old_references: dict[str, str] = {}
        repeated = 0
        bad_rows: list[ImportRow] = []
        for row in batch:
            try:
                draft = reader.draft(row.reference, row.cells)
            except RowError as error:
                bad_rows += [
                    ImportRow(job=job, row=row.line, field=field, message=message[:300])
                    for field, message in error.fields.items()
                ]
                job.error_count += 1
                continue
            repeated += draft.source_reference in drafts
            drafts.setdefault(draft.source_reference, draft)
            old_references.setdefault(row.reference, row.old_reference)
        known = known_references(source=reader.source, references=list(drafts))
        known |= _known_of_old(job, drafts, old_references)
        fresh = [draft for reference, draft in drafts.items() if reference not in known]
        if not job.is_dry_run:
            receive_cases(actor=actor, drafts=fresh, now=now)
        insert_rows(bad_rows[: max(0, MAX_KEPT_ERRORS - job.bad_rows.count())])
        job.state = ImportState.RUNNING
        job.created_count += len(fresh)
        job.repeated_count += repeated + len(known)
        job.next_row = batch[-1].number
        job.total_rows = max(job.total_rows, job.next_row)
        job.save()
    return job


def _known_of_old(
    job: ImportJob, drafts: Mapping[str, CaseDraft], old_references: Mapping[str, str]
) -> set[str]:
    """Which of these came in while a row was known by its place, in its source or this very file.

    In another table of that source another row stood there: it must say the same.
    """
    old = {r: name for r, name in old_references.items() if name != r}
    said = said_of_cases(
        source=f"import:{job.source or job.digest[:16]}", references=list(old.values())
    )
    return {
        reference
        for reference, name in old.items()
        if name in said and (not job.source or _says(drafts[reference], *said[name]))
    }


def _says(draft: CaseDraft, title: str, text: str) -> bool:
    return draft.text == text and draft.title in ("", title)


def _terms(job: ImportJob) -> tuple[object, ...]:
    return job.is_dry_run, job.mapping, job.defaults


def _finish(job_id: UUID, state: ImportState, now: datetime) -> ImportJob:
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=job_id)
        if job.state in ENDED:
            return job
        job.state = state
        job.finished_at = now
        job.save(update_fields=["state", "finished_at"])
        if state == ImportState.DONE:
            forget_file(job)
    return job
