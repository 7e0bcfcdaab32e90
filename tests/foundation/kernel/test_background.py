"""The worker in this process: what it takes, what becomes of failures, what starts by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.config import wiring
from gongjian.foundation.kernel.background import (
    GongjianWorker,
    Periodic,
    RetryPolicy,
    recover_lost_tasks,
    run_waiting_tasks,
    schedule,
    start_periodic,
)
from gongjian.foundation.kernel.background.heartbeats import beat
from gongjian.foundation.kernel.background.recovery import finish
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.models import WorkerHeartbeat
from tests.foundation.kernel.jobs import (
    do_nothing,
    fail_slowly,
    lines,
    note_ids,
    return_what_is_no_json,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _no_other_periodics() -> Iterator[None]:
    schedule([])
    yield
    schedule(wiring.PERIODICS)


def row(result) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=result.id)


def running(*worker_ids: str, task=do_nothing) -> DBTaskResult:
    """A task that the last of these workers is said to be running."""
    result = row(task.enqueue())
    for worker_id in worker_ids:
        result.claim(worker_id)
    return result


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 10), (2, 40), (3, 160), (7, 40_960), (8, 86_400), (99, 86_400)]
)
def test_each_wait_is_four_times_the_one_before_up_to_a_day(attempt, seconds):
    assert RetryPolicy(first_wait_seconds=10).wait(attempt) == timedelta(seconds=seconds)


def test_waiting_tasks_run_in_order_of_priority(tmp_path):
    marks = tmp_path / "marks"
    note_ids.enqueue(str(marks), ["second"])
    note_ids.using(priority=10).enqueue(str(marks), ["first"])

    count = run_waiting_tasks()

    assert count == 2
    assert lines(marks) == ["first", "second"]


def test_a_task_for_later_is_left():
    later = do_nothing.using(run_after=now() + timedelta(hours=1)).enqueue()

    assert run_waiting_tasks() == 0
    assert row(later).status == TaskResultStatus.READY


def test_a_failure_waits_and_the_last_one_stays_with_its_traceback():
    worker, result = GongjianWorker("one"), fail_slowly.enqueue()
    waits = []
    for _ in range(2):
        # The wait is over.
        DBTaskResult.objects.update(run_after=now())
        began = now()
        worker.run_next()
        waits.append(row(result).run_after - began)
        assert worker.run_next() is False
    DBTaskResult.objects.update(run_after=now())
    worker.run_next()

    assert [timedelta(0) <= wait - timedelta(seconds=s) < timedelta(seconds=5)
            for wait, s in zip(waits, [60, 240], strict=True)] == [True, True]  # fmt: skip
    assert row(result).status == TaskResultStatus.FAILED
    assert row(result).finished_at is not None
    assert 'raise RuntimeError("as expected")' in row(result).traceback


def test_an_answer_that_cannot_be_kept_is_a_failure():
    result = return_what_is_no_json.enqueue()

    run_waiting_tasks()

    assert row(result).status == TaskResultStatus.READY
    assert row(result).exception_class_path == "builtins.TypeError"


def test_a_task_that_exists_no_more_fails():
    result = do_nothing.enqueue()
    DBTaskResult.objects.update(task_path="gongjian.nowhere.vanished")

    run_waiting_tasks()

    assert row(result).exception_class_path == "builtins.ModuleNotFoundError"


def test_an_idle_round_neither_locks_nor_writes():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        GongjianWorker("idle").run_next()

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_a_task_of_a_living_worker_is_left_alone():
    beat("alive", now())
    result = running("alive")

    assert recover_lost_tasks(now()) == 0
    assert row(result).status == TaskResultStatus.RUNNING


def test_a_task_of_a_silent_worker_is_ready_at_once():
    beat("silent", now() - timedelta(minutes=1))
    result = running("silent")

    assert recover_lost_tasks(now()) == 1
    assert recover_lost_tasks(now()) == 0
    assert run_waiting_tasks() == 1
    assert row(result).status == TaskResultStatus.SUCCESSFUL


def test_a_task_that_kills_its_workers_waits_longer_and_ends_as_failed():
    result = running("first", "second", task=fail_slowly)
    recover_lost_tasks(now())
    wait = row(result).run_after - now()
    row(result).claim("third")

    recover_lost_tasks(now())

    assert timedelta(seconds=55) < wait <= timedelta(seconds=60)
    assert row(result).status == TaskResultStatus.FAILED
    assert "third stopped without a word" in row(result).traceback


def test_an_idle_worker_recovers_what_it_is_said_to_be_running():
    beat("back", now())
    running("back")

    assert recover_lost_tasks(now(), idle_worker_id="back") == 1


def test_a_worker_thought_dead_does_not_overwrite_what_the_next_one_makes_of_its_task():
    result = running("asleep")
    stale = row(result)
    recover_lost_tasks(now())
    row(result).claim("next")

    written = finish(stale, status=TaskResultStatus.FAILED)

    assert written is False
    assert row(result).status == TaskResultStatus.RUNNING


def test_tasks_run_inline_are_not_taken_for_lost_and_leave_no_heartbeat(tmp_path):
    note_ids.enqueue(str(tmp_path / "marks"), ["1"])

    run_waiting_tasks()

    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.usefixtures("_no_other_periodics")
def test_a_periodic_task_starts_once_a_period():
    schedule([Periodic(do_nothing, every=timedelta(minutes=5))])
    began = now()

    started = [
        (start_periodic(began + timedelta(minutes=minute)), run_waiting_tasks())
        for minute in (0, 1, 4, 5, 6, 9, 10)
    ]

    assert started == [(1, 1), (0, 0), (0, 0), (1, 1), (0, 0), (0, 0), (1, 1)]


@pytest.mark.usefixtures("_no_other_periodics")
def test_a_periodic_task_is_not_started_while_its_last_start_waits():
    schedule([Periodic(do_nothing, every=timedelta(minutes=5))])
    began = now()

    started = [start_periodic(began + timedelta(minutes=minute)) for minute in (0, 5, 10)]

    assert started == [1, 0, 0]


@pytest.mark.usefixtures("_no_other_periodics")
def test_a_periodic_task_is_not_started_without_need():
    schedule([Periodic(do_nothing, every=timedelta(minutes=5), when=lambda: False)])

    assert start_periodic(now()) == 0
    assert not DBTaskResult.objects.exists()
