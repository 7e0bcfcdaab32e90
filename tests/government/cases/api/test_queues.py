"""What waits, by programme: the same rows, filters and numbers as on the pages."""

from datetime import timedelta
from uuid import UUID

import pytest

from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_area, make_case, make_category, make_duty, take_step

pytestmark = pytest.mark.django_db
NOWHERE = UUID(int=7)
DAY = timedelta(days=1)


def numbers(page):
    return [row["case"]["number"] for row in page["items"]]


def all_pages(call, who, path):
    found, cursor = [], ""
    while True:
        page = call(who, "GET", f"{path}?size=2&cursor={cursor}")[1]
        found += numbers(page)
        cursor = page["next_cursor"]
        if not cursor:
            return found


def test_a_handlers_queue_is_read_page_by_page_most_urgent_first(call, town):
    made = [make_case(town, state=CaseState.ACCEPTED, now=NOW + day * DAY) for day in range(5)]

    assert all_pages(call, "handler", "queues/handler") == [case.shown_number for case in made]
    assert all_pages(call, "other_handler", "queues/handler") == []


def test_whose_cases_they_are(call, town):
    mine = make_case(town, state=CaseState.ACCEPTED)
    free = make_case(town, state=CaseState.DISPATCHED)

    def of(whose, who="handler"):
        return numbers(call(who, "GET", f"queues/handler?whose={whose}")[1])

    assert of("mine") == [mine.shown_number]
    assert of("nobodys") == [free.shown_number]
    assert set(of("all")) == {mine.shown_number, free.shown_number}
    assert of("mine", "colleague") == []


def test_a_part_asked_for_stands_in_the_queue_with_what_is_asked(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_ASSISTANCE)

    (row,) = call("other_handler", "GET", "queues/handler")[1]["items"]

    assert row["assistance"]["request"] == "Is it yours?"
    assert row["due_at"] == row["assistance"]["due_at"] != row["case"]["due_at"]
    reply = f"cases/{case.number}/assistances/{row['assistance']['id']}"
    assert call("other_handler", "POST", reply, {"reply": "No."})[0] == 200


def test_the_numbers_beside_the_queue(call, town):
    make_case(town, state=CaseState.DISPATCHED)
    make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    status, counts = call("handler", "GET", "queues/handler/counts")

    assert status == 200
    assert {name: counts[name] for name in ("open", "unaccepted", "waiting", "nobodys")} == {
        "open": 1, "unaccepted": 1, "waiting": 1, "nobodys": 1,
    }  # fmt: skip


@pytest.mark.parametrize("path", ["queues/handler", "cases"])
def test_filters_narrow_and_reach_below(call, town, path):
    other = make_category("Lamps", parent=town.category.parent)
    make_duty(category=other, lead_department=town.department)
    here = make_case(town, state=CaseState.ACCEPTED)
    there = make_case(
        town, state=CaseState.DISPATCHED, category_id=other.pk, kind="question", now=NOW + DAY
    )

    def found(**filters):
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        items = call("handler", "GET", f"{path}?{query}")[1]["items"]
        return {item.get("case", item)["number"] for item in items}

    both = {here.shown_number, there.shown_number}
    assert found(category_id=town.category.pk) == {here.shown_number}
    assert found(category_id=town.category.parent_id) == both
    assert found(area_id=town.area.parent_id) == both
    assert found(state="dispatched") == {there.shown_number}
    assert found(kind="question") == {there.shown_number}
    assert found(received_from="2026-11-24") == {there.shown_number}
    assert found(received_until="2026-11-23") == {here.shown_number}


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("query", "field"),
    [
        (f"category_id={NOWHERE}", "category_id"),
        (f"area_id={NOWHERE}", "area_id"),
        ("received_from=2026-11-24&received_until=2026-11-23", "received_until"),
        ("state=burnt", "state"),
        ("area_id=x", "area_id"),
        ("received_from=yesterday", "received_from"),
        ("catgory_id=1", "catgory_id"),
    ],
)
@pytest.mark.parametrize("path", ["queues/handler", "queues/dispatcher", "cases", "map/cases"])
def test_a_wrong_filter_is_told_at_its_name(call, town, path, query, field):
    who = "dispatcher" if "dispatcher" in path else "handler"

    status, problem = call(who, "GET", f"{path}?{query}")

    assert status == 422
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.any_database
@pytest.mark.parametrize("size", ["0", "101", "x", ""])
@pytest.mark.parametrize("path", ["queues/handler", "queues/extensions", "my/cases", "cases"])
def test_a_page_has_up_to_a_hundred_rows(call, town, path, size):
    assert call("supervisor", "GET", f"{path}?size={size}")[0] == 422


