"""The telephone desk by programme."""

import pytest

from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import CaseState
from tests.factories import NOW, make_area, make_case, make_user

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "once"}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


@pytest.fixture
def said(town):
    return {
        "text": "The bin beside the school is full.", "contact_phone": "13812345678",
        "category_id": str(town.category.pk), "area_id": str(town.area.pk), "kind": "help",
    }  # fmt: skip


def test_a_call_is_a_case_with_a_department_to_be_read_out(call, town, said):
    status, case = call("dispatcher", "POST", "calls", said)

    assert (status, case["state"], case["kind"]) == (201, "dispatched", "help")
    assert case["lead_department_id"] == str(town.department.pk)
    assert case["due_at"] is not None
    stored = Case.objects.get()
    assert (stored.channel, stored.requester_id) == (Channel.PHONE, None)
    mine = {"X-Case-Secret": case["secret"]}
    assert call("", "GET", f"cases/{case['number']}", **mine)[1]["text"] == said["text"]


def test_a_point_says_the_area(call, town, said):
    area = make_area("Harbour", outline=SQUARE)
    said = {**said, "area_id": None, "longitude": 1, "latitude": 1}

    assert call("dispatcher", "POST", "calls", said)[1]["area_id"] == str(area.pk)


def test_a_call_sent_twice_with_its_key_is_one_case(call, town, said):
    answers = [call("dispatcher", "POST", "calls", said, **KEY) for _ in range(2)]
    other = call("dispatcher", "POST", "calls", {**said, "text": "Another bin."}, **KEY)

    assert answers[0] == answers[1]
    assert (other[0], other[1]["code"]) == (409, "idempotency_mismatch")
    assert Case.objects.count() == 1


def test_another_operators_key_is_another_key(call, town, said):
    for who in ("dispatcher", "administrator"):
        assert call(who, "POST", "calls", said, **KEY)[0] == 201

    assert Case.objects.count() == 2


def test_the_key_tells_nothing_of_an_erased_caller(call, town, said):
    case = call("dispatcher", "POST", "calls", said, **KEY)[1]
    call("", "POST", f"cases/{case['number']}/erase", **{"X-Case-Secret": case["secret"]})

    assert call("dispatcher", "POST", "calls", said, **KEY)[0] == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "x"}, "text"),
        ({"text": None}, "text"),
        ({"text": "a\x00bcd"}, "text"),
        ({"kind": "burnt"}, "kind"),
        ({"category_id": "0192b8f0-0000-7000-8000-000000000000"}, "category_id"),
        ({"area_id": "0192b8f0-0000-7000-8000-000000000000"}, "area_id"),
        ({"longitude": 7}, "longitude"),
        ({"longitude": 181, "latitude": 0}, "longitude"),
        ({"contact_phone": "1" * 41}, "contact_phone"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_taken(call, town, said, change, field):
    status, problem = call("dispatcher", "POST", "calls", {**said, **change})

    assert (status, problem["errors"][0]["field"]) == (422, field)
    assert not Case.objects.exists()


def test_a_caller_counts_once_by_telephone_and_else_each_time(call, town):
    case = make_case(town)
    path = f"calls/{case.shown_number}/callers"

    first = call("dispatcher", "POST", path, {"telephone": "138 1234 5678"})
    again = call("dispatcher", "POST", path, {"telephone": "13812345678"})
    unknown = [call("dispatcher", "POST", path, {}) for _ in range(2)]

    assert [answer[1]["is_new"] for answer in (first, again, *unknown)] == [True, False, True, True]
    assert unknown[-1][1]["support_count"] == 3


def test_a_caller_without_a_number_sent_twice_with_the_key_counts_once(call, town):
    path = f"calls/{make_case(town).number}/callers"

    answers = [call("dispatcher", "POST", path, {}, **KEY) for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0][1]["is_new"] is True
    assert Support.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "is_public", "status"),
    [("closed", True, 409), ("merged", True, 409), ("received", False, 404)],
)
def test_only_what_is_open_and_public_is_joined(call, town, state, is_public, status):
    case = make_case(town, state=CaseState(state), is_public=is_public)

    assert call("dispatcher", "POST", f"calls/{case.number}/callers", {})[0] == status
    assert not Support.objects.exists()


def test_a_requester_without_an_account_erases_themselves(call, town, said):
    case = call("dispatcher", "POST", "calls", said)[1]
    path, mine = f"cases/{case['number']}/erase", {"X-Case-Secret": case["secret"]}

    assert call("", "POST", path)[0] == 404
    assert call("neighbour", "POST", path)[0] == 404
    assert call("", "POST", path, **mine) == (204, None)

    stored = Case.objects.get()
    assert (stored.contact_phone, stored.requester_id) == ("", None)
    assert "bin" not in stored.text
    assert call("", "GET", f"cases/{case['number']}", **mine)[0] == 404
    assert call("", "POST", path, **mine)[0] == 404


def test_a_key_erases_nobody_their_session_does(call, client, town, keys):
    case = make_case(town)
    path = f"/api/v1/cases/{case.number}/erase"

    by_key = call("resident", "POST", f"cases/{case.number}/erase")
    client.force_login(keys["resident"])
    by_session = client.post(path, {}, content_type="application/json")

    assert (by_key[0], by_key[1]["code"]) == (403, "in_person_only")
    assert by_session.status_code == 204
    assert Case.objects.get(pk=case.pk).requester_id is None


def test_what_was_asked_and_supported_is_listed_to_whoever_did(call, town):
    stranger = make_user()
    mine = make_case(town, is_public=False)
    make_case(town, requester_id=stranger.pk)
    cases.support_case(
        actor=town.neighbour, case_id=make_case(town).pk, now=NOW, wants_notices=True
    )

    listed = call("resident", "GET", "my/cases")[1]["items"]
    supported = call("neighbour", "GET", "my/supports")[1]["items"]

    assert mine.shown_number in [case["number"] for case in listed]
    assert len(listed) == 2
    assert listed[-1]["title"] == "Rubbish beside the school"
    assert [one["wants_notices"] for one in supported] == [True]
    assert call("neighbour", "GET", "my/cases")[1]["items"] == []
