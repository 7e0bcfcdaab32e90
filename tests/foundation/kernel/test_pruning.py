from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.background.heartbeats import beat
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import first_id_at
from gongjian.foundation.kernel.models import IdempotencyKey
from gongjian.foundation.kernel.pruning import prune
from gongjian.foundation.kernel.rate_limits import count_hit

pytestmark = pytest.mark.django_db
S = TaskResultStatus


def make_task(*, days_old: int, status: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        id=first_id_at(now() - timedelta(days=days_old, minutes=1)),
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x",
        backend_name="default",
        run_after=now(),
    )


@pytest.mark.parametrize(
    ("days_old", "status", "is_kept"),
    [
        (0, S.SUCCESSFUL, True),
        (1, S.SUCCESSFUL, False),
        (89, S.FAILED, True),
        (90, S.FAILED, False),
        (400, S.READY, True),
        (400, S.RUNNING, True),
    ],
)
def test_tasks_are_kept_while_somebody_may_ask(days_old, status, is_kept):
    make_task(days_old=days_old, status=status)

    prune(now())

    assert DBTaskResult.objects.exists() is is_kept


def test_what_has_served_its_time_goes_and_the_rest_stays():
    for scope, days in (("old", 8), ("new", 6)):
        key = IdempotencyKey.objects.create(scope=scope, key="k", fingerprint="")
        IdempotencyKey.objects.filter(pk=key.pk).update(created_at=now() - timedelta(days=days))
    for bucket, minutes in (("old", 5), ("new", 0)):
        count_hit(bucket, limit=9, period_seconds=60, now=now() - timedelta(minutes=minutes))
    cache.set("new", 1, timeout=60)
    cache.set("old", 1, timeout=60)
    for worker, days in (("old", 2), ("new", 0)):
        beat(worker, now() - timedelta(days=days))

    deleted = prune(now())

    assert deleted == {
        "done tasks": 0,
        "failed tasks": 0,
        "idempotency keys": 1,
        "rate windows": 1,
        "cache entries": 0,
        "silent workers": 1,
        "incoming files": 0,
    }
    assert prune(now() + timedelta(minutes=2))["cache entries"] == 2


def test_pruning_goes_on_over_many_pieces(monkeypatch):
    monkeypatch.setattr("gongjian.foundation.kernel.pruning.PIECE", 3)
    for number in range(10):
        count_hit(f"{number}", limit=9, period_seconds=60, now=now() - timedelta(hours=1))

    assert prune(now())["rate windows"] == 10
