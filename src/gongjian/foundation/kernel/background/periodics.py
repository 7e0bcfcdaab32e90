"""Tasks that start by the clock, once among all workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.models import PeriodicRun


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task to be started every so often, once among all workers, and never while its last start
    still waits or runs.

    ``when`` is asked before each start: a cheap query that tells whether there is anything to do.
    """

    task: Task
    every: timedelta
    when: Callable[[], bool] | None = None

    @property
    def name(self) -> str:
        return self.task.module_path


_periodics: list[Periodic] = []


def schedule(periodics: Iterable[Periodic]) -> None:
    """Install the table of periodic tasks; config/wiring.py calls this once."""
    _periodics[:] = periodics


def start_periodic(now: datetime) -> int:
    """Enqueue each periodic task that is due and return how many this worker started."""
    if not _periodics:
        return 0
    runs = {run.name: run for run in PeriodicRun.objects.all()}
    return sum(_start(periodic, runs.get(periodic.name), now) for periodic in _periodics)


def _start(periodic: Periodic, run: PeriodicRun | None, now: datetime) -> bool:
    if run is not None and (run.last_started_at + periodic.every > now or _is_at_work(run)):
        return False
    if periodic.when is not None and not periodic.when():
        return False
    with transaction.atomic():
        if run is None:
            run = PeriodicRun(name=periodic.name, last_started_at=now - periodic.every)
            PeriodicRun.objects.bulk_create([run], ignore_conflicts=True)
        # Of several workers that see it due, the one whose update still finds the old time wins.
        due = PeriodicRun.objects.filter(
            name=periodic.name, last_started_at__lte=now - periodic.every
        )
        if not due.update(last_started_at=now):
            return False
        PeriodicRun.objects.filter(name=periodic.name).update(
            last_result_id=periodic.task.enqueue().id
        )
    return True


def _is_at_work(run: PeriodicRun) -> bool:
    return (
        run.last_result_id is not None
        and DBTaskResult.objects.filter(
            pk=run.last_result_id, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
        ).exists()
    )
