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
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.tables import Table, UnreadableTable, open_table
from gongjian.government.cases.actions.import_batch import BegunAnew, import_batch
from gongjian.government.cases.actions.import_files import forget_file, keep_file
from gongjian.government.cases.actions.import_identity import NamedRow, named_rows
from gongjian.government.cases.actions.import_rows import (
    RowReader,
    check_mapping,
    guess_mapping,
)
from gongjian.government.cases.errors import TableGone
from gongjian.government.cases.models import ImportJob, ImportRow
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.duties import interface as duties

BATCH = 1_000
ENDED = frozenset({ImportState.DONE, ImportState.CHECKED})


def start_import(
    *,
    actor: Actor,
    path: Path,
    name: str,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
    source: str = "",
    is_public: bool = True,
    language: str = "",
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
        is_public=is_public, language=language, is_dry_run=is_dry_run,
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
                    job = import_batch(actor, job, batch, reader, now)
                except IntegrityError:
                    # The same table is being brought in twice at once: what is known by now is
                    # left.
                    job = import_batch(actor, job, batch, reader, now)
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
        is_outside=duties.outside_town(),
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
    line = error.line if isinstance(error, UnreadableTable) else 0
    row = ImportRow(job_id=job.pk, row=line, message=str(error)[:300])
    ImportRow.objects.bulk_create([row], ignore_conflicts=True)


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
