"""What an administrator does with a task that failed for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import failed_tasks
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies


def retry_task(*, actor: Actor, task_id: UUID, now: datetime) -> None:
    """Let a failed task run again.

    Raises
    ------
    NotAllowed
        The actor is no administrator.
    NotFound
        It is not failed (any more).
    """
    policies.require_administrator(actor)
    with transaction.atomic():
        task = failed_tasks.retry_task(task_id, now=now)
        _record(actor, "task_retried", task_id, task.task_path, now)


def delete_task(*, actor: Actor, task_id: UUID, now: datetime) -> None:
    """Give a failed task up; errors as for a retry."""
    policies.require_administrator(actor)
    with transaction.atomic():
        task = failed_tasks.delete_task(task_id)
        _record(actor, "task_deleted", task_id, task.task_path, now)


def _record(actor: Actor, action: str, task_id: UUID, path: str, now: datetime) -> None:
    ledger.record(actor, action, f"task:{task_id}", now=now, data={"task": path})
