"""Steps by programme: sent twice they are taken once, and the answer is never a riddle."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.models import IdempotencyKey
from gongjian.foundation.people.models import ApiKey, RoleGrant
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.rules import REOPEN_WITHIN_DAYS, CaseState, Step
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import make_area, make_case, make_provision, make_user, take_step

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "once"}


@pytest.mark.parametrize(
    ("state", "who", "step", "body"),
    [
        ("received", "dispatcher", "dispatch", {}),
        ("dispatched", "handler", "accept", {}),
        ("accepted", "handler", "start", {}),
        ("accepted", "handler", "ask-requester", {"question": "Which gate?"}),
        ("waiting_for_requester", "resident", "reply", {"text": "The north gate."}),
        ("accepted", "handler", "ask-extension", {"working_days": 3, "reason": "Parts."}),
        ("accepted", "handler", "urgency", {"is_urgent": True, "reason": "A pupil fell."}),
        ("accepted", "handler", "notes", {"text": "Called the school."}),
        ("accepted", "handler", "answer", {"text": "It is gone."}),
        ("accepted", "supervisor", "reject", {"reason": "A civil dispute."}),
        ("answered", "resident", "close", {}),
        ("answered", "resident", "rate", {"is_solved": True, "satisfaction": 5}),
        ("answered", "resident", "reopen", {"reason": "Still there."}),
        ("rejected", "resident", "appeal", {"text": "It is yours."}),
        ("accepted", "neighbour", "support", {}),
        ("accepted", "resident", "visibility", {"is_public": False}),
        ("accepted", "handler", "hide", {"reason": "It names a neighbour."}),
    ],
)
def test_a_step_sent_twice_with_its_key_is_taken_once(call, town, state, who, step, body):
    # Some may be done for a while only.
    case = make_case(town, state=CaseState(state), now=now())
    path = f"cases/{case.number}/{step}"

    first = call(who, "POST", path, body, **KEY)
    events, version = case.events.count(), Case.objects.get(pk=case.pk).version
    again = call(who, "POST", path, body, **KEY)

    assert first[0] == 200
    assert again == first
    assert (case.events.count(), Case.objects.get(pk=case.pk).version) == (events, version)


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("hand-back", {"reason": "A water pipe.", "better_department_id": None}),
        ("ask-assistance", {"request": "Is it yours?", "working_days": 3, "department_id": None}),
    ],
)
def test_asking_another_department_twice_is_asking_once(call, town, step, body):
    case = make_case(town, state=CaseState.ACCEPTED)
    other = str(town.other_department.pk)
    body = {name: other if value is None else value for name, value in body.items()}

    answers = [call("handler", "POST", f"cases/{case.number}/{step}", body, **KEY) for _ in "ab"]

    assert answers[0] == answers[1]
    assert answers[0][0] == 200
    assert case.assistances.count() + Case.objects.get(pk=case.pk).hand_back_count == 1


@pytest.mark.parametrize(
    ("who", "step", "body"),
    [
        ("handler", "notes", {"text": "Another note."}),
        ("handler", "answer", {"text": "Called the school."}),
    ],
)
def test_the_key_for_something_else_is_refused_and_nothing_happens(call, town, who, step, body):
    case = make_case(town, state=CaseState.ACCEPTED)
    call("handler", "POST", f"cases/{case.number}/notes", {"text": "Called the school."}, **KEY)
    events = case.events.count()

    status, problem = call(who, "POST", f"cases/{case.number}/{step}", body, **KEY)

    assert (status, problem["code"]) == (409, "idempotency_mismatch")
    assert case.events.count() == events


def test_colleagues_may_use_the_same_key(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)

    for who in ("handler", "colleague"):
        call(who, "POST", f"cases/{case.number}/notes", {"text": "Called."}, **KEY)

    assert case.events.filter(name="note_added").count() == 2


def test_what_people_write_is_not_kept_with_the_key(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)

    call("handler", "POST", f"cases/{case.number}/notes", {"text": "Called."}, **KEY)

    assert IdempotencyKey.objects.get().made == case.number


def test_whoever_lost_the_right_to_see_a_case_is_told_nothing_by_the_key(call, town):
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False)
    path, body = f"cases/{case.number}/notes", {"text": "Called."}
    call("handler", "POST", path, body, **KEY)
    RoleGrant.objects.filter(user_id=town.handler.user_id).delete()

    assert call("handler", "POST", path, body, **KEY) == (204, None)


def test_a_case_given_to_an_area_out_of_sight_was_given_there(call, town):
    elsewhere = make_area("Elsewhere")
    user = make_user(role="dispatcher", area=town.area)
    ApiKey.objects.create(name="here", digest=key_digest("here"), user=user)
    case = make_case(town, is_public=False)

    answered = call("here", "POST", f"cases/{case.number}/dispatch", {"area_id": str(elsewhere.pk)})

    assert answered == (204, None)
    assert Case.objects.get(pk=case.pk).area_id == elsewhere.pk


def test_wrong_secrets_are_counted_whatever_else_is_sent(call, town):
    case = make_case(town, is_public=False, requester_id=None)
    path = f"cases/{case.number}/reply"

    statuses = [
        call("", "POST", path, {"text": "x"}, **{**KEY, "X-Case-Secret": f"{n:016}"})[0]
        for n in range(12)
    ]

    assert statuses == [404] * 10 + [429] * 2


def test_the_secret_is_the_key_to_a_requesters_steps(call, town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER, requester_id=None)
    path, mine = f"cases/{case.number}/reply", {"X-Case-Secret": tracking_secret(case.pk)}

    assert call("", "POST", path, {"text": "At the gate."})[0] == 403
    assert call("", "POST", path, {"text": "At the gate."}, **mine, **KEY)[0] == 200
    assert call("", "POST", path, {"text": "At the gate."}, **mine, **KEY)[0] == 200
    assert case.events.filter(name="question_replied").count() == 1


def test_a_supporter_may_want_to_be_told(call, town):
    case = make_case(town)

    status, shown = call(
        "neighbour", "POST", f"cases/{case.number}/support", {"wants_notices": True}
    )

    assert (status, shown["support_count"]) == (200, 1)
    assert Support.objects.get().wants_notices
    assert call("neighbour", "GET", f"cases/{case.number}")[1]["is_supporting"] is True


@pytest.mark.parametrize(
    ("who", "steps"),
    [
        ("", {"support"}),
        ("neighbour", {"support"}),
        ("resident", {"attach", "change_visibility"}),
        ("auditor", {"support"}),
    ],
)
def test_a_case_says_what_its_reader_may_do(call, town, who, steps):
    case = make_case(town, state=CaseState.ACCEPTED)

    status, shown = call(who, "GET", f"cases/{case.number}")

    assert status == 200
    assert set(shown["steps"]) == steps


def test_what_was_done_or_is_too_late_is_not_offered(call, town):
    case = make_case(town, state=CaseState.ANSWERED)
    Case.objects.update(answered_at=now() - timedelta(days=REOPEN_WITHIN_DAYS + 1))
    path = f"cases/{case.number}"

    before = call("resident", "GET", path)[1]["steps"]
    call("resident", "POST", f"{path}/rate", {"is_solved": True, "satisfaction": 5})
    after = call("resident", "GET", path)[1]["steps"]

    assert "rate" in before
    assert "reopen" not in before
    assert "rate" not in after


def test_a_case_is_hidden_and_its_requester_appeals(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    path = f"cases/{case.number}"
    call("handler", "POST", f"{path}/hide", {"reason": "It names a neighbour."})

    to_others = call("neighbour", "GET", path)[0]
    offered = call("resident", "GET", path)[1]["steps"]
    appealed = call("resident", "POST", f"{path}/appeal-hiding", {"text": "It names nobody."})[0]
    appeal = case.appeals.get()
    decided = call(
        "dispatcher",
        "POST",
        f"{path}/hiding-appeals/{appeal.pk}",
        {"is_granted": True, "reason": "It names nobody."},
    )

    assert (to_others, appealed, decided[0]) == (404, 200, 200)
    assert "appeal_hiding" in offered
    assert "change_visibility" not in offered
    assert decided[1]["is_public"] is True
    assert call("neighbour", "GET", path)[0] == 200


@pytest.mark.parametrize(
    ("who", "step", "body", "status", "code"),
    [
        ("resident", "visibility", {"is_public": True}, 409, "conflict"),
        ("handler", "visibility", {"is_public": False}, 403, "not_allowed"),
        ("resident", "visibility", {}, 422, "invalid"),
        ("neighbour", "hide", {"reason": "No."}, 403, "not_allowed"),
        ("handler", "hide", {"reason": " "}, 422, "invalid"),
        ("handler", "lift-hiding", {}, 409, "conflict"),
        ("resident", "appeal-hiding", {"text": "No."}, 409, "conflict"),
    ],
)
def test_what_is_wrong_about_visibility_is_a_problem(call, town, who, step, body, status, code):
    case = make_case(town, state=CaseState.ACCEPTED)

    answered = call(who, "POST", f"cases/{case.number}/{step}", body)

    assert (answered[0], answered[1]["code"]) == (status, code)
    assert Case.objects.get(pk=case.pk).is_public


def test_a_case_tells_its_clocks_and_what_sets_them(call, town):
    town.duty.provision = make_provision(title="Rules on Streets", article="14")
    town.duty.save()
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    (clock,) = call("", "GET", f"cases/{case.number}")[1]["clocks"]

    assert (clock["name"], clock["is_paused"]) == ("answer", True)
    assert clock["provision"] == "Rules on Streets, article 14"
    assert clock["ends_at"].startswith("2026-12-07T16:00")


def test_a_case_tells_where_it_goes_on(call, town):
    case = make_case(town, state=CaseState.DISPATCHED)
    take_step(town, case, Step.MERGE)

    shown = call("handler", "GET", f"cases/{case.number}")[1]

    assert shown["merged_into"] == Case.objects.get(pk=case.pk).merged_into.shown_number


def test_staff_read_who_did_what_and_others_which_department(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.NOTE)

    by_staff = call("handler", "GET", f"cases/{case.number}/timeline")[1]["items"]
    by_anyone = call("", "GET", f"cases/{case.number}/timeline")[1]["items"]

    assert [entry["event"] for entry in by_staff][-1] == "note_added"
    assert by_staff[-1]["person"] == town.handler.name
    assert {entry["person"] for entry in by_anyone} == {""}
    assert "note_added" not in [entry["event"] for entry in by_anyone]


def test_a_history_is_read_page_by_page(call, town):
    case = make_case(town, state=CaseState.ANSWERED)
    path = f"cases/{case.number}/timeline"
    _, whole = call("", "GET", path)

    events, cursor = [], ""
    for _ in whole["items"]:
        _, page = call("", "GET", f"{path}?size=1&cursor={cursor}")
        events += page["items"]
        cursor = page["next_cursor"]

    assert events == whole["items"]
    assert (whole["items"][0]["event"], cursor, whole["next_cursor"]) == ("case_received", "", "")
    assert call("", "GET", f"{path}?cursor=x")[0] == 422


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_description_names_the_secret_and_the_key(client, method):
    paths = client.get("/api/openapi.json").json()["paths"]

    named = {
        path: {one["name"] for one in operations[method.lower()]["parameters"]}
        for path, operations in paths.items()
        if "/cases/{number}" in path and method.lower() in operations
    }

    assert len(named) > 2
    assert all("X-Case-Secret" in names for names in named.values())
    once = {path for path, names in named.items() if "Idempotency-Key" in names}
    # Erasing twice is refused, and a look at a draft makes nothing.
    others = ("/erase", "/answer-check")
    assert once == ({path for path in named if not path.endswith(others)} if method == "POST"
                    else set())  # fmt: skip


@pytest.mark.parametrize("body", ["", "{}"])
def test_a_step_that_needs_nothing_said_may_be_sent_without_a_body(client, keys, town, body):
    case = make_case(town, state=CaseState.DISPATCHED)

    answer = client.post(
        f"/api/v1/cases/{case.number}/accept", body, content_type="application/json",
        headers={"Authorization": "Bearer handler"},
    )  # fmt: skip

    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
