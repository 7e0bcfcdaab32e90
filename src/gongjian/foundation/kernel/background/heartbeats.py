"""A worker is alive while it says so."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import Error, connection

from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.models import WorkerHeartbeat

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 2
DEAD_AFTER_SECONDS = 12
"""Long enough for five beats to be late, as when SQLite is busy with a long import."""


def beat(worker_id: str, now: datetime) -> None:
    """Say that a worker was alive at ``now``."""
    WorkerHeartbeat.objects.bulk_create(
        [WorkerHeartbeat(worker_id=worker_id, seen_at=now)],
        update_conflicts=True,
        unique_fields=["worker_id"],
        update_fields=["seen_at"],
    )


def forget_worker(worker_id: str) -> None:
    """Say that a worker is gone, so that its task need not wait for its heartbeat to be missed."""
    WorkerHeartbeat.objects.filter(worker_id=worker_id).delete()


def living_workers(now: datetime) -> set[str]:
    return set(
        WorkerHeartbeat.objects.filter(
            seen_at__gt=now - timedelta(seconds=DEAD_AFTER_SECONDS)
        ).values_list("worker_id", flat=True)
    )


@contextmanager
def heartbeat(worker_id: str) -> Iterator[None]:
    """Beat from a thread of its own, so that a long task is not taken for a dead worker."""
    stop = threading.Event()
    beat(worker_id, present())
    heart = threading.Thread(target=_keep_beating, args=(worker_id, stop), daemon=True)
    heart.start()
    try:
        yield
    finally:
        stop.set()
        heart.join(timeout=HEARTBEAT_SECONDS)
        try:
            forget_worker(worker_id)
        except Error:
            logger.warning("worker %s could not say that it is going", worker_id)


def _keep_beating(worker_id: str, stop: threading.Event) -> None:
    while not stop.wait(HEARTBEAT_SECONDS):
        try:
            beat(worker_id, present())
        except Error as error:
            logger.warning("the heartbeat of %s missed a beat: %s", worker_id, error)
            connection.close()
    connection.close()
