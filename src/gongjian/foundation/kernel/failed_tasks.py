"""Tasks that had all their attempts: seen by a person, who lets them run again or deletes them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page


def failed_tasks(cursor: str = "", size: int = 25) -> Page[DBTaskResult]:
    """Failed tasks, the newest first; their keys are made of the time."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return keyset_page(failed, order=("-id",), cursor=cursor, size=size)


def retry_task(task_id: UUID, *, now: datetime) -> DBTaskResult:
    """Make a failed task ready, with all its attempts before it again.

    Raises
    ------
    NotFound
        It is not failed (any more).
    """
    with transaction.atomic():
        task = _locked(task_id)
        task.status = TaskResultStatus.READY
        task.run_after = now
        task.worker_ids = []
        task.started_at = task.finished_at = None
        task.exception_class_path = task.traceback = ""
        task.save()
    return task


def delete_task(task_id: UUID) -> DBTaskResult:
    """Delete a failed task: what it was to do will not be done; NotFound as for a retry."""
    with transaction.atomic():
        task = _locked(task_id)
        DBTaskResult.objects.filter(pk=task.pk).delete()
    return task


def _locked(task_id: UUID) -> DBTaskResult:
    failed = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.FAILED)
    found = failed.filter(pk=task_id).first()
    if found is None:
        raise NotFound
    return found
