"""Lists cost the same number of queries for two rows and for forty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import ApiKey, Notice, RoleGrant, User
from gongjian.foundation.people.tasks import forget_notices
from tests.api_calls import by_key
from tests.factories import make_area, make_department, make_user
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db
WHO_CALLS = 3
"""The key and its owner; the roles; the rate limit."""


def make_people(user: User, number: int) -> None:
    person = make_user(role=Role.AUDITOR, area=make_area())
    RoleGrant.objects.create(user=person, role=Role.HANDLER, organisation=make_department())


def make_body(user: User, number: int) -> None:
    make_department(parent=make_department())


def make_key(user: User, number: int) -> None:
    ApiKey.objects.create(name="x", digest=f"{number}", user=user)


def make_notice(user: User, number: int) -> None:
    tell(user, event=f"e{number}")


def make_failed_task(user: User, number: int) -> None:
    DBTaskResult.objects.filter(pk=forget_notices.enqueue().id).update(
        status=TaskResultStatus.FAILED
    )


def make_refused_letter(user: User, number: int) -> None:
    tell(make_user(), event=f"e{number}")
    Notice.objects.update(state="failed")


@pytest.mark.parametrize(
    ("path", "make", "queries"),
    [
        ("people", make_people, 3),
        ("people?role=staff&q=Person", make_people, 3),
        ("organisations", make_body, 1),
        ("departments", make_body, 1),
        ("account/keys", make_key, 1),
        ("notices", make_notice, 1),
        ("notices?unread=true", make_notice, 1),
        ("notices/unread-count", make_notice, 1),
        ("notice-preferences", make_notice, 2),
        ("failed-tasks", make_failed_task, 1),
        ("undelivered-letters", make_refused_letter, 1),
        ("account", make_people, 6),
    ],
)
def test_a_list_costs_the_same_for_two_rows_and_for_forty(path, make, queries):
    user = make_user(role=Role.ADMINISTRATOR)
    call = by_key(user)
    counted = []

    for numbers in (range(2), range(2, 40)):
        for number in numbers:
            make(user, number)
        with CaptureQueriesContext(connection) as captured:
            assert call("GET", path).status == 200
        counted.append(len(captured))

    assert counted == [WHO_CALLS + queries] * 2
