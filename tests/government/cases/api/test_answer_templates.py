"""Ready-made answers by programme."""

from uuid import uuid4

import pytest

from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "once"}
PATH = "answer-templates"


@pytest.fixture
def words(town):
    return {
        "name": "Collected", "text": "{number} is done.", "department_id": str(town.department.pk),
        "category_id": str(town.category.parent_id),
    }  # fmt: skip


def test_one_is_written_read_changed_and_deleted(call, town, words):
    status, written = call("supervisor", "POST", PATH, words)
    path = f"{PATH}/{written['id']}"

    changed = call("supervisor", "PUT", path, {**words, "name": "Gone", "version": 1})[1]
    stale = call("supervisor", "PUT", path, {**words, "version": 1})
    read = call("supervisor", "GET", path)[1]
    deleted = call("supervisor", "DELETE", path)

    assert (status, written["version"]) == (201, 1)
    assert (changed["name"], changed["version"], changed["id"]) == ("Gone", 2, written["id"])
    assert (stale[0], stale[1]["code"]) == (409, "stale_version")
    assert read == changed
    assert deleted == (204, None)
    assert call("supervisor", "GET", path)[0] == 404


def test_it_is_offered_where_it_fits(call, town, words):
    call("supervisor", "POST", PATH, words)
    case = make_case(town, state=CaseState.ACCEPTED)

    (ready,) = call("handler", "GET", f"cases/{case.number}/work")[1]["ready_answers"]

    assert ready["text"] == f"{case.shown_number} is done."


def test_one_written_twice_with_its_key_is_one(call, town, words):
    answers = [call("supervisor", "POST", PATH, words, **KEY) for _ in range(2)]
    other = call("supervisor", "POST", PATH, {**words, "name": "Another"}, **KEY)

    assert answers[0] == answers[1]
    assert (other[0], other[1]["code"]) == (409, "idempotency_mismatch")
    assert AnswerTemplate.objects.count() == 1


def test_nobody_writes_for_another_department_or_for_all(call, town, words):
    for department_id in (str(town.other_department.pk), None):
        status, _ = call("supervisor", "POST", PATH, {**words, "department_id": department_id})
        assert status == 403
    assert call("administrator", "POST", PATH, {**words, "department_id": None})[0] == 201


def test_others_templates_are_not_there(call, town, words):
    made = call("administrator", "POST", PATH, {**words, "department_id": None})[1]

    assert call("supervisor", "GET", PATH)[1]["items"] == []
    for method in ("GET", "DELETE"):
        assert call("supervisor", method, f"{PATH}/{made['id']}")[0] == 404
    assert call("supervisor", "PUT", f"{PATH}/{made['id']}", words)[0] == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"text": ""}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"category_id": str(uuid4())}, "category_id"),
        ({"category_id": "x"}, "category_id"),
        ({"version": 1}, "version"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(call, town, words, change, field):
    status, problem = call("supervisor", "POST", PATH, {**words, **change})

    assert (status, problem["errors"][0]["field"]) == (422, field)
    assert not AnswerTemplate.objects.exists()


def test_an_unknown_department_is_told(call, town, words):
    answer = call("administrator", "POST", PATH, {**words, "department_id": str(uuid4())})

    assert (answer[0], answer[1]["errors"][0]["field"]) == (422, "department_id")


def test_they_are_listed_by_name_for_the_same_price(call, town, words, django_assert_num_queries):
    for name in "edcba":
        call("supervisor", "POST", PATH, {**words, "name": name})

    with django_assert_num_queries(4):  # the key, its roles, the limit's hit; the templates
        first = call("supervisor", "GET", f"{PATH}?size=3")[1]
    rest = call("supervisor", "GET", f"{PATH}?size=3&cursor={first['next_cursor']}")[1]

    assert [one["name"] for one in first["items"] + rest["items"]] == list("abcde")
