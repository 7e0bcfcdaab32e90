"""Everything about one case for whoever works on it."""

import pytest

from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import make_case, make_provision, take_step
from tests.government.issues import place_all

pytestmark = pytest.mark.django_db


def test_it_says_what_is_open_and_what_there_is_to_choose(call, town):
    town.duty.provision = make_provision(article="12")
    town.duty.save()
    AnswerTemplate.objects.create(department=town.department, name="Gone", text="{number}: gone.")
    case = make_case(town, state=CaseState.ACCEPTED, contact_phone="13812345678")
    take_step(town, case, Step.ASK_EXTENSION)
    take_step(town, case, Step.ASK_ASSISTANCE)

    shown = call("supervisor", "GET", f"cases/{case.number}/work")[1]

    assert shown["case"]["handler"] == town.handler.name
    assert shown["case"]["contact_phone"] == "13812345678"
    assert shown["requester"] == town.resident.name
    assert shown["provision_id"] == str(town.duty.provision_id)
    assert [one["working_days"] for one in shown["extensions"]] == [5]
    assert [one["request"] for one in shown["assistances"]] == ["Is it yours?"]
    assert [one["text"] for one in shown["ready_answers"]] == [f"{case.shown_number}: gone."]
    assert {one["user_id"] for one in shown["handlers"]} == {
        str(actor.user_id) for actor in (town.handler, town.colleague, town.supervisor)
    }
    assert "decide_extension" in shown["steps"]


def test_what_is_not_ones_to_choose_is_not_there(call, town):
    make_case(town)
    case = make_case(town, state=CaseState.ACCEPTED)

    shown = call("auditor", "GET", f"cases/{case.number}/work")[1]

    assert [shown[name] for name in ("ready_answers", "handlers", "similar", "guesses")] == [[]] * 4
    assert "answer" not in shown["steps"]


def test_cases_like_it_are_named_for_whoever_merges(call, town):
    other = make_case(town, requester_id=town.neighbour.user_id)
    case = make_case(town, state=CaseState.ACCEPTED)
    place_all()

    shown = call("handler", "GET", f"cases/{case.number}/work")[1]

    assert [one["number"] for one in shown["similar"]] == [other.shown_number]
    assert shown["similar"][0]["score"] > 0.5


def test_the_department_that_helps_sees_it_too(call, town):
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False)
    path = f"cases/{case.number}/work"

    before = call("other_handler", "GET", path)[0]
    take_step(town, case, Step.ASK_ASSISTANCE)
    after, shown = call("other_handler", "GET", path)

    assert (before, after) == (404, 200)
    assert "reply_assistance" in shown["steps"]


def test_it_costs_the_same_however_much_happened(call, town, django_assert_max_num_queries):
    case = make_case(town, state=CaseState.ACCEPTED)
    for _ in range(20):
        take_step(town, case, Step.NOTE)

    with django_assert_max_num_queries(20):
        call("supervisor", "GET", f"cases/{case.number}/work")
