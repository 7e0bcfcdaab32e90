"""The register by programme."""

import json
import secrets
from datetime import date
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people.models import ApiKey
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.duties.interface import propose_duty_change
from tests.factories import (
    NOW,
    make_area,
    make_category,
    make_department,
    make_duty,
    make_provision,
    make_user,
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
    assert [c["name"] for c in get("categories")[1]["items"]] == ["Environment", "Noise"]
    (area,) = get("areas")[1]["items"]
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

    assert get("duties/responsible", **category, longitude=9, latitude=9)[0] == 422
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


# --- changing


@pytest.fixture
def send(client, settings):
    """Send as somebody with a role, by a key."""
    settings.API_RATE_PER_MINUTE = 1_000

    def call(method, path, body=None, role=Role.ADMINISTRATOR, area=None):
        key = secrets.token_hex()
        ApiKey.objects.create(
            name="test", digest=key_digest(key), user=make_user(role=role, area=area)
        )
        answer = client.generic(
            method,
            f"/api/v1/{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )
        return answer.status_code, json.loads(answer.content or "null")

    return call


def terms(lead, **fields):
    return {
        "lead_department_id": str(lead.pk),
        "deadline_working_days": 5,
        "in_force_from": "2026-01-01",
        **fields,
    }


def test_a_duty_is_added_changed_and_ended(send):
    ecology, urban = make_department(), make_department("Urban")

    added = send("POST", "duties", terms(ecology))
    changed = send(
        "POST", f"duties/{added[1]['id']}/versions", terms(urban, in_force_from="2026-02-01")
    )
    ended = send("POST", f"duties/{changed[1]['id']}/end", {"last_day": "2026-03-31"})

    assert [status for status, _ in (added, changed, ended)] == [201, 201, 200]
    assert changed[1]["lead_department"]["name"] == "Urban"
    assert (ended[1]["version"], ended[1]["in_force_until"]) == (2, "2026-03-31")


def test_an_overlap_is_a_conflict(send, duty):
    wanted = terms(make_department(), category_id=str(duty.category_id), area_id=str(duty.area_id))

    assert send("POST", "duties", wanted)[0] == 409
    assert send("POST", "duties", {**wanted, "allows_overlap": True})[0] == 201


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_change_the_register(send, duty, role):
    wanted = terms(make_department())
    day = {"calendar": "CN", "day": "2026-11-24", "is_working": False}

    answers = [
        send("POST", "duties", wanted, role=role),
        send("POST", f"duties/{duty.pk}/versions", wanted, role=role),
        send("POST", f"duties/{duty.pk}/end", {"last_day": "2026-03-31"}, role=role),
        send("POST", "calendar-days", day, role=role),
    ]

    assert [status for status, _ in answers] == [403] * 4


def test_wrong_terms_are_told_at_their_field(send):
    status, body = send("POST", "duties", terms(make_department(), provision_id=str(uuid4())))

    assert status == 422
    assert [error["field"] for error in body["errors"]] == ["provision"]


def test_a_misspelt_day_is_told_and_does_not_list_all_days(get):
    status, body = get("calendar-days", sinse="2026-11-01")

    assert status == 422
    assert [error["field"] for error in body["errors"]] == ["sinse"]


def test_days_are_declared_listed_and_taken_back(send, get):
    status, row = send(
        "POST", "calendar-days", {"calendar": "CN", "day": "2026-11-24", "is_working": False}
    )

    assert status == 200
    assert [day["id"] for day in get("calendar-days", since="2026-11-01")[1]] == [row["id"]]
    assert get("calendar-days", until="2026-11-01")[1] == []
    assert send("DELETE", f"calendar-days/{row['id']}")[0] == 204
    assert send("DELETE", f"calendar-days/{row['id']}")[0] == 404


def test_proposals_are_read_and_decided(send, duty):
    water = make_department("Water")
    proposals = [
        propose_duty_change(
            actor=Actor.system("test"),
            case_reference=f"case:{number}",
            case_number="7K3M9Q2XAB",
            category_id=duty.category_id,
            area_id=duty.area_id,
            department_id=water.pk,
            reason="It was a pipe.",
            now=NOW,
        )
        for number in range(2)
    ]
    addresses = [f"duty-proposals/{proposal.pk}" for proposal in proposals]

    accepted = send("POST", f"{addresses[0]}/accept", terms(water, area_id=str(duty.area_id)))
    declined = send("POST", f"{addresses[1]}/decline", {"reason": "No."})
    listed = send("GET", "duty-proposals?is_open=false", role=Role.DISPATCHER)

    assert (accepted[0], accepted[1]["state"]) == (200, "accepted")
    assert (declined[0], declined[1]["state"]) == (200, "declined")
    assert len(listed[1]["items"]) == 2
    assert send("GET", addresses[0])[1]["duty_id"] is not None
    assert send("GET", "duty-proposals", role=Role.HANDLER)[0] == 403
    assert send("GET", addresses[0], role=Role.HANDLER)[0] == 404
    assert send("POST", f"{addresses[0]}/decline", {"reason": "No."})[0] == 409


@pytest.mark.parametrize(("path", "make"), [("areas", make_area), ("categories", make_category)])
def test_a_node_is_changed_and_deleted_by_programme(send, path, make):
    node, named = make("Rodas"), make("Named")
    make_duty(lead_department=make_department(), **{"category": None, _key(path): named})

    changed = send("PATCH", f"{path}/{node.pk}", {"name": "Roads"})
    node.refresh_from_db()
    outcomes = [
        send("PATCH", f"{path}/{node.pk}", {"name": "x"}, role=Role.DISPATCHER)[0],
        send("DELETE", f"{path}/{node.pk}", role=Role.DISPATCHER)[0],
        send("DELETE", f"{path}/{node.pk}")[0],
        send("DELETE", f"{path}/{named.pk}")[0],
    ]

    assert (changed[0], changed[1]["name"], node.name) == (200, "Roads", "Roads")
    assert outcomes == [403, 403, 204, 409]


def _key(path):
    return {"areas": "area", "categories": "category"}[path]


def test_nobody_is_told_from_no_area_and_from_not_yet(get):
    street, noise, lights = make_area("Street"), make_category("Noise"), make_category("Lights")
    make_duty(category=noise, area=street, lead_department=make_department())

    asked = {"category_id": noise.pk, "on": "2026-06-01"}
    without_area = get("duties/responsible", **asked)
    too_early = get("duties/responsible", **{**asked, "area_id": street.pk, "on": "2005-01-01"})
    nobody = get("duties/responsible", category_id=lights.pk)

    assert [status for status, _ in (without_area, too_early, nobody)] == [404] * 3
    assert "Give an area" in str(without_area)
    assert "from a later day on" in str(too_early)
    assert "names nobody" in str(nobody)
