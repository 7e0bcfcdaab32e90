"""Drafts by programme: asked for and read like on the workbench, sent by nobody but a person."""

from __future__ import annotations

import pytest

from gongjian.government.cases.models import CaseAnswer, DraftRequest
from gongjian.government.cases.rules import CaseState
from tests.chat_server import ANSWER
from tests.factories import make_case
from tests.government.cases.drafting import make_written

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(settings):
    settings.DRAFTING_URL, settings.DRAFTING_MODEL = "https://models.example/v1", "small"


@pytest.fixture
def case(town, model):
    return make_case(town, state=CaseState.ACCEPTED)


def test_a_draft_is_asked_for_once_and_read(call, case):
    key = {"Idempotency-Key": "once"}
    path = f"cases/{case.number}/drafts"

    status, made = call("handler", "POST", path, {"kind": "answer"}, **key)
    again_status, again = call("handler", "POST", path, {"kind": "answer"}, **key)

    assert (status, again_status) == (201, 201)
    assert made["id"] == again["id"]
    assert (made["state"], made["host"], made["text"]) == ("waiting", "models.example", "")
    assert call("handler", "GET", f"{path}/{made['id']}") == (200, made)
    assert call("handler", "GET", path) == (200, [made])


def test_a_written_one_says_what_is_to_be_checked(call, town, case):
    draft = make_written(town, case, statements=[["phone", "021-5555 9999"]])

    status, told = call("auditor", "GET", f"cases/{case.number}/drafts/{draft.pk}")

    assert status == 200
    assert (told["text"], told["model"], told["answered"]) == (ANSWER, "small-2026", False)
    assert told["statements"] == [{"kind": "phone", "text": "021-5555 9999"}]


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("handler", "answer", 201), ("auditor", "answer", 403), ("auditor", "summary", 201),
        ("other_handler", "summary", 403), ("resident", "summary", 403), ("", "summary", 403),
        ("handler", "letter", 422),
    ],
)  # fmt: skip
def test_who_may_ask(call, case, who, kind, status):
    assert call(who, "POST", f"cases/{case.number}/drafts", {"kind": kind})[0] == status


@pytest.mark.parametrize("who", ["other_handler", "resident", ""])
def test_who_may_not_read(call, town, case, who):
    draft = make_written(town, case)

    for path in ("drafts", f"drafts/{draft.pk}"):
        assert call(who, "GET", f"cases/{case.number}/{path}")[0] == 404


def test_where_drafting_is_off_it_says_so(call, town):
    case = make_case(town, state=CaseState.ACCEPTED)

    status, problem = call("handler", "POST", f"cases/{case.number}/drafts", {"kind": "answer"})

    assert (status, problem["code"]) == (409, "drafting_off")


def test_limits_are_told_with_the_time_to_wait(call, town, case, settings):
    settings.DRAFTING_PER_DAY = 1
    call("handler", "POST", f"cases/{case.number}/drafts", {"kind": "answer"})

    status, problem = call("colleague", "POST", f"cases/{case.number}/drafts", {"kind": "summary"})

    assert (status, problem["code"]) == (429, "drafts_used_up")
    assert DraftRequest.objects.count() == 1


def test_a_key_sends_no_draft(call, town, case):
    draft = make_written(town, case)
    body = {"text": ANSWER, "draft_id": str(draft.pk), "is_draft_checked": True}

    status, problem = call("handler", "POST", f"cases/{case.number}/answer", body)

    assert (status, problem["code"]) == (403, "in_person_only")
    assert not CaseAnswer.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("auditor", 200), ("administrator", 200), ("handler", 403), ("dispatcher", 403), ("", 401)],
)
def test_who_sees_the_log(call, town, case, who, status):
    make_written(town, case)

    assert call(who, "GET", "drafting")[0] == status
    assert call(who, "GET", "drafting/requests")[0] == status


def test_the_log_counts_and_holds_no_words(call, town, case):
    make_written(town, case)

    _status, state = call("auditor", "GET", "drafting")
    _status, page = call("auditor", "GET", "drafting/requests")

    assert (state["is_on"], state["host"], state["model"]) == (True, "models.example", "small")
    [row] = page["items"]
    assert (row["number"], row["prompt_tokens"]) == (case.shown_number, 321)
    assert "text" not in row
