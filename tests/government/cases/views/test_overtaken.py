"""Somebody was faster: whoever comes second is told, and loses no word."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongjian.foundation.people.models import User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_case, take_step

LETTER = "It is behind the gate,\nbeside the third tree."
STALE = "Somebody changed this while you were looking at it"
MOVED_ON = "This case has moved on"


def post(client, actor, name, args, **fields):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client.post(reverse(name, args=args), fields)


@pytest.mark.parametrize(
    ("state", "name", "field", "more"),
    [
        (CaseState.WAITING_FOR_REQUESTER, "reply_to_question", "text", {}),
        (CaseState.ANSWERED, "rate_case", "reason", {"is_solved": "no", "satisfaction": "2"}),
        (CaseState.ANSWERED, "reopen_case", "reason", {}),
        (CaseState.REJECTED, "appeal_rejection", "text", {}),
    ],
)
def test_a_requester_s_words_stay_in_the_form_and_can_be_sent_again(
    client, town, state, name, field, more
):
    case = make_case(town, state=state)
    stale = {field: LETTER, "version": case.version - 1, **more}

    page = post(client, town.resident, name, [case.number], **stale)

    assert page.status_code == 409
    assert STALE in page.content.decode()
    form = page.context["wrong"]
    assert form[field].value() == LETTER
    fresh = {**stale, "version": form["version"].value()}
    assert post(client, town.resident, name, [case.number], **fresh).status_code == 302


def test_a_reply_after_the_question_was_settled_is_given_back(client, town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)
    cases.reply_to_question(actor=town.dispatcher, case_id=case.pk, text="By phone.", now=NOW)

    page = post(client, town.resident, "reply_to_question", [case.number], text=LETTER, version=1)

    assert page.status_code == 409
    assert MOVED_ON in page.content.decode()
    assert "beside the third tree." in page.content.decode()


def test_an_answer_to_a_case_answered_meanwhile_is_given_back(client, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    stale = {"text": LETTER, "version": case.version}
    cases.answer_case(actor=town.colleague, case_id=case.pk, text="It was removed.", now=NOW)

    page = post(client, town.handler, "take_step", [case.number, "answer"], **stale)

    html = page.content.decode()
    assert page.status_code == 409
    assert STALE in html
    assert "What you wrote was not sent" in html
    assert "It is behind the gate,<br>beside the third tree." in html
    assert "It was removed." in html


def test_a_decision_decided_meanwhile_is_given_back(client, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_EXTENSION)
    extension = case.extensions.get()
    version = Case.objects.get(pk=case.pk).version
    take_step(town, case, Step.DECIDE_EXTENSION, actor=town.dispatcher)

    page = post(
        client, town.supervisor, "decide_extension", [case.number, extension.pk],
        is_granted="no", reason=LETTER, version=version,
    )  # fmt: skip

    assert page.status_code == 409
    assert "What you wrote was not sent" in page.content.decode()


def test_an_answer_to_a_case_handed_back_meanwhile_is_given_back(client, town):
    case = make_case(town, is_public=False, state=CaseState.ACCEPTED)
    stale = {"text": LETTER, "version": case.version}
    cases.hand_back_case(
        actor=town.colleague, case_id=case.pk, reason="A water pipe.",
        better_department_id=town.other_department.pk, now=NOW,
    )  # fmt: skip

    page = post(client, town.handler, "take_step", [case.number, "answer"], **stale)

    assert page.status_code in {404, 409}
    assert "beside the third tree." in page.content.decode()


def test_what_is_wrong_in_a_form_without_a_place_is_given_back_too(client, town):
    case = make_case(town, state=CaseState.ANSWERED)

    page = post(
        client, town.handler, "take_step", [case.number, "ask-extension"],
        working_days="many", reason=LETTER, version=case.version,
    )  # fmt: skip

    assert page.status_code == 422
    assert "What you wrote was not sent" in page.content.decode()


def test_a_form_that_is_shown_again_gives_nothing_back_beside_it(client, town):
    case = make_case(town, state=CaseState.ACCEPTED)

    page = post(
        client, town.handler, "take_step", [case.number, "ask-extension"],
        working_days="many", reason=LETTER, version=case.version,
    )  # fmt: skip

    assert page.status_code == 422
    assert "What you wrote was not sent" not in page.content.decode()
    assert page.context["wrong"]["reason"].value() == LETTER
