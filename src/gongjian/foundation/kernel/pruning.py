"""What nobody asks for any more is deleted, in small pieces, so that nothing waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.ids import first_id_at
from gongjian.foundation.kernel.models import (
    CacheEntry,
    IdempotencyKey,
    RateWindow,
    WorkerHeartbeat,
)
from gongjian.foundation.kernel.uploads import forget_incoming

KEEP_DONE_TASKS = timedelta(days=1)
KEEP_FAILED_TASKS = timedelta(days=90)
KEEP_IDEMPOTENCY_KEYS = timedelta(days=7)
KEEP_SILENT_WORKERS = timedelta(days=1)
PIECE = 2_000


def prune(now: datetime) -> dict[str, int]:
    """Delete old task results, keys, rate windows, cache entries; return how many of each."""
    tasks = DBTaskResult.objects.order_by("id")
    done = tasks.filter(status=TaskResultStatus.SUCCESSFUL)
    failed = tasks.filter(status=TaskResultStatus.FAILED)
    return {
        # Their keys are made of the time, so the index finds the old ones.
        "done tasks": delete_in_pieces(done.filter(id__lt=first_id_at(now - KEEP_DONE_TASKS))),
        "failed tasks": delete_in_pieces(
            failed.filter(id__lt=first_id_at(now - KEEP_FAILED_TASKS))
        ),
        "idempotency keys": delete_in_pieces(
            IdempotencyKey.objects.filter(created_at__lt=now - KEEP_IDEMPOTENCY_KEYS)
        ),
        "rate windows": delete_in_pieces(
            RateWindow.objects.filter(ends_at__lt=int(now.timestamp()))
        ),
        "cache entries": delete_in_pieces(CacheEntry.objects.filter(expires__lt=now)),
        "silent workers": delete_in_pieces(
            WorkerHeartbeat.objects.filter(seen_at__lt=now - KEEP_SILENT_WORKERS)
        ),
        "incoming files": forget_incoming(now),
    }


def delete_in_pieces(rows: QuerySet) -> int:
    """Delete all rows of a query, `PIECE` at a time, each for itself; return how many."""
    count = 0
    while keys := list(rows.values_list("pk", flat=True)[:PIECE]):
        # Asked again: a bucket may have been hit since it was read.
        deleted, _ = rows.filter(pk__in=keys).order_by().delete()
        count += deleted
    return count
