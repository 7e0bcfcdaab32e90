"""The look at an answer before it is sent: beside the text, or by the button without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongjian.government.cases.models import CaseAnswer
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

pytestmark = pytest.mark.django_db

ASKED = {"title": "Street light broken", "text": "The street light is out. When is it repaired?"}
EMPTY = "Thank you for your letter. It will be considered in due course."
GOOD = "We have asked the Public Works Office to repair the street light by 14 March 2026."


@pytest.fixture
def case(town):
    return make_case(town, state=CaseState.ACCEPTED, **ASKED)


def url_of(case) -> str:
    return reverse("check_answer", args=[case.number])


def test_while_it_is_written_only_what_was_found_comes(town, sign_in, case):
    client = sign_in(town.handler)

    page = client.post(url_of(case), {"text": EMPTY}, headers={"HX-Request": "true"})

    text = page.content.decode()
    assert "<html" not in text
    assert "No day or period is named." in text
    assert '<q lang="en">in due course</q>' in text
    assert "Give a day or a period" in text


@pytest.mark.parametrize(("text", "said"), [(EMPTY, "suggestions for your answer."), (" ", "</p>")])
def test_only_how_much_it_suggests_is_read_aloud(town, sign_in, case, text, said):
    client = sign_in(town.handler)

    workbench = client.get(reverse("workbench", args=[case.number])).content.decode()
    found = client.post(url_of(case), {"text": text}, headers={"HX-Request": "true"})

    assert 'id="answer-check-said" role="status"' in workbench
    _before, _place, aloud = found.content.decode().partition(
        '<p id="answer-check-said" hx-swap-oob="innerHTML">'
    )
    assert said in aloud
    assert "No day or period is named." not in aloud


def test_by_the_button_the_page_comes_with_the_draft_as_it_was(town, sign_in, case):
    form = {"text": f"{GOOD} <b>", "version": 7, "provision_id": "no id"}

    page = sign_in(town.handler).post(url_of(case), form)

    text = page.content.decode()
    assert page.status_code == 200
    assert f"{GOOD} &lt;b&gt;</textarea>" in text
    assert 'name="version" value="7"' in text
    assert "by 14 March 2026" in text
    assert 'aria-invalid="true"' not in text


def test_it_sends_and_keeps_nothing(town, sign_in, case):
    client = sign_in(town.handler)

    client.post(url_of(case), {"text": GOOD})

    assert not CaseAnswer.objects.exists()
    case.refresh_from_db()
    assert case.state == CaseState.ACCEPTED
    assert case.events.filter(name__contains="check").count() == 0


@pytest.mark.parametrize("text", ["", " ", "\x00", "？" * 20_000])
def test_no_text_breaks_it(town, sign_in, case, text):
    client = sign_in(town.handler)

    assert client.post(url_of(case), {"text": text}).status_code == 200
    assert (
        client.post(url_of(case), {"text": text}, headers={"HX-Request": "true"}).status_code == 200
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("other_handler", 404), ("resident", 403), ("dispatcher", 403), ("auditor", 403)],
)
def test_only_who_may_answer_is_advised(town, sign_in, case, who, status):
    answer = sign_in(getattr(town, who)).post(url_of(case), {"text": GOOD})

    assert answer.status_code == status


def test_a_case_that_is_answered_has_none(town, sign_in):
    case = make_case(town, state=CaseState.ANSWERED, **ASKED)

    assert sign_in(town.handler).post(url_of(case), {"text": GOOD}).status_code == 409
