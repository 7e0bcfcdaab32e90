"""The main job by programme, and who is refused. The whole way in a served town, rates and Open311
with it, is walked in test_whole_way.py."""

import json

import pytest

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.cases.models import Case, RateCell
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.make_town()


@pytest.fixture
def call(client, town):
    """``call("handler", "POST", "/x", body)``: as that person's programme."""
    for who in ("resident", "handler", "supervisor", "dispatcher"):
        user = User.objects.get(pk=getattr(town, who).user_id)
        ApiKey.objects.create(name=who, digest=key_digest(who), user=user)

    def called(who, method, path, body=None, **headers):
        if who:
            headers["Authorization"] = f"Bearer {who}"
        answer = client.generic(
            method, f"/api/v1/{path}", json.dumps(body or {}),
            content_type="application/json", headers=headers,
        )  # fmt: skip
        return answer.status_code, answer.json()

    return called


def handle(call, number, words):
    for step, body in (("accept", {}), ("answer", {"text": words})):
        status, case = call("handler", "POST", f"cases/{number}/{step}", body)
        assert status == 200
    return case


def test_a_case_goes_round_through_the_api(call, town):
    body = {
        "title": "Rubbish beside the school", "text": "For a week.", "is_public": True,
        "category_id": str(town.category.pk), "area_id": str(town.area.pk),
    }  # fmt: skip
    status, case = call("", "POST", "cases", body, **{"Idempotency-Key": "one"})
    again = call("", "POST", "cases", body, **{"Idempotency-Key": "one"})
    number, mine = case["number"], {"X-Case-Secret": case["secret"]}
    assert (status, again[1]["number"], Case.objects.count()) == (201, number, 1)
    run_waiting_tasks()
    assert call("", "GET", f"cases/{number}")[1]["lead_department_id"] == str(town.department.pk)

    handle(call, number, "It was collected.")
    bad = {"is_solved": False, "satisfaction": 1, "reason": "It is still there."}
    status, case = call("", "POST", f"cases/{number}/rate", bad, **mine)
    assert (status, case["state"]) == (200, "reopened")

    handle(call, number, "Now it is gone.")
    good = {"is_solved": True, "satisfaction": 5}
    status, case = call("", "POST", f"cases/{number}/rate", good, **mine)
    assert (status, case["is_solved"], case["satisfaction"]) == (200, True, 5)
    run_waiting_tasks()
    cell = RateCell.objects.get(department=town.department)
    assert (cell.rated, cell.solved, cell.satisfied) == (1, 1, 1)
    events = [entry["event"] for entry in call("", "GET", f"cases/{number}/timeline")[1]["items"]]
    assert events.count("case_answered") == 2
    assert "case_reopened" in events


@pytest.mark.parametrize(
    ("who", "step", "body", "status"),
    [
        ("", "accept", {}, 403),
        ("resident", "accept", {}, 403),
        ("dispatcher", "accept", {}, 403),
        ("nobody", "accept", {}, 401),
        ("handler", "answer", {"text": "x"}, 409),
        ("handler", "accept", {"version": 999}, 409),
        ("handler", "accept", {"surprise": 1}, 422),
        ("handler", "hand-back", {"reason": "x", "better_department_id": "x"}, 422),
        ("handler", "burn", {}, 404),
    ],
)
def test_a_step_is_refused_with_a_problem_and_nothing_happens(call, town, who, step, body, status):
    case = factories.make_case(town, state=factories.CaseState.DISPATCHED)

    answered, _problem = call(who, "POST", f"cases/{case.number}/{step}", body)

    after = Case.objects.get()
    assert answered == status
    assert (after.state, after.version) == ("dispatched", case.version)


def test_another_persons_private_case_is_not_there(call, town):
    case = factories.make_case(town, is_public=False)

    for path in (f"cases/{case.number}", f"cases/{case.number}/timeline"):
        assert call("", "GET", path)[0] == 404
        assert call("", "GET", path, **{"X-Case-Secret": "a" * 16})[0] == 404
