"""One's own account by programme."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import Notice
from tests.api_calls import Caller, by_anybody, by_key, by_session
from tests.factories import make_area, make_department, make_user
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("calling", [by_key, by_session])
def test_an_account_says_who_one_is_and_what_one_may(calling):
    area, department = make_area("Harbour"), make_department("Water")
    user = make_user(role=Role.HANDLER, organisation=department, area=area, phone="12345")

    answer = calling(user)("GET", "account")

    (role,) = answer.body["roles"]
    assert answer.status == 200
    assert (answer.body["email"], answer.body["phone"]) == (user.email, "12345")
    assert (role["role"], role["area"], role["area_path"]) == ("handler", "Harbour", area.path)
    assert role["organisation"]["name"] == "Water"
    assert (answer.body["has_second_factor"], answer.body["needs_second_factor"]) == (False, False)
    assert answer.body["undelivered"] is None


@pytest.mark.parametrize("calling", [by_key, by_session])
def test_roles_that_rest_are_said_to(calling, settings):
    settings.STAFF_NEEDS_TOTP = True
    user = make_user(role=Role.AUDITOR)
    call = calling(user)
    before = call("GET", "account").body

    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    after = call("GET", "account").body
    assert (before["has_second_factor"], before["needs_second_factor"]) == (False, True)
    assert (after["has_second_factor"], after["needs_second_factor"]) == (True, False)
    assert before["roles"] == after["roles"]


def test_a_letter_that_was_refused_is_told():
    user = make_user()
    tell(user)
    Notice.objects.update(state="failed", error="550 no such user")

    told = by_key(user)("GET", "account").body["undelivered"]

    assert told["error"] == "550 no such user"
    assert told["notice_id"] == str(Notice.objects.get().pk)


@pytest.mark.parametrize("calling", [by_key, by_session])
def test_what_is_left_out_of_a_change_stays(calling):
    user = make_user(name="Ann", phone="1", language="en")

    answer = calling(user)("PATCH", "account", {"name": " Ann Li ", "language": "zh-hans"})

    user.refresh_from_db()
    assert answer.status == 200
    assert (answer.body["name"], answer.body["language"]) == ("Ann Li", "zh-hans")
    assert (user.name, user.phone, user.language) == ("Ann Li", "1", "zh-hans")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"language": "xx"}, ["language"]),
        ({"name": "n" * 81}, ["name"]),
        ({"name": "a\x00b"}, ["name"]),
        ({"name": "\ud800"}, ["name"]),
        ({"name": 7}, ["name"]),
        ({"phone": "1" * 31}, ["phone"]),
        ({"email": "other@example.org"}, ["email"]),
        ({"is_active": False, "name": "x"}, ["is_active"]),
    ],
)
def test_wrong_changes_are_told_at_their_field_and_change_nothing(body, wrong):
    user = make_user(name="Ann")

    answer = by_key(user)("PATCH", "account", body)

    user.refresh_from_db()
    assert (answer.status, answer.wrong) == (422, wrong)
    assert user.name == "Ann"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'"x"', b"[" * 100_000])
def test_what_is_no_json_object_is_told(content):
    assert by_key(make_user())("PATCH", "account", content).status in {400, 422}


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_strangers_have_no_account(method):
    answer = by_anybody()(method, "account", {})

    assert (answer.status, answer.code) == (401, "unauthenticated")


def test_another_site_s_page_changes_nothing_with_a_session():
    user = make_user(name="Ann")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    answer = Caller(client)("PATCH", "account", {"name": "Eve"})

    user.refresh_from_db()
    assert answer.status == 403
    assert user.name == "Ann"
