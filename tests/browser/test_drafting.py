"""A machine's draft on the workbench: for everybody, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import AnswerTemplate, Case, CaseAnswer
from gongjian.government.cases.rules import CaseState
from tests.browser.conftest import following
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.chat_server import chat_server
from tests.factories import Town, make_case, make_user
from tests.government.cases.drafting import make_written, switch_on

pytestmark = pytest.mark.browser
WRITTEN = (
    "Thank you for telling us of the rubbish beside the school. Our crew has [day of collection] "
    "for it. If it comes again, call 021-5555 9999."
)


@pytest.fixture
def server(tmp_path, settings):
    with chat_server(tmp_path / "chat") as running:
        running.do("answer", answer=WRITTEN)
        switch_on(settings, running)
        yield running


@pytest.fixture
def case(town: Town, server) -> Case:
    AnswerTemplate.objects.create(name="Collected", text="It was collected. Number {number}.")
    text = "It has lain there for a week, and the rain carries it into the yard. " * 10
    return make_case(town, state=CaseState.ACCEPTED, text=text, now=now())


@pytest.fixture
def bench(visitor, town, client, case):
    """``bench(size="desktop")``: the handler's window on the workbench of the case."""

    def opened(**options):
        visit = visitor(**options)
        sign_in(visit, client, User.objects.get(pk=town.handler.user_id))
        visit.go(f"/cases/{case.number}/work/")
        return visit

    return opened


def test_a_draft_is_asked_for_appears_by_itself_and_is_sent_by_a_person(bench, case):
    visit = bench(size="desktop")
    page = visit.page
    panel, answer = page.locator("#draft-answer"), page.get_by_label("Answer", exact=True)
    answer.fill("Dear neighbour,")

    panel.get_by_role("button", name="Have a draft written").click()
    expect(panel.get_by_role("status")).to_contain_text("It is being written.")
    run_waiting_tasks()
    expect(panel.get_by_text("written by a machine")).to_be_visible()
    expect(panel.get_by_text("Not in the case: check it")).to_be_visible()
    expect(panel.get_by_text("telephone number: 021-5555 9999")).to_be_visible()
    panel.get_by_role("link", name="Put into the answer").click()

    # Behind what was typed meanwhile, with the first blank marked to be filled in.
    expect(answer).to_have_value(f"Dear neighbour,\n\n{WRITTEN}")
    expect(answer).to_be_focused()
    page.keyboard.type("Friday")
    with following(visit):
        page.get_by_role("button", name="Send the answer", exact=True).click()
    expect(page.get_by_text("Please check the text and say so.").first).to_be_visible()
    expect(answer).to_have_value(
        f"Dear neighbour,\n\n{WRITTEN}".replace("[day of collection]", "Friday")
    )
    page.get_by_text("This text was a machine’s draft.").click()
    with following(visit):
        page.get_by_role("button", name="Send the answer", exact=True).click()

    assert "Friday" in CaseAnswer.objects.get().text
    assert CaseAnswer.objects.get().event.data["draft_model"] == "small-2026"
    page = visit.go(f"/cases/{case.number}/")
    expect(page.get_by_text("Made from a draft of the language model small-2026")).to_be_visible()
    # The refused form, which was answered with 422.
    assert [told for told in visit.complaints if "422" not in told] == []


@pytest.mark.any_database
def test_it_works_without_scripts(bench, town, case):
    visit = bench(size="phone", has_scripts=False)
    page = visit.page

    with following(visit):
        page.get_by_role("button", name="Have a draft written").click()
    run_waiting_tasks()
    with following(visit):
        page.locator("#draft-answer").get_by_role("link", name="Look again").click()
    page.reload()
    with following(visit):
        page.get_by_role("link", name="Put into the answer").click()
    expect(page.get_by_label("Answer", exact=True)).to_have_value(WRITTEN)
    page.get_by_text("This text was a machine’s draft.").click()
    with following(visit):
        page.get_by_role("button", name="Send the answer", exact=True).click()

    assert CaseAnswer.objects.get().drafts.count() == 1


@pytest.mark.any_database
def test_a_fault_is_told_where_the_draft_would_stand(bench, server):
    server.do("broken:400")
    visit = bench(size="phone")
    panel = visit.page.locator("#draft-summary")

    panel.get_by_role("button", name="Have a summary written").click()
    run_waiting_tasks()

    expect(panel.get_by_text("refused the request. Tell an administrator.")).to_be_visible()
    expect(panel.get_by_role("button", name="Have another one written")).to_be_enabled()


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_pages_with_drafts_are_accessible(visitor, town, client, case, language, size):
    for kind in ("answer", "summary"):
        make_written(town, case, kind, text=WRITTEN, statements=[["phone", "021-5555 9999"]])
    visit = visitor(language=language, size=size)
    sign_in(visit, client, User.objects.get(pk=town.handler.user_id))
    faults = look_at(visit, [f"/cases/{case.number}/work/"])
    sign_in(visit, client, make_user(role=Role.ADMINISTRATOR))

    faults |= look_at(visit, ["/drafts/", "/privacy/", "/administration/"])

    assert faults == {}
