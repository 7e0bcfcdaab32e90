"""Background work: Django's tasks, kept and queued by django-tasks-db, plus what that lacks.

Lacking were: a task whose worker was killed stays "running" for ever; a failing task is not tried
again; an idle worker locks the whole of SQLite twice a second. Here a worker shows a heartbeat; a
task whose worker's heart stopped is made ready again; a failing task waits longer each time and,
after its last attempt, stays visible as failed. The worker also relays the outbox and starts
periodic tasks, so that one kind of process does all of it.

A task may run twice (its worker was killed after the work and before the mark), so it is
idempotent; no two workers run it at the same time while both show their heartbeat.
"""

from gongjian.foundation.kernel.background.declaration import (
    RetryPolicy,
    background_task,
    title_of,
)
from gongjian.foundation.kernel.background.heartbeats import forget_worker
from gongjian.foundation.kernel.background.periodics import Periodic, schedule, start_periodic
from gongjian.foundation.kernel.background.recovery import recover_lost_tasks
from gongjian.foundation.kernel.background.worker import GongjianWorker, run_waiting_tasks

__all__ = [
    "GongjianWorker",
    "Periodic",
    "RetryPolicy",
    "background_task",
    "forget_worker",
    "recover_lost_tasks",
    "run_waiting_tasks",
    "schedule",
    "start_periodic",
    "title_of",
]
