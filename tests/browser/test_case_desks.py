"""The handler's and the dispatcher's desks: for everybody, and by keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import AnswerTemplate, Case
from gongjian.government.cases.rules import CaseState, Step
from tests.browser.conftest import following
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.factories import Town, make_case, take_step

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)
OF_DEPARTMENT = [
    CaseState.DISPATCHED, CaseState.ACCEPTED, CaseState.IN_PROGRESS, CaseState.REOPENED,
    CaseState.WAITING_FOR_REQUESTER, CaseState.ANSWERED, CaseState.CLOSED,
]  # fmt: skip
PLACE = {"longitude": 115.25, "latitude": 30.7}


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.STAFF_NEEDS_TOTP = False


def press_alt(page: Page, letter: str) -> None:
    """An access key. Playwright's own `press` leaves out the text by which a browser knows it."""
    devtools = page.context.new_cdp_session(page)
    key = {"key": letter, "code": f"Key{letter.upper()}", "modifiers": 1, "unmodifiedText": letter}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def person(actor) -> User:
    return User.objects.get(pk=actor.user_id)


@pytest.fixture
def queue(town: Town) -> list[Case]:
    """A case that is late, one due soon, one that has time."""
    return [
        make_case(town, state=CaseState.DISPATCHED, now=now() - 60 * DAY, title="Late one"),
        make_case(town, state=CaseState.DISPATCHED, now=now() - DAY, title="Soon one"),
        make_case(town, state=CaseState.ACCEPTED, now=now(), title="Last one"),
    ]


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_a_handlers_pages_are_accessible(visitor, town, client, queue, language, size):
    states = [make_case(town, state=state, now=now(), **PLACE) for state in OF_DEPARTMENT]
    take_step(town, states[1], Step.ASK_EXTENSION, now=now())
    take_step(town, states[2], Step.ASK_ASSISTANCE, now=now())
    visit = visitor(language=language, size=size)
    sign_in(visit, client, person(town.supervisor))

    paths = ["/queue/", "/queue/?whose=nobodys&state=dispatched", "/queue/?text=nothing"]
    paths += [f"/cases/{case.number}/work/" for case in states]
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_a_dispatchers_pages_are_accessible(visitor, town, client, language, size):
    guessed = make_case(town, category_id=None, now=now())
    guessed.guesses = [{"category": str(town.category.pk), "name": "x", "score": 0.4}]
    guessed.save()
    back = make_case(town, state=CaseState.HANDED_BACK, now=now())
    appealed = make_case(town, state=CaseState.REJECTED, now=now())
    take_step(town, appealed, Step.APPEAL, now=now())
    visit = visitor(language=language, size=size)
    sign_in(visit, client, person(town.dispatcher))

    paths = ["/dispatch/", *[f"/cases/{case.number}/work/" for case in (guessed, back, appealed)]]
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
def test_a_queue_is_walked_and_ticked_by_keyboard(visitor, town, client, queue):
    visit = visitor(size="desktop")
    sign_in(visit, client, person(town.handler))
    page = visit.go("/queue/")
    links = page.locator("[data-row-link]")

    links.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")

    expect(links.nth(1)).to_be_focused()
    expect(page.locator("[data-ticked]")).to_have_text("2 ticked")
    page.keyboard.press("End")
    expect(links.nth(2)).to_be_focused()
    with following(visit):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Last one")
    assert visit.complaints == []


@pytest.mark.any_database
def test_all_of_a_page_are_ticked_and_accepted_at_once(visitor, town, client, queue):
    visit = visitor(size="phone")
    sign_in(visit, client, person(town.handler))
    page = visit.go("/queue/?whose=unaccepted")

    page.get_by_text("All on this page").click()
    with following(visit):
        page.get_by_role("button", name="Accept those ticked").click()

    expect(page.get_by_role("status").first).to_contain_text("2 cases accepted.")
    assert not Case.objects.filter(state=CaseState.DISPATCHED).exists()


@pytest.mark.any_database
def test_the_tab_that_is_chosen_is_in_sight_on_a_phone(visitor, town, client, queue):
    visit = visitor(size="phone")
    sign_in(visit, client, person(town.handler))
    page = visit.go("/queue/?whose=waiting")

    expect(page.locator(".gj-tabs [aria-current]")).to_be_in_viewport(ratio=0.9)


@pytest.mark.any_database
def test_cases_are_accepted_in_bulk_without_scripts(visitor, town, client, queue):
    visit = visitor(size="desktop", has_scripts=False)
    sign_in(visit, client, person(town.handler))
    page = visit.go("/queue/")

    page.locator(f"label[for=tick-{queue[0].number}]").click()
    with following(visit):
        page.get_by_role("button", name="Accept those ticked").click()

    queue[0].refresh_from_db()
    assert queue[0].state == CaseState.ACCEPTED
    expect(page.locator("[data-tick-all]")).to_be_hidden()


