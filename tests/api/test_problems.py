"""What the API says to whoever calls it wrongly: words that say what to do."""

from __future__ import annotations

import json

import pytest

from tests.api_calls import by_anybody
from tests.factories import make_area, make_case, make_town, make_user

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[10, 50], [12, 50], [12, 52], [10, 52], [10, 50]]]}


def messages(answer) -> dict[str, str]:
    return {error["field"]: error["message"] for error in answer.body["errors"]}


def test_a_wrong_key_is_told_from_no_key():
    answer = by_anybody()("GET", "cases", **{"X-API-Key": "guessed"})

    assert (answer.status, answer.code) == (401, "wrong_key")
    assert "unknown or was revoked" in answer.body["title"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"title=Lamp", "application/x-www-form-urlencoded"),
        (b"Lamp", "text/plain"),
        (b"{", "application/json"),
    ],
)
def test_what_is_no_json_is_told_so(client, content, kind):
    answer = client.post("/api/v1/cases", content, content_type=kind)

    assert answer.status_code == 400
    assert json.loads(answer.content)["title"].startswith("JSON expected")


def test_a_list_for_an_object_is_told_so():
    assert messages(by_anybody()("POST", "cases", []))["body"].startswith("JSON expected")


def test_messages_are_ours_and_not_the_validators():
    told = messages(by_anybody()("POST", "cases", {"contact_email": "x", "nme": "a"}))

    assert told == {
        "contact_email": "This is no e-mail address.",
        "nme": "Nothing of this name is known here.",
    }
    assert messages(by_anybody()("POST", "cases", {})) == {
        "body": "A case needs a title or a text."
    }


@pytest.mark.parametrize(
    ("address", "allowed"), [("/api/v1/cases", "GET, POST"), ("/open311/v2/services.json", "GET")]
)
def test_a_wrong_method_names_those_that_an_address_takes(client, address, allowed):
    answer = client.delete(address)

    said = json.loads(answer.content)
    assert (answer.status_code, said["code"]) == (405, "wrong_method")
    assert said["title"].startswith(f"This address does not take DELETE. It takes: {allowed}")
    assert answer["Allow"].startswith(allowed)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_wrong_secret_is_told_alike_whether_the_case_is_there_or_not(is_there):
    number = make_case(make_town()).number if is_there else "0000-0000"

    answer = by_anybody()("GET", f"cases/{number}", **{"X-Case-Secret": "guessed"})

    assert (answer.status, answer.code) == (404, "wrong_case_secret")
    assert "X-Case-Secret" in answer.body["title"]


def test_a_point_outside_the_town_is_told_with_what_may_be_wrong():
    make_area("City", outline=SQUARE)
    place = {"text": "Lamp", "longitude": 51.0, "latitude": 11.0}

    answer = by_anybody()("POST", "cases", place)

    assert (answer.status, answer.wrong) == (422, ["longitude"])
    assert "swapped" in messages(answer)["longitude"]
    assert by_anybody()("GET", "duties/responsible?longitude=51&latitude=11").status == 422


def test_where_not_all_of_the_town_is_outlined_a_point_may_be_anywhere():
    make_area("City", outline=SQUARE)
    make_area("Island")

    answer = by_anybody()("POST", "cases", {"text": "Lamp", "longitude": 51.0, "latitude": 11.0})

    assert answer.status == 201


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/queue/", "/dispatch/", "/administration/"])
def test_a_page_of_other_roles_is_not_said_to_be_seen(client, page):
    client.force_login(make_user())

    answer = client.get(page)

    assert answer.status_code == 403
    assert "Your account has no role for this." in answer.content.decode()