@pytest.mark.parametrize("cursor", ["x", "%00", "WyIxIl0", "☃", "W10"])
@pytest.mark.parametrize("path", ["queues/handler", "queues/dispatcher", "queues/extensions"])
def test_a_damaged_cursor_is_a_problem(call, town, path, cursor):
    who = "supervisor" if "dispatcher" not in path else "dispatcher"

    assert call(who, "GET", f"{path}?cursor={cursor}")[0] == 422


def test_a_dispatchers_queue_says_why_and_what_it_may_be(call, town):
    gap = make_case(town, category_id=None)
    take_step(town, gap, Step.DISPATCH)
    back = make_case(town, state=CaseState.HANDED_BACK, now=NOW + DAY)
    appealed = make_case(town, state=CaseState.REJECTED, now=NOW + 2 * DAY)
    take_step(town, appealed, Step.APPEAL)

    rows = call("dispatcher", "GET", "queues/dispatcher")[1]["items"]

    assert [row["case"]["number"] for row in rows] == [
        case.shown_number for case in (gap, back, appealed)
    ]
    assert rows[0]["case"]["dispatch_note"].startswith("No category yet")
    assert rows[1]["case"]["better_department_id"] == str(town.other_department.pk)
    assert [one["reason"] for one in rows[1]["hand_backs"]] == ["This is a water pipe."]
    assert rows[1]["hand_backs"][0]["department"] == town.department.name
    assert rows[1]["by_register"] == str(town.department.pk)
    assert rows[2]["appeal"]["text"] == "It is your land."
    assert call("dispatcher", "GET", "queues/dispatcher/counts")[1] == {"waiting": 3}
    decide = f"cases/{appealed.number}/appeals/{rows[2]['appeal']['id']}"
    assert call("dispatcher", "POST", decide, {"is_granted": True, "reason": "It is."})[0] == 200


def test_guesses_stand_beside_what_has_no_category(call, town):
    case = make_case(town, category_id=None)
    take_step(town, case, Step.DISPATCH)
    guess = {"category": str(town.category.pk), "name": "Rubbish", "score": 1, "words": ["rubbish"]}
    Case.objects.filter(pk=case.pk).update(guesses=[guess])

    (row,) = call("dispatcher", "GET", "queues/dispatcher")[1]["items"]

    (guess,) = row["guesses"]
    assert (guess["category_id"], guess["name"]) == (str(town.category.pk), "Rubbish")
    assert (guess["share"], guess["words"]) == (100, ["rubbish"])


def test_requests_for_time_wait_for_whoever_decides(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_EXTENSION)

    (row,) = call("supervisor", "GET", "queues/extensions")[1]["items"]
    path = f"cases/{case.number}/extensions/{row['extension']['id']}"
    decided = call("supervisor", "POST", path, {"is_granted": True})

    assert (row["extension"]["working_days"], row["extension"]["reason"]) == (5, "Waiting.")
    assert row["extension"]["asked_by"] == town.handler.name
    assert decided[0] == 200
    assert call("supervisor", "GET", "queues/extensions")[1]["items"] == []


def test_appeals_against_hiding_wait_for_whoever_decides(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    for step in (Step.HIDE, Step.APPEAL_HIDING):
        take_step(town, case, step)

    (row,) = call("dispatcher", "GET", "queues/hiding-appeals")[1]["items"]
    path = f"cases/{case.number}/hiding-appeals/{row['appeal']['id']}"
    decided = call("dispatcher", "POST", path, {"is_granted": True, "reason": "It may be seen."})

    assert row["case"]["number"] == case.shown_number
    assert decided[0] == 200
    assert call("dispatcher", "GET", "queues/hiding-appeals")[1]["items"] == []


@pytest.mark.parametrize(
    ("who", "path", "state", "queries"),
    [
        # The key, its owner's roles, and the limit's hit come before.
        ("handler", "queues/handler", CaseState.ACCEPTED, 4),
        ("dispatcher", "queues/dispatcher", CaseState.HANDED_BACK, 5),
        ("supervisor", "queues/extensions", CaseState.ACCEPTED, 1),
        ("resident", "my/cases", CaseState.ACCEPTED, 1),
        ("auditor", "cases?staff=true", CaseState.ACCEPTED, 1),
        ("", "cases", CaseState.ACCEPTED, 1),
    ],
)
def test_a_page_costs_the_same_for_one_row_and_for_many(
    call, town, django_assert_num_queries, who, path, state, queries
):
    for count in (1, 9):
        for _ in range(count):
            case = make_case(town, state=state)
            extends = "extensions" in path
            take_step(town, case, Step.ASK_EXTENSION if extends else Step.NOTE)
        before = 3 if who else 1
        with django_assert_num_queries(before + queries):
            call(who, "GET", path)


def test_area_of_elsewhere_finds_nothing(call, town):
    make_case(town, state=CaseState.ACCEPTED)
    elsewhere = make_area("Elsewhere")

    assert call("handler", "GET", f"queues/handler?area_id={elsewhere.pk}")[1]["items"] == []
