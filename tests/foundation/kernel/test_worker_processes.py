"""Workers as they really run: in processes of their own, killed without mercy."""

from __future__ import annotations

import signal
from datetime import timedelta
from itertools import pairwise

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.models import WorkerHeartbeat
from tests.foundation.kernel.jobs import fail_always, lines, note_ids, wait_for_go
from tests.processes import gongjian, wait_until

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


def status_of(result) -> str:
    return DBTaskResult.objects.values_list("status", flat=True).get(pk=result.id)


def test_a_task_whose_worker_was_killed_runs_again(tmp_path):
    marks = tmp_path / "marks"
    result = wait_for_go.enqueue(str(marks))
    with gongjian("worker", "--worker-id", "first", home=tmp_path) as first:
        wait_until(lambda: lines(marks))
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert status_of(result) == TaskResultStatus.RUNNING
    # Time passes: the first worker's heart is not heard for a minute.
    WorkerHeartbeat.objects.update(seen_at=now() - timedelta(minutes=1))
    (tmp_path / "marks.go").touch()

    with gongjian("worker", "--worker-id", "second", home=tmp_path):
        wait_until(lambda: status_of(result) == TaskResultStatus.SUCCESSFUL)

    assert lines(marks) == ["begun", "begun", "done"]
    assert DBTaskResult.objects.get(pk=result.id).worker_ids == ["first", "second"]


def test_a_worker_that_replaces_a_killed_one_does_not_wait_for_its_heartbeat(tmp_path):
    marks = tmp_path / "marks"
    result = wait_for_go.enqueue(str(marks))
    with gongjian("worker", "--worker-id", "first", home=tmp_path) as first:
        wait_until(lambda: lines(marks))
        first.send_signal(signal.SIGKILL)
        first.wait()
    (tmp_path / "marks.go").touch()

    with gongjian("worker", "--worker-id", "second", "--replaces", "first", home=tmp_path):
        wait_until(lambda: status_of(result) == TaskResultStatus.SUCCESSFUL, seconds=8)

    assert lines(marks) == ["begun", "begun", "done"]


def test_a_failing_task_is_tried_again_later_each_time_and_stays_visible(tmp_path):
    marks = tmp_path / "marks"
    result = fail_always.enqueue(str(marks))

    with gongjian("worker", home=tmp_path):
        wait_until(lambda: status_of(result) == TaskResultStatus.FAILED)

    times = [float(line) for line in lines(marks)]
    waits = [later - earlier for earlier, later in pairwise(times)]
    row = DBTaskResult.objects.get(pk=result.id)
    assert [wait >= least for wait, least in zip(waits, [0.1, 0.4], strict=True)] == [True, True]
    assert row.exception_class_path == "builtins.RuntimeError"
    assert "as expected" in row.traceback


def test_two_workers_share_the_tasks_and_run_none_twice(tmp_path):
    marks = tmp_path / "marks"
    for number in range(150):
        note_ids.enqueue(str(marks), [str(number)])

    with gongjian("worker", home=tmp_path), gongjian("worker", home=tmp_path):
        wait_until(
            lambda: not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists()
        )

    assert sorted(map(int, lines(marks))) == list(range(150))


def test_a_worker_told_to_stop_ends_its_task_first(tmp_path):
    marks = tmp_path / "marks"
    result = wait_for_go.enqueue(str(marks))
    with gongjian("worker", "--worker-id", "polite", home=tmp_path) as worker:
        wait_until(lambda: lines(marks))
        worker.send_signal(signal.SIGTERM)
        (tmp_path / "marks.go").touch()
        code = worker.wait(timeout=10)

    assert code == 0
    assert status_of(result) == TaskResultStatus.SUCCESSFUL
    assert not WorkerHeartbeat.objects.filter(worker_id="polite").exists()
