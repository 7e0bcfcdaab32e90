"""Background work: Django's tasks on django-tasks-db, plus what that backend lacks.

Lacking were: a task whose worker was killed stays "running" for ever; a failing task is not tried
again. Here a worker shows a heartbeat; a task whose worker's heart stopped is made ready again; a
failing task waits longer each time and, after its last attempt, stays visible as failed. The worker
also relays the outbox and starts periodic tasks, so that one kind of process does all of it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, connection, transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks.base import task as django_task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.models import PeriodicRun, WorkerHeartbeat

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 3
DEAD_AFTER_SECONDS = 15


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Attempt ``n`` (from 1) that fails waits ``first_wait_seconds * 4**(n-1)``, at most a day."""

    max_attempts: int = 6
    first_wait_seconds: float = 10

    def wait(self, attempt: int) -> timedelta:
        seconds = self.first_wait_seconds * 4 ** min(attempt - 1, 12)
        return timedelta(seconds=min(seconds, 86_400))


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task to be started every so often, once among all workers."""

    task: Task
    every: timedelta

    @property
    def name(self) -> str:
        return self.task.module_path


_policies: dict[str, RetryPolicy] = {}
_periodics: list[Periodic] = []


def background_task(
    *, max_attempts: int = 6, first_wait_seconds: float = 10, priority: int = 0
) -> Callable[[Callable], Task]:
    """Declare a task: takes ids, is idempotent, calls one action.

    Parameters
    ----------
    max_attempts : int
        After that many failures the task stays failed, where an administrator sees it.
    first_wait_seconds : float
        Wait after the first failure; each further one waits four times as long.
    priority : int
        -100..100; higher goes first.
    """

    def declare(function: Callable) -> Task:
        declared = django_task(priority=priority)(function)
        _policies[declared.module_path] = RetryPolicy(max_attempts, first_wait_seconds)
        return declared

    return declare


def schedule(periodics: Iterable[Periodic]) -> None:
    """Install the table of periodic tasks; config/wiring.py calls this once."""
    _periodics[:] = periodics


def start_periodic(now: datetime) -> int:
    """Enqueue each periodic task that is due; of any number of workers, one does it."""
    started = 0
    for periodic in _periodics:
        run = PeriodicRun.objects.filter(name=periodic.name).first()
        if run is None:
            PeriodicRun.objects.bulk_create(
                [PeriodicRun(name=periodic.name, last_started_at=now - periodic.every)],
                ignore_conflicts=True,
            )
        elif run.last_started_at + periodic.every > now:
            continue
        with transaction.atomic():
            taken = PeriodicRun.objects.filter(
                name=periodic.name, last_started_at__lte=now - periodic.every
            ).update(last_started_at=now)
            if taken:
                periodic.task.enqueue()
                started += 1
    return started


def recover_lost_tasks(now: datetime) -> int:
    """Make ready again what a worker without a heartbeat was running; return how many."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    rows = list(running.values_list("id", "worker_ids"))
    if not rows:
        return 0
    alive = set(
        WorkerHeartbeat.objects.filter(
            seen_at__gt=now - timedelta(seconds=DEAD_AFTER_SECONDS)
        ).values_list("worker_id", flat=True)
    )
    recovered = 0
    for task_id, worker_ids in rows:
        if not worker_ids or worker_ids[-1] in alive:
            continue
        with transaction.atomic():
            result = running.select_for_update().filter(pk=task_id, worker_ids=worker_ids).first()
            if result is not None:
                logger.warning("task %s lost its worker and is made ready again", result.task_path)
                _try_again(result, now, f"The worker {worker_ids[-1]} stopped without a word.")
                recovered += 1
    return recovered


def _try_again(result: DBTaskResult, now: datetime, why: str) -> bool:
    """Make a task ready again, later; False where it has had its attempts."""
    policy = _policies.get(result.task_path, RetryPolicy())
    attempt = len(result.worker_ids)
    result.traceback = why
    if attempt >= policy.max_attempts:
        result.status = TaskResultStatus.FAILED
        result.finished_at = now
    else:
        result.status = TaskResultStatus.READY
        result.run_after = now + policy.wait(attempt)
        result.started_at = result.finished_at = None
    result.save(update_fields=["status", "run_after", "started_at", "finished_at", "traceback"])
    return result.status == TaskResultStatus.READY


class GongjianWorker(Worker):
    """django-tasks-db's worker with a heartbeat, retries, the outbox relay and periodic tasks."""

    def run(self) -> None:
        stop = threading.Event()
        heart = threading.Thread(target=self._beat, args=(stop,), daemon=True)
        heart.start()
        try:
            super().run()
        finally:
            stop.set()
            heart.join(timeout=HEARTBEAT_SECONDS)
            WorkerHeartbeat.objects.filter(worker_id=self.worker_id).delete()

    def _beat(self, stop: threading.Event) -> None:
        while True:
            try:
                WorkerHeartbeat.objects.update_or_create(
                    worker_id=self.worker_id, defaults={"seen_at": present()}
                )
            except OperationalError:
                logger.warning("the heartbeat of %s missed a beat", self.worker_id)
                close_old_connections()
            if stop.wait(HEARTBEAT_SECONDS):
                connection.close()
                return

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            with transaction.atomic():
                again = _try_again(db_task_result, present(), db_task_result.traceback)
            logger.log(
                logging.WARNING if again else logging.ERROR,
                "task %s failed (%s)%s",
                db_task_result.task_path,
                db_task_result.exception_class_path,
                ", will be tried again" if again else " for the last time",
            )


def run_waiting_tasks(now: datetime | None = None, *, rounds: int = 100) -> int:
    """Relay the outbox and run every ready task in this process until nothing is left.

    For the demo, imports and tests; what waits for a later hour stays. Returns the tasks run.
    """
    worker = GongjianWorker(
        queue_names=["*"], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id=f"inline-{now or present():%f}",
        excluded_queue_names=[],
    )  # fmt: skip
    for _ in range(rounds):
        relayed = outbox.relay()
        before = worker._run_tasks
        Worker.run(worker)
        if not relayed and worker._run_tasks == before:
            break
    return worker._run_tasks
