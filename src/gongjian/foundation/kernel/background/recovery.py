"""What becomes of a task that failed, or whose worker was killed."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.background.declaration import policy_of
from gongjian.foundation.kernel.background.heartbeats import living_workers

logger = logging.getLogger(__name__)


def recover_lost_tasks(now: datetime, *, idle_worker_id: str = "") -> int:
    """Make ready again what a worker without a heartbeat was running; return how many.

    Parameters
    ----------
    now : datetime
    idle_worker_id : str
        The worker that asks, between two tasks: what is said to be running in it is lost too.
    """
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    rows = list(running.values_list("id", "worker_ids"))
    if not rows:
        return 0
    busy = living_workers(now) - {idle_worker_id}
    recovered = 0
    for task_id, worker_ids in rows:
        if worker_ids[-1] in busy:
            continue
        with transaction.atomic():
            # Another worker may have recovered it, and even run it again, since it was read.
            lost = running.select_for_update().filter(pk=task_id, worker_ids=worker_ids).first()
            if lost is not None:
                why = f"The worker {worker_ids[-1]} stopped without a word."
                # Its first loss says nothing against the task: it is not made to wait.
                try_again(lost, now, why, wait_attempts=len(worker_ids) - 1)
                recovered += 1
    return recovered


def try_again(
    result: DBTaskResult, now: datetime, why: str, *, wait_attempts: int, error: str = ""
) -> bool:
    """Make a task ready again, later; False where it has had its attempts and stays failed.

    Parameters
    ----------
    result : DBTaskResult
        Running, in this worker or, locked, in one that is lost.
    now : datetime
    why : str
        A traceback or a sentence, kept with the task for whoever looks at it.
    wait_attempts : int
        How many failures the wait is for; 0 does not wait.
    error : str
        Path of the exception's class.
    """
    policy = policy_of(result.task_path)
    columns: dict[str, object] = {"traceback": why, "exception_class_path": error}
    again = len(result.worker_ids) < policy.max_attempts
    if again:
        wait = policy.wait(wait_attempts) if wait_attempts else None
        columns |= {
            "status": TaskResultStatus.READY,
            "run_after": now + wait if wait else now,
            "started_at": None,
        }
    else:
        columns |= {"status": TaskResultStatus.FAILED, "finished_at": now}
    if not finish(result, **columns):
        return False
    logger.log(
        logging.WARNING if again else logging.ERROR,
        "task %s %s failed, attempt %d of %d (%s)%s",
        result.task_path,
        result.pk,
        len(result.worker_ids),
        policy.max_attempts,
        error or why,
        "" if again else ": given up",
    )
    return again


def finish(result: DBTaskResult, **columns: object) -> bool:
    """Write how an attempt ended; False where the task was taken from its worker meanwhile.

    A worker that was suspended long enough to be thought dead must not overwrite what the next
    one made of the task.
    """
    return bool(
        DBTaskResult.objects.filter(
            pk=result.pk, status=TaskResultStatus.RUNNING, worker_ids=result.worker_ids
        ).update(**columns)
    )
