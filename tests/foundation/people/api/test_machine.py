"""What the machine gave up, by programme."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import Notice, NoticeState
from gongjian.foundation.people.tasks import forget_notices
from tests.api_calls import NOBODY, by_key
from tests.factories import NOW, make_user
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return by_key(make_user(role=Role.ADMINISTRATOR))


def fail_a_task() -> DBTaskResult:
    task = DBTaskResult.objects.get(pk=forget_notices.enqueue().id)
    task.status = TaskResultStatus.FAILED
    task.finished_at, task.worker_ids = NOW, ["one", "two", "three"]
    task.exception_class_path, task.traceback = "builtins.ZeroDivisionError", "division by zero"
    task.save()
    return task


def refuse_a_letter(email: str, **fields) -> Notice:
    tell(emails=[email], event=email, **fields)
    notice = Notice.objects.get(email=email)
    notice.state, notice.error = NoticeState.FAILED, "550 no such user"
    notice.save()
    return notice


def test_failed_tasks_are_listed_newest_first_in_pages(call):
    older, newer = fail_a_task(), fail_a_task()

    first = call("GET", "failed-tasks?size=1").body
    second = call("GET", f"failed-tasks?size=1&cursor={first['next_cursor']}").body

    (shown,) = first["items"]
    assert [shown["id"], second["items"][0]["id"]] == [str(newer.pk), str(older.pk)]
    assert shown["task"].endswith("forget_notices")
    assert (shown["tries"], shown["error"]) == (3, "builtins.ZeroDivisionError")
    assert second["next_cursor"] == ""


def test_a_failed_task_is_retried_or_dismissed_once(call):
    one, other = fail_a_task(), fail_a_task()

    assert call("POST", f"failed-tasks/{one.pk}/retry").status == 204
    assert call("POST", f"failed-tasks/{one.pk}/retry").status == 404
    assert call("DELETE", f"failed-tasks/{one.pk}").status == 404
    assert call("DELETE", f"failed-tasks/{other.pk}").status == 204
    assert call("DELETE", f"failed-tasks/{other.pk}").status == 404

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    assert call("GET", "failed-tasks").body == {"items": [], "next_cursor": ""}


def test_undelivered_letters_are_listed_and_sent_again(call):
    refuse_a_letter("ann@example.org")
    newer = refuse_a_letter("bo@example.org", now=NOW + timedelta(hours=1))

    (first, _second) = call("GET", "undelivered-letters").body["items"]
    assert (first["id"], first["email"]) == (str(newer.pk), "bo@example.org")
    assert first["error"] == "550 no such user"

    assert call("POST", f"undelivered-letters/{newer.pk}/retry").status == 204
    again = call("POST", f"undelivered-letters/{newer.pk}/retry")
    assert (again.status, again.code) == (409, "wrong_state")
    assert len(call("GET", "undelivered-letters").body["items"]) == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", f"failed-tasks/{NOBODY}/retry", 404),
        ("DELETE", f"failed-tasks/{NOBODY}", 404),
        ("POST", "failed-tasks/x/retry", 404),
        ("POST", f"undelivered-letters/{NOBODY}/retry", 409),
        ("GET", "failed-tasks?cursor=x", 422),
        ("GET", "undelivered-letters?size=0", 422),
    ],
)
def test_wrong_ids_and_pages_are_told(call, method, path, status):
    assert call(method, path).status == status
