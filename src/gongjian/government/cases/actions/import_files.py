"""The files of imports: kept under the uploads until their cases are in, then forgotten."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError, NotAllowed
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.tables import Table, open_table
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import policies
from gongjian.government.cases.models import ImportJob
from gongjian.government.cases.models.import_job import ImportState

FOLDER = "imports"
PREVIEW_ROWS = 5
PREVIEW_CELL = 200


def keep_file(
    *,
    actor: Actor,
    path: Path,
    name: str,
    now: datetime,
    mapping: Mapping[str, str],
    source: str = "",
    is_public: bool = False,
    language: str = "",
    is_dry_run: bool = False,
) -> ImportJob:
    """Copy a table under the uploads, with a look at its first rows, as a job that has not begun.

    Raises
    ------
    NotAllowed
        The actor neither dispatches nor administers.
    UnreadableTable, TooLarge
        The file is no table.
    """
    if not policies.imports_cases(actor):
        raise NotAllowed
    table = open_table(path)
    digest = _digest(path)
    job_id = new_id()
    kept = _copy(path, job_id, ".csv" if table.encoding else ".xlsx")
    told_in = translation.get_language() or settings.LANGUAGE_CODE
    with transaction.atomic():
        job = ImportJob.objects.create(
            id=job_id, file=kept, name=_clean(name), digest=digest, mapping=dict(mapping),
            preview=_preview(table),
            defaults={"source": source.strip()[:60], "is_public": is_public,
                      "language": language, "told_in": told_in},
            state=ImportState.UPLOADED, is_dry_run=is_dry_run, started_by_id=actor.user_id,
            created_at=now,
        )  # fmt: skip
        ledger.record(
            actor, "import_started", f"importjob:{job.pk}", now=now, data={"sha256": digest}
        )
    return job


def forget_file(job: ImportJob) -> None:
    """Delete the file and the preview, in the transaction of the act that needs them no longer."""
    job.preview = job.preview | {"rows": []}
    job.save(update_fields=["preview"])
    path = settings.MEDIA_ROOT / job.file
    # After the commit: what is rolled back still needs its file.
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _copy(path: Path, job_id: UUID, suffix: str) -> str:
    kept = Path(FOLDER) / f"{job_id}{suffix}"
    target = settings.MEDIA_ROOT / kept
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    return str(kept)


def _preview(table: Table) -> dict[str, object]:
    columns = [column for column in table.columns if column]
    rows = []
    try:
        for _number, row in islice(table.rows(), PREVIEW_ROWS):
            rows.append([_clean(row.get(column, ""), PREVIEW_CELL) for column in columns])
    except GongjianError:
        # The rows above the damage are shown; the check of all rows says where it is.
        pass
    return {"columns": columns, "rows": rows, "encoding": table.encoding_name}


def _clean(text: str, most: int = 120) -> str:
    return text.replace("\x00", "")[:most]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
