"""Two at the same button, through the pages, in real threads: one wins, the other reads why not."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.ids import show_number
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import Town, make_actor, make_case, make_town, take_step
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
STALE = "Somebody changed this while you were looking at it"


@pytest.fixture
def committed_town(transactional_db) -> Town:
    return make_town()


def browser_of(actor) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(pk=actor.user_id))
    return browser


def press(*presses: tuple[Client, str, list, dict]) -> tuple[HttpResponse, HttpResponse]:
    """Everybody presses their button in the same moment; who won, and who came second."""

    def pressing(browser: Client, name: str, args: list, fields: dict):
        return lambda: browser.post(reverse(name, args=args), fields)

    answers = at_once(*(pressing(*one) for one in presses))
    won = [answer for answer in answers if answer.status_code == 302]
    told = [answer for answer in answers if answer.status_code != 302]
    assert (len(won), len(told)) == (1, len(presses) - 1), [a.status_code for a in answers]
    return won[0], told[0]


def test_two_handlers_accept(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.DISPATCHED)
    handlers = [browser_of(town.handler), browser_of(town.colleague)]
    form = {"version": case.version}

    _won, told = press(*((one, "take_step", [case.number, "accept"], form) for one in handlers))

    assert told.status_code == 409
    assert STALE in told.content.decode()
    accepted = Case.objects.get(pk=case.pk)
    # The second one reads who has it.
    assert User.objects.get(pk=accepted.handler_id).name in told.content.decode()
    assert case.events.filter(name="case_accepted").count() == 1


def test_two_handlers_answer_and_the_second_keeps_their_words(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ACCEPTED)
    words = ["It was removed on Monday.", "It will be removed on Friday."]
    browsers = [browser_of(town.handler), browser_of(town.colleague)]

    _won, told = press(
        *(
            (one, "take_step", [case.number, "answer"], {"version": case.version, "text": text})
            for one, text in zip(browsers, words, strict=True)
        )
    )

    answer = case.answers.get()
    (lost,) = set(words) - {answer.text}
    page = told.content.decode()
    assert (told.status_code, STALE in page) == (409, True)
    assert "What you wrote was not sent" in page
    assert lost in page
    assert answer.text in page


def test_two_dispatchers_place_a_case(committed_town):
    town = committed_town
    case = make_case(town)
    browsers = [browser_of(town.dispatcher), browser_of(make_actor(Role.DISPATCHER))]
    form = {"version": case.version, "category_id": str(town.category.pk)}

    _won, told = press(*((one, "quick_dispatch", [case.number], form) for one in browsers))

    assert told.status_code == 409
    assert STALE in told.content.decode()
    assert case.events.filter(name="case_dispatched").count() == 1


def test_two_decide_on_more_time(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_EXTENSION)
    extension, version = case.extensions.get(), Case.objects.get(pk=case.pk).version
    where = [case.number, extension.pk]

    _won, told = press(
        (
            browser_of(town.supervisor), "decide_extension", where,
            {"is_granted": "yes", "version": version},
        ),
        (
            browser_of(town.dispatcher), "decide_extension", where,
            {"is_granted": "no", "version": version, "reason": "There was time enough."},
        ),
    )  # fmt: skip

    assert (told.status_code, STALE in told.content.decode()) == (409, True)
    assert case.events.filter(name="extension_decided").count() == 1


def test_a_double_click_rates_once(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ANSWERED)
    resident = browser_of(town.resident)
    form = {"version": case.version, "is_solved": "yes", "satisfaction": "5"}

    _won, told = press(*((resident, "rate_case", [case.number], form) for _ in range(2)))

    assert told.status_code == 409
    assert case.ratings.count() == 1


def test_a_double_click_sends_one_case(committed_town):
    form = {
        "text": "The street lamp in front of the school is dark.", "is_public": "yes",
        "reach": "anonymous", "do": "send",
        "request_id": "0192f5d0-0000-7000-8000-000000000000",
    }  # fmt: skip

    def send():
        return Client().post(reverse("submit_case"), form)

    answers = at_once(send, send, send)

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert Case.objects.count() == 1


def test_two_accept_the_same_ticked_cases(committed_town):
    town = committed_town
    found = [make_case(town, state=CaseState.DISPATCHED) for _ in range(3)]
    ticked = {"case_ids": [str(case.pk) for case in found], "do": "accept"}

    def tick(browser: Client):
        return lambda: browser.post(reverse("bulk_cases"), ticked, follow=True).content.decode()

    pages = at_once(tick(browser_of(town.handler)), tick(browser_of(town.colleague)))

    assert Case.objects.filter(state=CaseState.ACCEPTED).count() == 3
    assert sum(case.events.filter(name="case_accepted").count() for case in found) == 3
    lines = [line for page in pages for line in page.splitlines()]
    told = [line for line in lines if "This case has moved on" in line]
    assert sum(show_number(case.number) in line for line in told for case in found) == 3
