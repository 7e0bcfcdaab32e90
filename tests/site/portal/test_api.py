"""One's own data by programme: a browser's session takes and erases it, a key does neither."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.test import Client

from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from tests.api_calls import Caller, by_anybody, by_key, by_session
from tests.factories import make_case, make_town
from tests.foundation.people.accounts import PASSWORD, make_account, sign_in

pytestmark = pytest.mark.django_db
SURE = {"is_sure": True}


@pytest.fixture
def resident():
    """Somebody with a password, and a public case."""
    town = make_town()
    user = make_account(name="Ann", email="ann@example.org")
    make_case(town, title="Public one", requester_id=user.pk)
    return user


def signed_in(user: User, **options) -> Caller:
    client = Client(**options)
    sign_in(client, user)
    return Caller(client)


def proven(user: User) -> Caller:
    caller = signed_in(user)
    caller.client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return caller


def test_one_takes_everything_along(resident):
    answer = signed_in(resident)("POST", "account/export")

    content = b"".join(answer.response.streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert (answer.status, answer.response["Content-Type"]) == (200, "application/zip")
    assert answer.response["Content-Disposition"].startswith("attachment")
    assert json.loads(archive.read("cases.json"))["cases"][0]["title"] == "Public one"
    assert json.loads(archive.read("account.json"))["email"] == "ann@example.org"


def test_erasing_takes_the_person_away_and_keeps_the_public_record(resident):
    call = proven(resident)

    answer = call("POST", "account/erase", SURE)

    resident.refresh_from_db()
    case = Case.objects.get()
    assert (answer.status, answer.body) == (204, None)
    assert (resident.is_active, resident.name) == (False, "")
    assert (case.requester_id, case.public_title) == (None, "Public one")
    assert call("GET", "account").code == "unauthenticated"


def test_erasing_needs_a_password_given_just_now(resident):
    answer = signed_in(resident)("POST", "account/erase", SURE)

    resident.refresh_from_db()
    assert (answer.status, answer.code) == (403, "proof_needed")
    assert resident.is_active


@pytest.mark.parametrize("body", [{}, {"is_sure": False}, {**SURE, "user_id": "x"}, {"is_sure": 0}])
def test_erasing_needs_to_be_sure(resident, body):
    answer = proven(resident)("POST", "account/erase", body)

    resident.refresh_from_db()
    assert answer.status == 422
    assert resident.is_active


@pytest.mark.parametrize("what", ["export", "erase"])
def test_no_key_takes_or_erases_it_whatever_session_comes_with_it(resident, what):
    alone, beside = by_key(resident), proven(resident)
    beside.headers = alone.headers

    answers = [call("POST", f"account/{what}", SURE) for call in (alone, beside)]

    resident.refresh_from_db()
    assert [(a.status, a.code) for a in answers] == [(403, "in_person_only")] * 2
    assert resident.is_active


@pytest.mark.parametrize("what", ["export", "erase"])
def test_another_site_s_page_does_neither(resident, what):
    client = Client(enforce_csrf_checks=True)
    client.force_login(resident)

    assert Caller(client)("POST", f"account/{what}", SURE).status == 403


@pytest.mark.parametrize("what", ["export", "erase"])
def test_strangers_have_nothing_to_take_or_erase(what):
    assert by_anybody()("POST", f"account/{what}", SURE).code == "unauthenticated"


def test_whoever_has_neither_password_nor_code_is_not_asked_for_one(resident):
    resident.set_unusable_password()
    resident.save()

    assert by_session(resident)("POST", "account/erase", SURE).status == 204
