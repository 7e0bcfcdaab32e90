"""Deleting stored files that no row names: what a killed process or an erasure left behind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from gongjian.foundation.kernel.clock import local_day
from gongjian.government.cases.actions import import_files
from gongjian.government.cases.actions.attach_file import FOLDER, remove_files
from gongjian.government.cases.actions.discard_import import KEPT_DAYS
from gongjian.government.cases.models import Attachment, ImportJob
from gongjian.government.cases.models.import_job import SETTLED, ImportState
from gongjian.methods.uploads import SUFFIXES

LOOK_BACK_DAYS = 7
YOUNGEST = timedelta(days=1)
"""A file may be a day ahead of its row: nobody uploads that slowly."""


def sweep_files(*, now: datetime) -> int:
    """Delete the orphans of the last days and return how many files there were.

    Only the folders of a few days are listed, so that the work does not grow with the years.
    """
    removed = 0
    today = local_day(now)
    for days in range(LOOK_BACK_DAYS + 1):
        folder = f"{FOLDER}/{today - timedelta(days=days):%Y%m%d}"
        if default_storage.exists(folder):
            removed += _sweep(folder, now)
    erased = Attachment.objects.filter(erased_at__gte=now - timedelta(days=LOOK_BACK_DAYS))
    for file, thumbnail in erased.values_list("file", "thumbnail"):
        removed += sum(default_storage.exists(name) for name in (file, thumbnail) if name)
        remove_files([file, thumbnail])
    return removed + _sweep_imports(now)


def _sweep(folder: str, now: datetime) -> int:
    old = _old_files(folder, now)
    kept: set[str] = set()
    for begin in range(0, len(old), 500):
        # A thumbnail has the name of its photo up to the first dot.
        stems = [name.partition(".")[0] for name in old[begin : begin + 500]]
        files = [stem + suffix for stem in set(stems) for suffix in SUFFIXES]
        known = Attachment.objects.filter(file__in=files, erased_at=None)
        kept |= {file.partition(".")[0] for file in known.values_list("file", flat=True)}
    orphans = [name for name in old if name.partition(".")[0] not in kept]
    remove_files(orphans)
    return len(orphans)


def _sweep_imports(now: datetime) -> int:
    """Tables that no import needs any more: they hold what people wrote, and who they are."""
    if not default_storage.exists(import_files.FOLDER):
        return 0
    old = _old_files(import_files.FOLDER, now)
    jobs = ImportJob.objects.filter(file__in=old).exclude(state=ImportState.DONE)
    forgotten = jobs.filter(state__in=SETTLED, created_at__lt=now - timedelta(KEPT_DAYS))
    kept = set(jobs.exclude(pk__in=forgotten.values("pk")).values_list("file", flat=True))
    orphans = [name for name in old if name not in kept]
    remove_files(orphans)
    return len(orphans)


def _old_files(folder: str, now: datetime) -> list[str]:
    _, names = default_storage.listdir(folder)
    stored = [f"{folder}/{name}" for name in names]
    return [name for name in stored if default_storage.get_modified_time(name) < now - YOUNGEST]
