"""Workers as they really run: in processes of their own, killed without mercy."""

from __future__ import annotations

import signal
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.background import recover_lost_tasks, run_waiting_tasks
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
    # By its heartbeat it would be alive for another hour.
    WorkerHeartbeat.objects.update(seen_at=now() + timedelta(hours=1))
    (tmp_path / "marks.go").touch()

    with gongjian("worker", "--worker-id", "second", "--replaces", "first", home=tmp_path):
        wait_until(lambda: status_of(result) == TaskResultStatus.SUCCESSFUL)

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
        code = worker.wait(timeout=45)

    assert code == 0
    assert status_of(result) == TaskResultStatus.SUCCESSFUL
    assert not WorkerHeartbeat.objects.filter(worker_id="polite").exists()


def test_a_worker_told_twice_leaves_its_task_to_the_next_at_once(tmp_path):
    marks = tmp_path / "marks"
    result = wait_for_go.enqueue(str(marks))
    with gongjian("worker", "--worker-id", "hasty", home=tmp_path) as worker:
        wait_until(lambda: lines(marks))
        worker.send_signal(signal.SIGTERM)
        worker.send_signal(signal.SIGINT)
        code = worker.wait(timeout=45)
    (tmp_path / "marks.go").touch()

    recover_lost_tasks(now())
    run_waiting_tasks()

    assert code == 1
    assert status_of(result) == TaskResultStatus.SUCCESSFUL
    assert lines(marks) == ["begun", "begun", "done"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no connection to cut")
def test_a_worker_whose_database_went_away_goes_on_when_it_is_back(tmp_path):
    marks = tmp_path / "marks"
    with gongjian("worker", "--worker-id", "patient", home=tmp_path) as worker:
        wait_until(lambda: WorkerHeartbeat.objects.filter(worker_id="patient").exists())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            cut = cursor.fetchone()[0]
        note_ids.enqueue(str(marks), ["after"])

        wait_until(lambda: lines(marks) == ["after"])

        assert cut >= 1
        assert worker.poll() is None