def test_a_dispatcher_sends_case_after_case_by_one_key_each(visitor, town, client):
    cases = [
        make_case(town, category_id=None, now=now() - (3 - n) * DAY, title=f"Case {n}")
        for n in range(3)
    ]
    for case in cases:
        case.guesses = [{"category": str(town.category.pk), "name": "x", "score": 0.4}]
        case.save()
    visit = visitor(size="desktop")
    sign_in(visit, client, person(town.dispatcher))
    page = visit.go("/dispatch/")

    page.locator("[data-row-link]").first.focus()
    with following(visit):
        page.keyboard.press("1")
    expect(page.get_by_role("link", name="Case 1")).to_be_focused()
    with following(visit):
        page.keyboard.press("1")

    expect(page.get_by_role("link", name="Case 2")).to_be_focused()
    left = Case.objects.filter(state=CaseState.RECEIVED)
    assert [case.title for case in left] == ["Case 2"]


@pytest.mark.any_database
def test_no_key_works_where_somebody_writes(visitor, town, client):
    make_case(town, state=CaseState.HANDED_BACK, now=now())
    town.duty.lead_department = town.department
    town.duty.save()
    visit = visitor(size="desktop")
    sign_in(visit, client, person(town.dispatcher))
    page = visit.go("/dispatch/")

    reason = page.get_by_label("Reason")
    reason.fill("")
    reason.press("1")

    expect(reason).to_have_value("1")


@pytest.mark.any_database
def test_case_after_case_is_answered_by_keyboard(visitor, town, client, queue):
    visit = visitor(size="desktop")
    sign_in(visit, client, person(town.handler))
    page = visit.go(f"/cases/{queue[0].number}/work/")
    with following(visit):
        press_alt(page, "a")
    expect(page.get_by_text("You have accepted the case.")).to_be_visible()

    page.get_by_label("Answer", exact=True).fill("It is done.")
    with following(visit):
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("The answer is sent.")).to_be_visible()
    with following(visit):
        press_alt(page, "n")

    expect(page.get_by_role("heading", level=1)).to_have_text("Soon one")
    queue[0].refresh_from_db()
    assert queue[0].state == CaseState.ANSWERED
    assert visit.complaints == []


@pytest.mark.any_database
def test_a_step_opened_by_its_key_can_be_written_in_at_once(visitor, town, client, queue):
    visit = visitor(size="desktop")
    sign_in(visit, client, person(town.handler))
    page = visit.go(f"/cases/{queue[2].number}/work/")

    press_alt(page, "w")
    expect(page.get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("Looked at it.")

    expect(page.get_by_label("Note", exact=True)).to_have_value("Looked at it.")


@pytest.mark.any_database
def test_a_ready_answer_is_put_in_with_its_first_blank_marked(visitor, town, client, queue):
    AnswerTemplate.objects.create(name="Repaired", text="We repaired [what] on [day].")
    visit = visitor(size="desktop")
    sign_in(visit, client, person(town.handler))
    page = visit.go(f"/cases/{queue[2].number}/work/")

    page.get_by_role("button", name="Repaired").click()
    page.keyboard.type("the lamp")

    answer = page.get_by_label("Answer", exact=True)
    expect(answer).to_have_value("We repaired the lamp on [day].")


@pytest.mark.any_database
def test_a_ready_answer_can_be_read_without_scripts(visitor, town, client, queue):
    AnswerTemplate.objects.create(name="Repaired", text="We repaired [what].")
    visit = visitor(size="desktop", has_scripts=False)
    sign_in(visit, client, person(town.handler))
    page = visit.go(f"/cases/{queue[2].number}/work/")

    page.get_by_text("The ready answers in full").click()

    expect(page.get_by_text("We repaired [what].")).to_be_visible()
    expect(page.get_by_role("button", name="Repaired")).to_be_hidden()


@pytest.mark.any_database
@pytest.mark.parametrize("language", ["en", "zh"])
def test_desks_stay_whole_enlarged_four_times(visitor, town, client, queue, language):
    endless = "https://example.org/" + "a" * 150
    make_case(town, state=CaseState.HANDED_BACK, now=now(), title=endless, text=endless)
    asked = make_case(town, state=CaseState.ACCEPTED, now=now(), title=endless)
    take_step(town, asked, "ask_extension")
    visit = visitor(language=language)
    visit.page.set_viewport_size({"width": 320, "height": 256})
    wider = {}

    for actor, path in (
        (town.supervisor, "/queue/"), (town.supervisor, f"/cases/{queue[2].number}/work/"),
        (town.dispatcher, "/dispatch/"), (town.dispatcher, "/phone/"),
        (town.supervisor, "/dashboard/"),
    ):  # fmt: skip
        sign_in(visit, client, person(actor))
        page = visit.go(path)
        wider[path] = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert {path: px for path, px in wider.items() if px > 0} == {}
