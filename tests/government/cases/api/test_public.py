"""What everybody may ask a programme for: what is like a text, the map, what was solved."""

import json

import pytest
from django.test import Client

from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.index_cases import index_cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import make_area, make_case, take_step
from tests.government.issues import place_all

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


def test_open_public_cases_like_a_text_are_shown_masked(call, town):
    like = make_case(town, contact_name="Wang Fang", text="Wang Fang: rubbish beside the school.")
    make_case(town, is_public=False)
    make_case(town, state=CaseState.CLOSED)
    place_all()

    status, found = call("", "POST", "suggestions", {"text": "Rubbish beside the school"})

    assert status == 200
    assert [one["number"] for one in found["similar"]] == [like.shown_number]
    assert "Wang Fang" not in json.dumps(found)
    assert 0.2 <= found["similar"][0]["score"] <= 1


def test_the_same_words_far_from_the_point_are_not_like_it(call, town):
    near = make_case(town, longitude=121.5, latitude=31.2)
    make_case(town, longitude=121.5, latitude=31.4)
    place_all()
    body = {"text": "Rubbish beside the school", "longitude": 121.504, "latitude": 31.2}

    found = call("", "POST", "suggestions", {**body, "category_id": str(town.category.pk)})[1]

    assert [one["number"] for one in found["similar"]] == [near.shown_number]


def test_one_says_me_too_instead_of_reporting_it_again(call, town):
    make_case(town)
    place_all()
    text = {"text": "Rubbish beside the school", "area_id": str(town.area.pk)}

    (like,) = call("neighbour", "POST", "suggestions", text)[1]["similar"]
    joined = call("neighbour", "POST", f"cases/{like['number']}/support")

    assert (joined[0], joined[1]["support_count"]) == (200, 1)


def test_fitting_categories_come_with_who_would_be_responsible(call, town):
    town.category.keywords = "rubbish garbage"
    town.category.save()

    found = call("", "POST", "suggestions", {"text": "Rubbish, rubbish everywhere"})[1]

    first = found["categories"][0]
    assert first["category_id"] == str(town.category.pk)
    assert (first["department"], first["working_days"]) == (town.department.name, 10)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "   "},
        {"text": "a\x00"},
        {"text": "x" * 20_001},
        {"text": "Rubbish", "area_id": "x"},
        {"text": "Rubbish", "area_id": "0192b8f0-0000-7000-8000-000000000000"},
        {"text": "Rubbish", "longitude": 7},
        {"text": "Rubbish", "longitude": 181, "latitude": 0},
        {"text": ["Rubbish"]},
        {"text": "Rubbish", "surprise": 1},
    ],
)
def test_what_is_no_text_or_place_is_refused(call, town, body):
    assert call("", "POST", "suggestions", body)[0] == 422


def test_looking_up_is_limited(call, town, monkeypatch):
    monkeypatch.setattr("gongjian.government.cases.api.suggestions.LOOKUPS_AN_HOUR", 3)

    statuses = [call("", "POST", "suggestions", {"text": "Rubbish"})[0] for _ in range(5)]

    assert statuses == [200] * 3 + [429] * 2


def test_the_map_shows_public_cases_that_have_a_place(call, town):
    placed = make_case(town, longitude=1.5, latitude=0.5)
    make_case(town, longitude=1.5, latitude=0.5, is_public=False)
    make_case(town)

    shown = call("", "GET", "map/cases")[1]
    index_cases(case_ids=[placed.pk])
    named = call("", "GET", "map/cases?q=rubbish")[1]
    other = call("", "GET", "map/cases?q=zeppelin")[1]
    elsewhere = call("", "GET", f"map/cases?area_id={make_area('Elsewhere').pk}")[1]

    assert [(one["number"], one["longitude"], one["latitude"]) for one in shown["items"]] == [
        (placed.shown_number, 1.5, 0.5)
    ]
    assert shown["is_cut"] is False
    assert [len(one["items"]) for one in (named, other, elsewhere)] == [1, 0, 0]


def test_outlines_are_geojson(call, town):
    make_area("Harbour", outline=SQUARE)

    shown = call("", "GET", "map/areas")[1]

    assert shown["type"] == "FeatureCollection"
    (feature,) = shown["features"]
    assert (feature["type"], feature["properties"]["name"]) == ("Feature", "Harbour")
    assert feature["geometry"]["type"] == "Polygon"


@pytest.mark.parametrize(("path", "queries"), [("map/cases", 1), ("recently-solved", 2)])
def test_they_cost_the_same_for_one_and_for_many(
    call, town, django_assert_num_queries, path, queries
):
    for count in (1, 6):
        for _ in range(count):
            case = make_case(town, state=CaseState.ANSWERED, longitude=1, latitude=1)
            take_step(town, case, Step.RATE)
        Case.objects.update(state=CaseState.CLOSED, is_open=False)
        with django_assert_num_queries(1 + queries):  # before them the limit's hit
            assert call("", "GET", path)[0] == 200


def test_what_was_solved_last_is_shown(call, town):
    case = make_case(town, state=CaseState.ANSWERED)
    take_step(town, case, Step.RATE)
    take_step(town, case, Step.CLOSE)

    (shown,) = call("", "GET", "recently-solved")[1]

    assert (shown["number"], shown["answer"]) == (case.shown_number, "It was removed.")


@pytest.mark.parametrize(
    ("secret", "status"),
    [("right", 200), ("RIGHT", 200), ("spaced", 200), ("wrong", 404), ("other", 404), ("é", 404)],
)
def test_number_and_secret_open_a_case(client, town, secret, status):
    case, other = (make_case(town, is_public=False, requester_id=None) for _ in range(2))
    right = tracking_secret(case.pk)
    secrets = {
        "right": right, "RIGHT": right.upper(), "other": tracking_secret(other.pk),
        "spaced": " ".join([right[:4], right[4:]]), "wrong": "a" * 16, "é": "é",
    }  # fmt: skip

    answer = client.get(f"/api/v1/cases/{case.number}", headers={"X-Case-Secret": secrets[secret]})

    assert answer.status_code == status


def test_a_browsers_session_works_with_its_token_only(town):
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(pk=town.neighbour.user_id))
    path = f"/api/v1/cases/{make_case(town).number}/support"
    token = client.cookies["csrftoken"] = "a" * 32

    without = client.post(path, {}, content_type="application/json")
    with_token = client.post(
        path, {}, content_type="application/json", headers={"X-CSRFToken": token}
    )

    assert (without.status_code, with_token.status_code) == (403, 200)


def test_a_form_where_json_is_due_is_told_so(town):
    client = Client()
    client.force_login(User.objects.get(pk=town.neighbour.user_id))

    answer = client.post(f"/api/v1/cases/{make_case(town).number}/support", {"a": "b"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    "key", ["x" * 121, "naïve", "a\x7fb"], ids=["too long", "not ASCII", "a control character"]
)
def test_a_key_that_is_none_is_refused(call, town, key):
    body = {"title": "Lamp", "text": "It is dark."}

    assert call("", "POST", "cases", body, **{"Idempotency-Key": key})[0] == 422
    assert not Case.objects.exists()


def test_a_case_sent_twice_with_its_key_is_answered_with_the_same(client, town):
    body = {"title": "Lamp", "text": "It is dark."}

    first, again = (
        client.post(
            "/api/v1/cases", body, content_type="application/json",
            headers={"Idempotency-Key": "once"},
        )
        for _ in range(2)
    )  # fmt: skip

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert again["Location"] == f"/api/v1/cases/{first.json()['number']}"
