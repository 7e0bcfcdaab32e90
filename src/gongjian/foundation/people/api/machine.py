"""Administration: what the machine could not do by itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django_tasks_db.models import DBTaskResult
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel import failed_tasks
from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery
from gongjian.foundation.kernel.background import title_of
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions import retry_letter as sending
from gongjian.foundation.people.actions import retry_task as tasks
from gongjian.foundation.people.models import Notice
from gongjian.foundation.people.selectors.notices import undelivered_letters

router = Router()


class FailedTaskOut(Schema):
    id: UUID
    task: str = Field(description="path of the function")
    title: str = Field(description="what it does, in the language asked for")
    arguments: dict[str, object]
    tries: int
    failed_at: datetime | None
    error: str = Field(description='class of the error; "": its worker stopped')
    traceback: str


class FailedTaskPage(PageOut):
    items: list[FailedTaskOut]


class UndeliveredLetterOut(Schema):
    id: UUID
    email: str
    subject: str
    written_at: datetime
    error: str = Field(description="what the mail server said last")


class UndeliveredLetterPage(PageOut):
    items: list[UndeliveredLetterOut]


@router.get("/failed-tasks", response=FailedTaskPage, operation_id="list_failed_tasks")
def list_failed_tasks(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Background tasks that were given up, the newest first; for administrators."""
    policies.require_administrator(actor_of(request))
    page = failed_tasks.failed_tasks(query.cursor, query.size)
    items = [_task_out(task) for task in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/failed-tasks/{uuid:task_id}/retry", response={204: None}, operation_id="retry_failed_task"
)
def retry_failed_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Let it run again, as soon as a worker is free."""
    tasks.retry_task(actor=actor_of(request), task_id=task_id, now=now())
    return HttpResponse(status=204)


@router.delete(
    "/failed-tasks/{uuid:task_id}", response={204: None}, operation_id="delete_failed_task"
)
def delete_failed_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Dismiss it: what it was to do will not be done."""
    tasks.delete_task(actor=actor_of(request), task_id=task_id, now=now())
    return HttpResponse(status=204)


@router.get(
    "/undelivered-letters",
    response=UndeliveredLetterPage,
    operation_id="list_undelivered_letters",
)
def list_undelivered(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Letters that a mail server refused for good, the newest first; for administrators."""
    page = undelivered_letters(actor=actor_of(request), cursor=query.cursor, size=query.size)
    items = [_letter_out(notice) for notice in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/undelivered-letters/{uuid:letter_id}/retry",
    response={204: None},
    operation_id="retry_undelivered_letter",
)
def retry_undelivered(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Send it again, as a new letter."""
    sending.retry_letter(actor=actor_of(request), notice_id=letter_id, now=now())
    return HttpResponse(status=204)


def _task_out(task: DBTaskResult) -> dict[str, object]:
    return {
        "id": task.pk,
        "task": task.task_path,
        "title": title_of(task.task_path),
        "arguments": task.args_kwargs.get("kwargs", {}),
        "tries": len(task.worker_ids),
        "failed_at": task.finished_at,
        "error": task.exception_class_path,
        "traceback": task.traceback,
    }


def _letter_out(notice: Notice) -> dict[str, object]:
    return {
        "id": notice.pk,
        "email": notice.user.email if notice.user else notice.email,
        "subject": notice.subject,
        "written_at": notice.created_at,
        "error": notice.error,
    }
