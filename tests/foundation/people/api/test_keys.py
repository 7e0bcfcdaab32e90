"""Keys by programme: a browser's session makes them, a key never does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.models import IdempotencyKey
from gongjian.foundation.people.actions.create_api_key import MAX_KEYS
from gongjian.foundation.people.models import ApiKey
from gongjian.foundation.people.selectors.actors import actor_of_key
from tests.api_calls import NOBODY, Caller, by_anybody, by_key, by_session
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ONCE = {"Idempotency-Key": "once"}


def test_a_key_is_made_shown_once_and_works():
    user = make_user()
    call = by_session(user)

    made = call("POST", "account/keys", {"name": "Map of potholes"})

    assert made.status == 201
    assert actor_of_key(made.body["key"]).user_id == user.pk
    assert "no-store" in made.response["Cache-Control"]
    (listed,) = call("GET", "account/keys").body["items"]
    assert (listed["name"], "key" in listed) == ("Map of potholes", False)


def test_the_same_request_again_makes_no_second_key_and_shows_the_first_no_more():
    call = by_session(make_user())

    first = call("POST", "account/keys", {"name": "Meter"}, **ONCE)
    again = call("POST", "account/keys", {"name": "Meter"}, **ONCE)
    other = call("POST", "account/keys", {"name": "Another"}, **ONCE)

    assert (again.status, again.body) == (201, {**first.body, "key": None})
    assert again.response["Idempotency-Replayed"] == "true"
    assert other.code == "idempotency_mismatch"
    assert ApiKey.objects.count() == 1
    assert first.body["key"] not in str(list(IdempotencyKey.objects.values_list()))


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_a_key_neither_makes_nor_revokes_keys(role):
    user = make_user(role=role)
    call = by_key(user)
    mine = ApiKey.objects.get()

    made = call("POST", "account/keys", {"name": "Another"}, **ONCE)
    revoked = call("POST", f"account/keys/{mine.pk}/revoke")

    assert [(made.status, made.code), (revoked.status, revoked.code)] == [
        (403, "in_person_only"),
        (403, "in_person_only"),
    ]
    mine.refresh_from_db()
    assert mine.revoked_at is None


def test_a_password_alone_makes_no_key_for_staff(settings):
    settings.STAFF_NEEDS_TOTP = True

    answer = by_session(make_user(role=Role.HANDLER))("POST", "account/keys", {"name": "Script"})

    assert answer.status == 403
    assert not ApiKey.objects.exists()


def test_another_site_s_page_makes_no_key():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())

    assert Caller(client)("POST", "account/keys", {"name": "Theirs"}).status == 403
    assert not ApiKey.objects.exists()


def test_with_its_token_a_browser_s_session_does():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    client.get("/account/keys/")
    token = {"X-CSRFToken": client.cookies["csrftoken"].value}

    assert Caller(client)("POST", "account/keys", {"name": "Mine"}, **token).status == 201


def test_a_revoked_key_opens_nothing_and_stays_listed():
    user = make_user()
    call, programme = by_session(user), by_key(user)
    key = ApiKey.objects.get()

    first = call("POST", f"account/keys/{key.pk}/revoke").body
    again = call("POST", f"account/keys/{key.pk}/revoke").body

    assert first == again
    assert first["revoked_at"] is not None
    assert programme("GET", "account").code == "wrong_key"
    assert [item["id"] for item in call("GET", "account/keys").body["items"]] == [str(key.pk)]


def test_another_s_key_is_not_there():
    by_key(make_user())
    call = by_session(make_user())

    for key_id in (ApiKey.objects.get().pk, NOBODY):
        assert call("POST", f"account/keys/{key_id}/revoke").status == 404
    assert call("GET", "account/keys").body["items"] == []


def test_keys_are_listed_in_pages_the_newest_first():
    user = make_user()
    for number in range(5):
        key = ApiKey.objects.create(name=f"{number}", digest=f"{number}", user=user)
        ApiKey.objects.filter(pk=key.pk).update(
            created_at=key.created_at + timedelta(minutes=number)
        )
    call = by_session(user)

    first = call("GET", "account/keys?size=3").body
    second = call("GET", f"account/keys?size=3&cursor={first['next_cursor']}").body

    names = [item["name"] for item in first["items"] + second["items"]]
    assert (names, second["next_cursor"]) == (["4", "3", "2", "1", "0"], "")


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "  "}, {"name": "n" * 81}, {"name": "a\x00"},
             {"name": "x", "user_id": str(NOBODY)}, {"name": ["x"]}],
)  # fmt: skip
def test_wrong_names_are_told(body):
    assert by_session(make_user())("POST", "account/keys", body).status == 422


def test_very_many_keys_are_refused():
    user = make_user()
    for number in range(MAX_KEYS):
        ApiKey.objects.create(name="x", digest=f"{number}", user=user)

    answer = by_session(user)("POST", "account/keys", {"name": "One more"}, **ONCE)

    assert (answer.status, answer.code) == (409, "conflict")
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("POST", ""), ("POST", f"/{NOBODY}/revoke")],
)
def test_strangers_have_no_keys(method, path):
    answer = by_anybody()(method, f"account/keys{path}", {"name": "x"})

    assert answer.code == "unauthenticated"
