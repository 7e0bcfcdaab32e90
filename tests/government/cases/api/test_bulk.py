"""Many cases at once, by programme: each stands or falls for itself."""

from uuid import uuid4

import pytest

from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

pytestmark = pytest.mark.django_db
ACCEPT, ASSIGN = "queues/handler/accept", "queues/handler/assign"


def outcomes(answer):
    status, body = answer
    assert status == 200
    return [(one["number"], one["is_done"], (one["problem"] or {}).get("code"))
            for one in body["outcomes"]]  # fmt: skip


def test_each_case_says_what_became_of_it(call, town):
    free = make_case(town, state=CaseState.DISPATCHED)
    taken = make_case(town, state=CaseState.ACCEPTED)
    hidden = make_case(town, is_public=False)
    given = [free.shown_number, taken.number, hidden.number, "7K3M9-Q2XAB", "☃"]

    answer = call("handler", "POST", ACCEPT, {"numbers": given})

    assert outcomes(answer) == [
        (free.shown_number, True, None),
        (taken.number, False, "transition_not_allowed"),
        (hidden.number, False, "not_found"),
        ("7K3M9-Q2XAB", False, "not_found"),
        ("☃", False, "not_found"),
    ]
    assert answer[1]["outcomes"][0]["case"]["state"] == "accepted"
    assert Case.objects.get(pk=free.pk).state == CaseState.ACCEPTED


def test_a_supervisor_gives_several_to_one(call, town):
    made = [make_case(town, state=CaseState.DISPATCHED) for _ in range(3)]
    colleagues = call("supervisor", "GET", "queues/handler/colleagues")[1]
    chosen = next(one for one in colleagues if one["name"] == town.colleague.name)

    answer = call(
        "supervisor", "POST", ASSIGN,
        {"numbers": [case.number for case in made], "user_id": chosen["user_id"]},
    )  # fmt: skip

    assert [done for _, done, _ in outcomes(answer)] == [True] * 3
    assert set(Case.objects.values_list("handler", flat=True)) == {town.colleague.user_id}


def test_nobody_is_given_cases_who_does_not_handle_them(call, town):
    case = make_case(town, state=CaseState.DISPATCHED)
    body = {"numbers": [case.number], "user_id": str(town.resident.user_id)}

    answer = call("supervisor", "POST", ASSIGN, body)

    assert [done for _, done, _ in outcomes(answer)] == [False]
    assert Case.objects.get().handler is None


@pytest.mark.parametrize("spelled", ["twice", "both ways"])
def test_a_case_named_twice_is_accepted_once(call, town, spelled):
    case = make_case(town, state=CaseState.DISPATCHED)
    second = {"twice": case.number, "both ways": case.shown_number}[spelled]

    answer = call("handler", "POST", ACCEPT, {"numbers": [case.number, second]})

    assert {done for _, done, _ in outcomes(answer)} == {True}
    assert case.events.filter(name="case_accepted").count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"numbers": []},
        {"numbers": "7K3M9-Q2XAB"},
        {"numbers": ["x" * 21]},
        {"numbers": ["\x00"]},
        {"numbers": [None]},
        {"numbers": ["7K3M9-Q2XAB"] * 201},
        {"numbers": ["7K3M9-Q2XAB"], "surprise": 1},
    ],
)
def test_what_is_no_list_of_numbers_is_refused(call, town, body):
    assert call("handler", "POST", ACCEPT, body)[0] == 422


@pytest.mark.parametrize("user_id", [None, "x", 7])
def test_a_handler_is_named_by_an_id(call, town, user_id):
    body = {"numbers": ["7K3M9-Q2XAB"], "user_id": user_id}

    assert call("supervisor", "POST", ASSIGN, body)[0] == 422


def test_somebody_unknown_is_told_at_each_case(call, town):
    case = make_case(town, state=CaseState.DISPATCHED)

    answer = call("supervisor", "POST", ASSIGN, {"numbers": [case.number], "user_id": str(uuid4())})

    assert answer[1]["outcomes"][0]["problem"]["code"] == "invalid"
    assert answer[1]["outcomes"][0]["problem"]["errors"][0]["field"] == "user_id"
