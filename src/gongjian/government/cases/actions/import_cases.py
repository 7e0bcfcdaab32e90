"""Bringing in a table of cases: checked first, resumable after a kill, each row at most once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases.actions.import_rows import (
    FIELDS,
    RowError,
    RowReader,
    guess_mapping,
)
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_cases
from gongjian.government.cases.models import Case, ImportJob, ImportRow
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.duties import interface as duties

BATCH = 1_000
MAX_KEPT_ERRORS = 1_000
IMPORT_ROLES = (Role.DISPATCHER, Role.ADMINISTRATOR)


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
        Field of a case (``FIELDS``) → column. None: guessed from the columns' names.
    source : str, optional
        The system it comes from: with a mapped ``reference`` a later table of the same source
        does not make the same case twice. Empty: the file itself, by its SHA-256.

    Raises
    ------
    NotAllowed
        The actor neither dispatches nor administers.
    UnreadableTable, TooLarge
        The file is no table.
    Invalid
        The mapping names an unknown field or column, or neither title nor text.
    """
    if not (actor.is_system or actor.holds(*IMPORT_ROLES)):
        raise NotAllowed
    table = open_table(path)
    mapping = dict(mapping) if mapping is not None else guess_mapping(table.columns)
    _check_mapping(mapping, table.columns)
    digest = _digest(path)
    job_id = new_id()
    kept = Path("imports") / f"{job_id}{'.csv' if table.encoding else '.xlsx'}"
    target = settings.MEDIA_ROOT / kept
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    with transaction.atomic():
        job = ImportJob.objects.create(
            id=job_id, file=str(kept), name=name[:120], digest=digest, mapping=mapping,
            defaults={"source": (source or digest[:16])[:60], "is_public": is_public,
                      "language": translation.get_language() or settings.LANGUAGE_CODE},
            state=ImportState.UPLOADED, is_dry_run=is_dry_run, started_by_id=actor.user_id,
            created_at=now,
        )  # fmt: skip
        ledger.record(
            actor, "import_started", f"importjob:{job.pk}", now=now, data={"sha256": digest}
        )
    return job


def run_import(
    *,
    actor: Actor,
    job_id: UUID,
    now: datetime,
    on_progress: Callable[[ImportJob], None] = lambda job: None,
) -> ImportJob:
    """Bring in what is left of a table, a batch a transaction; called again, it goes on.

    Raises
    ------
    NotFound
        No such job.
    UnreadableTable
        The file is damaged further down; the job is marked failed, what came in stays in.
    """
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None:
        raise NotFound
    reader = RowReader(
        mapping=job.mapping,
        areas=duties.area_index(),
        categories=duties.category_index(),
        source=f"import:{job.defaults['source']}",
        is_public=job.defaults["is_public"],
        language=job.defaults["language"],
        now=now,
    )
    table = open_table(settings.MEDIA_ROOT / job.file)
    try:
        rows = table.rows(start=job.next_row)
        while batch := list(islice(rows, BATCH)):
            try:
                job = _import_batch(actor, job_id, batch, reader, now)
            except IntegrityError:
                # The same table is being brought in twice at once: what is known by now is left.
                job = _import_batch(actor, job_id, batch, reader, now)
            on_progress(job)
    except Invalid as error:
        _finish(job_id, ImportState.FAILED, now)
        ImportRow.objects.bulk_create(
            [ImportRow(job_id=job_id, row=job.next_row + 1, message=str(error)[:300])],
            ignore_conflicts=True,
        )
        raise
    return _finish(job_id, ImportState.CHECKED if job.is_dry_run else ImportState.DONE, now)


def _import_batch(
    actor: Actor,
    job_id: UUID,
    batch: list[tuple[int, dict[str, str]]],
    reader: RowReader,
    now: datetime,
) -> ImportJob:
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=job_id)
        # Another worker may have been at it meanwhile: only rows past its mark are ours.
        batch = [(number, row) for number, row in batch if number > job.next_row]
        if not batch:
            return job
        drafts: dict[str, CaseDraft] = {}
        repeated = 0
        bad_rows: list[ImportRow] = []
        for number, row in batch:
            try:
                draft = reader.draft(number, row)
            except RowError as error:
                bad_rows += [
                    ImportRow(job=job, row=number, field=field, message=message[:300])
                    for field, message in error.fields.items()
                ]
                job.error_count += 1
                continue
            repeated += draft.source_reference in drafts
            drafts.setdefault(draft.source_reference, draft)
        known = set(
            Case.objects.filter(
                source=reader.source, source_reference__in=list(drafts)
            ).values_list("source_reference", flat=True)
        )
        fresh = [draft for reference, draft in drafts.items() if reference not in known]
        if not job.is_dry_run:
            receive_cases(actor=actor, drafts=fresh, now=now)
        insert_rows(bad_rows[: max(0, MAX_KEPT_ERRORS - job.bad_rows.count())])
        job.state = ImportState.RUNNING
        job.created_count += len(fresh)
        job.repeated_count += repeated + len(known)
        job.next_row = batch[-1][0]
        job.total_rows = max(job.total_rows, job.next_row)
        job.save()
    return job


def _finish(job_id: UUID, state: ImportState, now: datetime) -> ImportJob:
    with transaction.atomic():
        job = ImportJob.objects.select_for_update().get(pk=job_id)
        job.state = state
        job.finished_at = now
        job.save(update_fields=["state", "finished_at"])
    return job


def _check_mapping(mapping: Mapping[str, str], columns: tuple[str, ...]) -> None:
    wrong = {
        field: [_("The table has no column “%(column)s”.") % {"column": column}]
        for field, column in mapping.items()
        if column not in columns
    }
    wrong |= {field: [_("A case has no such field.")] for field in mapping if field not in FIELDS}
    if not {"title", "text"} & set(mapping):
        wrong["title"] = [_("Say which column holds the title or the text.")]
    if wrong:
        raise Invalid(fields=wrong)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
