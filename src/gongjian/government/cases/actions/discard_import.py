"""Tables that nobody brings in: thrown away, or forgotten after a month."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import WrongState
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases.actions.import_files import forget_file
from gongjian.government.cases.models import ImportJob
from gongjian.government.cases.models.import_job import SETTLED
from gongjian.government.cases.selectors.imports import get_locked_import

KEPT_DAYS = 30


def discard_import(*, actor: Actor, job_id: UUID, now: datetime) -> None:
    """Delete a table of which nothing was brought in, with its file.

    Raises
    ------
    NotAllowed, NotFound
        As for get_locked_import.
    WrongState
        It is under way, or cases came of it.
    """
    with transaction.atomic():
        job = get_locked_import(actor=actor, job_id=job_id)
        if not job.may_discard:
            raise WrongState
        forget_file(job)
        job.delete()
        ledger.record(actor, "import_discarded", f"importjob:{job_id}", now=now)


def forget_imports(*, now: datetime) -> int:
    """Forget the files of tables that nobody has touched for a month; return how many.

    They hold what people wrote, and who they are.
    """
    old = ImportJob.objects.filter(state__in=SETTLED, created_at__lt=now - timedelta(KEPT_DAYS))
    kept = old.exclude(preview__rows=[])
    count = 0
    for job_id in list(kept.values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have begun it since it was read.
            job = kept.select_for_update().filter(pk=job_id).first()
            if job is not None:
                forget_file(job)
                count += 1
    return count
