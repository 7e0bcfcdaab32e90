"""The register by programme."""

from datetime import date
from uuid import uuid4

import pytest

from tests.factories import (
    make_area,
    make_category,
    make_department,
    make_duty,
    make_provision,
)

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


@pytest.fixture
def duty():
    duty = make_duty(
        category=make_category("Noise", parent=make_category("Environment")),
        area=make_area("Harbour", outline=SQUARE),
        lead_department=make_department("Ecology"),
        provision=make_provision(code="quiet-11", article="11"),
    )
    duty.supporting_departments.add(make_department("Urban"))
    return duty


@pytest.fixture
def get(client):
    def ask(path, **query):
        answer = client.get(f"/api/v1/{path}", query)
        return answer.status_code, answer.json()

    return ask


def test_trees_are_listed_parents_first(get, duty):
    assert [c["name"] for c in get("categories")[1]] == ["Environment", "Noise"]
    (area,) = get("areas")[1]
    assert (area["name"], area["level"], "outline" in area) == ("Harbour", 1, False)


def test_duties_are_listed_and_searched(get, duty):
    status, body = get("duties", q="noise", area_id=duty.area_id)

    (item,) = body["items"]
    assert status == 200
    assert item["lead_department"]["name"] == "Ecology"
    assert [b["name"] for b in item["supporting_departments"]] == ["Urban"]
    assert item["provision"] == {
        "code": "quiet-11",
        "version": 1,
        "citation": "Regulation on the City's Appearance, article 11",
    }
    assert get("duties", q="roads")[1] == {"items": [], "next_cursor": ""}


@pytest.mark.parametrize("where", ["area", "point"])
def test_who_is_responsible(get, duty, where):
    places = {"area": {"area_id": duty.area_id}, "point": {"longitude": 1, "latitude": 1}}

    status, body = get("duties/responsible", category_id=duty.category_id, **places[where])

    assert (status, body["id"]) == (200, str(duty.pk))


def test_nobody_is_responsible_elsewhere_or_earlier(get, duty):
    category = {"category_id": duty.category_id}

    assert get("duties/responsible", **category, longitude=9, latitude=9)[0] == 404
    assert get("duties/responsible", **category, area_id=duty.area_id, on="2019-12-31")[0] == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"longitude": 1}, 422),
        ({"longitude": 181, "latitude": 1}, 422),
        ({"longitude": "nan", "latitude": 1}, 422),
        ({"category_id": "x"}, 422),
        ({"category_id": str(uuid4())}, 404),
        ({"area_id": str(uuid4())}, 404),
        ({"on": "someday"}, 422),
    ],
)
def test_wrong_questions_are_told(get, duty, query, status):
    assert get("duties/responsible", **query)[0] == status


def test_a_duty_and_its_versions(get, duty):
    make_duty(
        category=duty.category, area=duty.area, lead_department=duty.lead_department,
        line=duty.line, version=2, in_force_from=date(2027, 1, 1),
    )  # fmt: skip

    assert get(f"duties/{duty.pk}")[1]["version"] == 1
    assert [v["version"] for v in get(f"duties/{duty.pk}/versions")[1]] == [2, 1]
    assert get(f"duties/{uuid4()}")[0] == 404
