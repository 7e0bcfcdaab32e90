"""The tutorial as a newcomer does it: what is typed, and between that what is clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.docs.pages import ROOT, blocks_of
from tests.docs.terminal import Terminal
from tests.processes import database_url, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.process,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]
PAGE = ROOT / "docs/tutorial/first-town.md"


def typed(terminal: Terminal, blocks: Iterator, until: str) -> str:
    """Type the blocks up to one of a kind, which is returned; and what they printed last."""
    said = ""
    for block in blocks:
        if block.info == until:
            return said + block.text
        said = terminal.type(block.text)
    return said


def give_role(page: Page, role: str, organisation: str = "") -> None:
    page.get_by_text("Give a role").click()
    form = page.locator("form:has(select[name=role])")
    form.locator("select[name=role]").select_option(label=role)
    if organisation:
        form.locator("select[name=organisation]").select_option(label=organisation)
    form.get_by_role("button", name="Give the role").click()
    expect(page.get_by_text("The role holds from now on.")).to_be_visible()


def test_the_tutorial_leads_to_a_town_with_a_rated_case(windows: Visitor, tmp_path):
    terminal = Terminal(tmp_path, DATABASE_URL=database_url())
    blocks = iter([block for block in blocks_of(PAGE) if block.info in {"sh run", "sh serve"}])
    said = typed(terminal, blocks, "sh serve")
    link, serve = re.search(r"http://\S+/(accounts/\S+)\n(.*)", said, re.DOTALL).groups()

    with terminal.left_running(serve) as address:
        mine = windows(address, size="desktop")
        page = mine.go(f"/{link}")
        for field in page.locator("main input[type=password]").all():
            field.fill("four lamps at the quay")
        page.get_by_role("button", name="Set it").click()
        page.get_by_role("link", name="Sign in").last.click()
        page.get_by_label("E-mail address").fill("me@example.org")
        page.get_by_label("Password").fill("four lamps at the quay")
        page.locator("main").get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("No dispatcher: My Town.")).to_be_visible()
        page.locator("main").get_by_role("link", name="People and roles").click()
        page.get_by_role("link", name="me@example.org").last.click()
        give_role(page, "Dispatcher")
        give_role(page, "Supervisor", "Roads Office")

        theirs = windows(address, size="desktop").go("/tell/")
        theirs.locator("textarea[name=text]").fill(
            "A street lamp at the quay has been dark for a week."
        )
        harbour = theirs.locator("select[name=area] option", has_text="Harbour")
        theirs.locator("select[name=area]").select_option(harbour.get_attribute("value"))
        theirs.get_by_text("Everyone. Others").click()
        theirs.get_by_text("Not at all.").click()
        theirs.get_by_role("button", name="Send", exact=True).click()
        expect(theirs.get_by_text("Your secret")).to_be_visible()

        guess = page.get_by_role("button", name="Street lights")
        wait_until(lambda: page.goto(f"{address}/dispatch/") and guess.count())
        guess.click()
        expect(page.get_by_text("went to Roads Office")).to_be_visible()
        page.goto(f"{address}/queue/")
        page.locator("main").get_by_role("link", name="A street lamp").click()
        page.get_by_role("button", name="Accept the case").click()
        expect(page.get_by_text("You have accepted the case.")).to_be_visible()
        answer = page.locator("form:has(button:text('Send the answer'))")
        answer.locator("textarea").fill("We replaced the lamp on Tuesday morning.")
        answer.locator("select").first.select_option(label="Rules on Public Service, article 5")
        answer.get_by_role("button", name="Send the answer").click()
        expect(page.get_by_text("The answer is sent.")).to_be_visible()

        theirs.get_by_role("link", name="Look at your case").click()
        theirs.get_by_text("Yes", exact=True).click()
        theirs.get_by_text("5: very satisfied").click()
        theirs.get_by_role("button", name="Send the rating").click()
        expect(theirs.get_by_text("solved").first).to_be_visible()
        theirs.goto(f"{address}/cases/")
        expect(theirs.get_by_role("link", name="A street lamp")).to_be_visible()

        typed(terminal, blocks, "the end")
