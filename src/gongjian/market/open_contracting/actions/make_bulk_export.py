"""Making the files that everybody may download: whole, or those of before stay.

They are written into a folder of this machine first and lie then where uploads lie, so that any
web process of any host serves them. The export before stays, too: whoever reads it gets to its end.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from gongjian.foundation.kernel.ids import first_id_at, new_id
from gongjian.market.open_contracting.actions.write_export import write_export
from gongjian.market.open_contracting.models import BulkExport
from gongjian.market.open_contracting.selectors.bulk_exports import is_export_due
from gongjian.market.open_contracting.selectors.releases import LAG

FOLDER = "open-contracting"
KEPT = 2
PER_PACKAGE = 1000
LINES = ("releases.jsonl", "records.jsonl")
ZIPPED = ("releases", "records", "csv")
ABANDONED = timedelta(days=1)
"""After so long whoever was making files of which no row tells is not at it any more."""


def make_bulk_export(*, now: datetime) -> BulkExport | None:
    """Make the files anew where a release is in none; None where there is nothing new."""
    remove_leftovers(now=now)
    if not is_export_due(now=now):
        return None
    key = new_id()
    with tempfile.TemporaryDirectory(prefix="open-contracting-") as folder:
        out = Path(folder) / "export"
        counts = write_export(out, per_package=PER_PACKAGE, now=now)
        files = [_stored(key, path) for path in _packed(out, Path(folder))]
    with transaction.atomic():
        made = BulkExport.objects.create(
            id=key, made_at=now, until=first_id_at(now - LAG), files=files, **counts
        )
        old = list(BulkExport.objects.order_by("-id")[KEPT:])
        BulkExport.objects.filter(pk__in=[one.pk for one in old]).delete()
    for one in old:
        _remove(str(one.pk))
    return made


def remove_leftovers(*, now: datetime) -> int:
    """Remove files of a day ago of which no row tells: somebody was killed who made them."""
    if not default_storage.exists(FOLDER):
        return 0
    folders, _files = default_storage.listdir(FOLDER)
    known = {str(key) for key in BulkExport.objects.values_list("pk", flat=True)}
    before = str(first_id_at(now - ABANDONED))
    gone = [name for name in folders if name not in known and name < before]
    for name in gone:
        _remove(name)
    return len(gone)


def _packed(out: Path, folder: Path) -> list[Path]:
    """The files to download, made of those of an export."""
    made = []
    for name in LINES:
        path = folder / f"{name}.gz"
        # No name and no time of making inside: the same lines are the same bytes.
        with (
            (out / name).open("rb") as source,
            path.open("wb") as raw,
            gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as target,
        ):
            shutil.copyfileobj(source, target)
        made.append(path)
    for name in ZIPPED:
        path = folder / f"{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target_zip:
            for source_path in sorted((out / name).iterdir()):
                target_zip.write(source_path, f"{name}/{source_path.name}")
        made.append(path)
    return made


def _stored(key: UUID, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        stored = default_storage.save(f"{FOLDER}/{key}/{path.name}", File(file))
    return {
        "name": path.name, "stored": stored, "size": path.stat().st_size, "sha256": digest,
    }  # fmt: skip


def _remove(name: str) -> None:
    folder = f"{FOLDER}/{name}"
    if not default_storage.exists(folder):
        return
    _folders, files = default_storage.listdir(folder)
    for file in files:
        default_storage.delete(f"{folder}/{file}")
    default_storage.delete(folder)
