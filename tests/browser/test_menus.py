"""Menus and the language, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import following

pytestmark = [pytest.mark.browser, pytest.mark.any_database]


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_menu_of_a_phone_opens(visitor, town, has_scripts):
    visit = visitor(has_scripts=has_scripts)
    page = visit.go("/")

    page.locator(".gj-menu summary").click()
    with following(visit):
        page.locator(".gj-menu").get_by_role("link", name="Cases").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Public cases")


def test_escape_closes_the_menu_and_gives_the_focus_back(visitor, town):
    page = visitor().go("/")
    page.locator(".gj-menu summary").click()

    page.keyboard.press("Escape")

    expect(page.locator(".gj-menu")).not_to_have_attribute("open", "")
    expect(page.locator(".gj-menu summary")).to_be_focused()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_language_is_switched_where_one_is(visitor, town, has_scripts):
    visit = visitor(has_scripts=has_scripts)
    page = visit.go("/cases/?state=open")

    with following(visit):
        page.get_by_role("button", name="中文").click()

    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    assert page.url.endswith("/cases/?state=open")


def test_the_first_tab_leads_past_the_menus(visitor, town):
    page = visitor(size="desktop").go("/cases/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()
