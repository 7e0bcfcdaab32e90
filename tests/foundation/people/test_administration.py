"""Pages of administration: who may open them, and what they do."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.actions.retry_task import delete_task, retry_task
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.foundation.people.tasks import forget_notices
from gongjian.foundation.people.views.administration import GROUPS
from tests.factories import NOW, make_actor, make_area, make_department, make_user

pytestmark = pytest.mark.django_db
PAGES = [
    "/administration/",
    "/administration/people/",
    "/administration/organisations/",
    "/administration/organisations/new",
    "/administration/organisations/import",
    "/administration/tasks/",
    "/administration/letters/",
]
OTHERS = sorted(set(Role) - {Role.ADMINISTRATOR, Role.RESIDENT})


@pytest.fixture
def administrator(client) -> User:
    user = make_user(role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.fixture
def failed_task() -> DBTaskResult:
    result = forget_notices.enqueue()
    task = DBTaskResult.objects.get(pk=result.id)
    task.status = TaskResultStatus.FAILED
    task.finished_at, task.worker_ids = NOW, ["one", "two", "three"]
    task.exception_class_path = "builtins.ZeroDivisionError"
    task.traceback = "Traceback: division by zero <b>"
    task.save()
    return task


@pytest.mark.parametrize("page", PAGES)
def test_administrators_open_every_page(client, administrator, page):
    assert client.get(page).status_code == 200


def test_the_first_page_leads_to_every_page_there_is(client, administrator):
    page = client.get("/administration/").content.decode().split('class="people-groups"')[1]

    links = re.findall(r'<a href="([^"]+)"', page.split("</main>")[0])
    assert links == [reverse(name) for _heading, pages in GROUPS for name, _title, _about in pages]
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.any_database
@pytest.mark.parametrize("role", [None, *OTHERS])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_opens_one(client, page, role):
    client.force_login(make_user(role=role))

    assert client.get(page).status_code == 403


@pytest.mark.any_database
@pytest.mark.parametrize("page", PAGES)
def test_visitors_are_asked_to_sign_in(client, page):
    assert client.get(page)["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("rows", [5, 20])
def test_the_list_of_people_asks_the_same_of_the_database_however_long(
    client, administrator, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_user(role=Role.AUDITOR)

    # Session, account, roles; people, their grants; unread notices of the menu.
    with django_assert_num_queries(6):
        client.get("/administration/people/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"query": "ann@"}, {"Ann Archer"}),
        ({"query": "ANN@EX"}, {"Ann Archer"}),
        ({"query": "Ben"}, {"Ben Baker"}),
        ({"role": "auditor"}, {"Ben Baker"}),
        ({"role": "staff"}, {"Ben Baker", "Root"}),
        ({"query": "nobody"}, set()),
        ({"role": "king"}, {"Ann Archer", "Ben Baker", "Root"}),
    ],
)
def test_people_are_found(client, query, found):
    make_user(email="ann@example.org", name="Ann Archer")
    make_user(email="ben@example.org", name="Ben Baker", role=Role.AUDITOR)
    client.force_login(make_user(name="Root", role=Role.ADMINISTRATOR))

    page = client.get("/administration/people/", query).context["page"]

    assert {person.name for person in page.items} == found


def test_a_role_is_given_and_taken_on_the_page(client, administrator):
    user, department, area = make_user(), make_department(), make_area()
    role = {"role": "handler", "organisation": department.pk, "area_path": area.path}

    client.post(f"/administration/people/{user.pk}/roles", role)
    grant = RoleGrant.objects.get(user=user)
    page = client.get(f"/administration/people/{user.pk}/").content.decode()
    client.post(f"/administration/people/{user.pk}/roles/{grant.pk}/revoke")

    assert department.name in page
    assert area.name in page
    assert not RoleGrant.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    "fields",
    [{}, {"role": "king"}, {"role": "handler"}, {"role": "auditor", "area_path": "no/"},
     {"role": "handler", "organisation": "x"}],
)  # fmt: skip
def test_a_wrong_role_is_said_at_the_field(client, administrator, fields):
    user = make_user()

    answer = client.post(f"/administration/people/{user.pk}/roles", fields)

    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_the_last_administrator_is_told_why_they_stay(client, administrator):
    grant = RoleGrant.objects.get(user=administrator)

    answer = client.post(f"/administration/people/{administrator.pk}/roles/{grant.pk}/revoke")

    assert answer.status_code == 409
    assert "last administrator" in answer.content.decode()


def test_an_account_is_opened_closed_and_reopened_on_the_pages(client, administrator):
    client.post("/administration/people/new", {"email": "new@example.org", "name": "New"})
    user = User.objects.get(email="new@example.org")
    twice = client.post("/administration/people/new", {"email": "new@example.org"})
    client.post(f"/administration/people/{user.pk}/close")
    assert not User.objects.get(pk=user.pk).is_active
    client.post(f"/administration/people/{user.pk}/reopen")

    assert User.objects.get(pk=user.pk).is_active
    assert twice.status_code == 422


def test_unknown_people_are_not_found(client, administrator):
    assert client.get(f"/administration/people/{uuid4()}/").status_code == 404
    assert client.post(f"/administration/people/{uuid4()}/close").status_code == 404


def test_a_failed_task_is_seen_with_why_and_how_often(client, administrator, failed_task):
    page = client.get("/administration/tasks/").content.decode()

    assert "<h2>Delete old notices</h2>" in page
    assert "ZeroDivisionError" in page
    assert "<dd>3</dd>" in page
    assert "division by zero &lt;b&gt;" in page
    assert "/administration/tasks/" in client.get("/administration/").content.decode()


def test_a_failed_task_runs_again(client, administrator, failed_task):
    client.post(f"/administration/tasks/{failed_task.pk}/retry")
    run_waiting_tasks()

    failed_task.refresh_from_db()
    assert failed_task.status == TaskResultStatus.SUCCESSFUL
    assert len(failed_task.worker_ids) == 1
    assert LedgerEntry.objects.filter(action="task_retried").count() == 1


def test_a_failed_task_is_deleted(client, administrator, failed_task):
    client.post(f"/administration/tasks/{failed_task.pk}/delete")

    assert not DBTaskResult.objects.filter(pk=failed_task.pk).exists()
    assert LedgerEntry.objects.filter(action="task_deleted").count() == 1


def test_only_failed_tasks_are_touched(failed_task):
    root = Actor.system("test")
    failed_task.status = TaskResultStatus.RUNNING
    failed_task.save()

    for act in (retry_task, delete_task):
        with pytest.raises(NotFound):
            act(actor=root, task_id=failed_task.pk, now=NOW)
        with pytest.raises(NotFound):
            act(actor=root, task_id=uuid4(), now=NOW)


@pytest.mark.any_database
@pytest.mark.parametrize("role", [None, *OTHERS])
def test_only_administrators_touch_them(failed_task, role):
    for act in (retry_task, delete_task):
        with pytest.raises(NotAllowed):
            act(actor=make_actor(role), task_id=failed_task.pk, now=NOW)


@pytest.mark.any_database
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_in_chinese_too(client, administrator, page):
    client.cookies["django_language"] = "zh-hans"

    assert 'lang="zh-hans"' in client.get(page).content.decode()
