"""Whose a case is that came by a programme: the key's owner's, unless it passes on another's."""

import pytest

from gongjian.government.cases.models import Case

pytestmark = pytest.mark.django_db
BODY = {"title": "The street light is out", "is_public": True}


def test_a_case_sent_with_a_key_is_its_owner_s(call, town):
    number = call("resident", "POST", "cases", BODY)[1]["number"]

    mine = call("resident", "GET", "my/cases")[1]["items"]
    case = call("resident", "GET", f"cases/{number}")[1]
    assert [one["number"] for one in mine] == [number]
    assert "support" not in case["steps"]
    assert {"attach", "change_visibility"} <= set(case["steps"])
    assert call("resident", "POST", f"cases/{number}/support")[0] == 403


@pytest.mark.parametrize(
    "contact", [{"contact_email": "an@example.org"}, {"contact_phone": "13812345678"}]
)
def test_a_case_passed_on_for_somebody_is_theirs(call, town, contact):
    case = call("resident", "POST", "cases", BODY | contact)[1]

    assert Case.objects.get().requester_id is None
    assert call("resident", "GET", "my/cases")[1]["items"] == []
    theirs = call("", "GET", f"cases/{case['number']}", **{"X-Case-Secret": case["secret"]})[1]
    assert "change_visibility" in theirs["steps"]


def test_a_name_alone_reaches_nobody_and_leaves_it_with_the_owner(call, town):
    call("resident", "POST", "cases", BODY | {"contact_name": "An Li"})

    case = Case.objects.get()
    assert (case.requester_id, case.contact_name) == (town.resident.user_id, "An Li")


def test_without_a_key_it_is_of_whoever_has_the_secret(call, town):
    call("", "POST", "cases", BODY)

    assert Case.objects.get().requester_id is None


def test_its_owner_costs_no_further_query(call, town, django_assert_num_queries):
    call("resident", "POST", "cases", BODY)
    passed_on = {"contact_phone": "13812345678"}

    with django_assert_num_queries(9):
        call("resident", "POST", "cases", BODY | passed_on)
    with django_assert_num_queries(9):
        call("resident", "POST", "cases", BODY)
