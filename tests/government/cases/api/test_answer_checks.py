"""The look at a drafted answer, by programme."""

from __future__ import annotations

import pytest

from gongjian.government.cases.models import CaseAnswer
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    text = "The street light is out. When is it repaired?"
    return make_case(town, state=CaseState.ACCEPTED, title="Street light", text=text)


def test_a_handler_learns_what_is_missing(call, case):
    body = {"text": "It will be considered in due course."}

    status, found = call("handler", "POST", f"cases/{case.number}/answer-check", body)

    assert status == 200
    assert [(ask["wanted"], ask["is_addressed"]) for ask in found["asks"]] == [("when", False)]
    assert {part["part"] for part in found["parts"] if not part["words"]} >= {"by_when"}
    assert found["flaws"][0]["flaw"] == "too_short"
    assert not CaseAnswer.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("resident", 403), ("dispatcher", 403), ("other_handler", 404), ("", 404)]
)
def test_nobody_else_is_advised(call, town, case, who, status):
    type(case).objects.filter(pk=case.pk).update(is_public=False)
    path = f"cases/{case.number}/answer-check"

    assert call(who, "POST", path, {"text": "Done."})[0] == status


def test_an_empty_draft_is_refused(call, case):
    assert call("handler", "POST", f"cases/{case.number}/answer-check", {"text": ""})[0] == 422


def test_staff_alone_read_how_urgent_it_is(call, town):
    case = make_case(town, state=CaseState.ACCEPTED, title="Fire", text="The bin is on fire.")

    work = call("handler", "GET", f"cases/{case.number}/work")[1]["case"]
    public = call("", "GET", f"cases/{case.number}")[1]

    assert work["is_urgent"]
    assert work["urgency_reasons"] == [{"reason": "danger_to_life", "words": ["on fire"]}]
    assert not {"is_urgent", "urgency_reasons"} & public.keys()
