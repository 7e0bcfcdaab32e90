"""Having a table checked or brought in by a worker: from its first row, or where it stopped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, WrongState
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases.actions.import_rows import check_mapping
from gongjian.government.cases.errors import TableGone
from gongjian.government.cases.events import ImportBegun
from gongjian.government.cases.models import ImportJob
from gongjian.government.cases.models.import_job import SETTLED, ImportState
from gongjian.government.cases.selectors.imports import get_locked_import


def begin_import(
    *,
    actor: Actor,
    job_id: UUID,
    mapping: Mapping[str, str],
    source: str,
    is_public: bool,
    language: str,
    is_dry_run: bool,
    now: datetime,
) -> ImportJob:
    """Have a table checked, or brought in, from its first row, by a worker.

    Parameters
    ----------
    mapping : mapping
        Field of a case → column.
    source : str
        As for start_import.
    language : str
        Which the rows are written in; empty: each as its script says.
    is_dry_run : bool
        Only check.

    Raises
    ------
    NotAllowed, NotFound
        As for get_locked_import.
    WrongState
        It is under way, is done, or has brought in a part: that goes on, it does not begin again.
    TableGone
        The uploaded file is not there any more.
    Invalid
        The mapping names an unknown field or column, or neither title nor text.
    """
    with transaction.atomic():
        job = get_locked_import(actor=actor, job_id=job_id)
        if job.state not in SETTLED or job.has_brought_in:
            raise WrongState
        check_mapping(mapping, job.preview["columns"])
        if language and language not in dict(settings.LANGUAGES):
            raise Invalid(fields={"language": [Invalid.message]})
        job.mapping = dict(mapping)
        job.defaults = {
            "source": source.strip()[:60], "is_public": is_public,
            "language": language, "told_in": translation.get_language() or settings.LANGUAGE_CODE,
        }  # fmt: skip
        job.is_dry_run = is_dry_run
        job.next_row = job.created_count = job.repeated_count = 0
        job.error_count = job.warning_count = 0
        job.left_out = {}
        job.bad_rows.all().delete()
        _queue(job, actor, now)
    return job


def resume_import(*, actor: Actor, job_id: UUID, now: datetime) -> ImportJob:
    """Let an import that failed go on where it stood.

    Raises
    ------
    NotAllowed, NotFound
        As for get_locked_import.
    WrongState
        It has not failed.
    TableGone
        As for begin_import.
    """
    with transaction.atomic():
        job = get_locked_import(actor=actor, job_id=job_id)
        if not job.may_resume:
            raise WrongState
        _queue(job, actor, now)
    return job


def _queue(job: ImportJob, actor: Actor, now: datetime) -> None:
    if not default_storage.exists(job.file):
        raise TableGone
    job.state = ImportState.WAITING
    job.finished_at = None
    job.save()
    ledger.record(
        actor, "import_begun", f"importjob:{job.pk}", now=now, data={"dry_run": job.is_dry_run}
    )
    outbox.add(ImportBegun(job_id=job.pk))
