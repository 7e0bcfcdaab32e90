"""The worker: relays events, starts what is due, recovers what was lost, runs one task at a time.

It takes the place of django-tasks-db's own loop, which opens an exclusive transaction at every
poll, even an idle one, and turns an interrupt into a failed task; queue, claim and results are
that package's.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from traceback import format_exception

from django.db import Error, close_old_connections, transaction
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel import outbox, request_ids
from gongjian.foundation.kernel.background.heartbeats import beat, forget_worker, heartbeat
from gongjian.foundation.kernel.background.periodics import start_periodic
from gongjian.foundation.kernel.background.recovery import finish, recover_lost_tasks, try_again
from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.ids import new_id

logger = logging.getLogger(__name__)

PERIODIC_SECONDS = 1
RECOVERY_SECONDS = 5
WITHOUT_DATABASE_SECONDS = 2
LONGEST_INLINE_RUN = timedelta(hours=1)


class GongjianWorker:
    """One worker, for one process.

    Parameters
    ----------
    worker_id : str
        Unique among all workers of the town; at most 64 characters.
    idle_seconds : float
        Pause after a round that found nothing.
    """

    def __init__(self, worker_id: str, *, idle_seconds: float = 0.5) -> None:
        self.worker_id = worker_id
        self.idle_seconds = idle_seconds
        self.running = True
        self._periodics_at = self._recovery_at = 0.0

    def stop(self) -> None:
        """Let the task at hand end, then return from ``run``; safe in a signal handler."""
        self.running = False

    def run(self) -> None:
        """Work until told to stop; a database that goes away is waited for."""
        logger.info("worker %s begins", self.worker_id)
        with heartbeat(self.worker_id):
            while self.running:
                close_old_connections()
                try:
                    found = self._round()
                except Error:
                    logger.warning("worker %s lost the database", self.worker_id, exc_info=True)
                    time.sleep(WITHOUT_DATABASE_SECONDS)
                    continue
                if not found and self.running:
                    time.sleep(self.idle_seconds)
        logger.info("worker %s ends", self.worker_id)

    def run_next(self) -> bool:
        """Run one ready task; False where there is none."""
        result = self._claim()
        if result is None:
            return False
        with request_ids.named(f"task-{result.pk}"):
            self._attempt(result)
        return True

    def _round(self) -> bool:
        clock = time.monotonic()
        if clock >= self._periodics_at:
            start_periodic(present())
            self._periodics_at = clock + PERIODIC_SECONDS
        if clock >= self._recovery_at:
            recover_lost_tasks(present(), idle_worker_id=self.worker_id)
            self._recovery_at = clock + RECOVERY_SECONDS
        relayed = outbox.relay()
        return self.run_next() or relayed > 0

    def _claim(self) -> DBTaskResult | None:
        ready = DBTaskResult.objects.ready()
        # Asked without a lock first: on SQLite a locking transaction holds up every writer.
        if not ready.exists():
            return None
        with transaction.atomic():
            result = ready.get_locked()
            if result is not None:
                result.claim(self.worker_id)
        return result

    def _attempt(self, result: DBTaskResult) -> None:
        try:
            arguments = result.args_kwargs
            value = result.task.call(*arguments["args"], **arguments["kwargs"])
            finish(
                result,
                status=TaskResultStatus.SUCCESSFUL,
                finished_at=present(),
                return_value=normalize_json(value),
                exception_class_path="",
                traceback="",
            )
        # Not BaseException: an interrupted worker leaves its task, unfailed, to recovery.
        except Exception as error:  # noqa: BLE001 - whatever a task raises is its failure
            try_again(
                result,
                present(),
                "".join(format_exception(error)),
                wait_attempts=len(result.worker_ids),
                error=f"{type(error).__module__}.{type(error).__qualname__}",
            )


def run_waiting_tasks(now: datetime | None = None, *, rounds: int = 100) -> int:
    """Relay the outbox and run every ready task in this process until nothing is left.

    For the demo, imports and tests; what waits for a later hour stays. Returns the tasks run.
    """
    worker = GongjianWorker(f"inline-{new_id().hex}")
    # One long promise instead of a heart that beats: a second connection would wait for the
    # transaction of whoever calls this.
    beat(worker.worker_id, (now or present()) + LONGEST_INLINE_RUN)
    count = 0
    try:
        for _ in range(rounds):
            relayed, before = outbox.relay(), count
            while worker.run_next():
                count += 1
            if not relayed and count == before:
                break
    finally:
        forget_worker(worker.worker_id)
    return count
