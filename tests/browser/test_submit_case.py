"""Somebody says what is wrong: with scripts, without, and with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.models import Case
from tests.browser.conftest import following
from tests.factories import make_case
from tests.government.issues import place_all

pytestmark = pytest.mark.browser
WORDS = "Rubbish has been lying beside the school for a week, and nobody takes it away."


def fill_the_rest(page: Page) -> None:
    page.get_by_text("Everyone. Others with").click()
    page.get_by_text("Not at all. You get").click()


def press_until(page: Page, selector: str, key: str = "Tab", most: int = 80) -> None:
    """Move the focus by keyboard until it is on an element."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_visitor_reports_from_the_first_page(visitor, town, has_scripts, size):
    visit = visitor(size=size, has_scripts=has_scripts)
    page = visit.go("/")

    page.get_by_label("What do you want to tell your government?").fill(WORDS)
    with following(visit):
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("What do you want to tell")).to_have_value(WORDS)
    page.get_by_text("Rubbish", exact=False).locator("visible=true").first.wait_for()
    page.locator("label[for=suggested-1]").click()
    page.get_by_label("Area").select_option("Street")
    fill_the_rest(page)
    with following(visit):
        page.get_by_role("button", name="Send", exact=True).click()

    case = Case.objects.get()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have it.")
    expect(page.locator(".gj-number-card")).to_contain_text(case.shown_number)
    assert (case.category_id, case.area_id, case.is_public) == (
        town.category.pk, town.area.pk, True,
    )  # fmt: skip
    secret = page.locator("[data-secret]").inner_text()
    with following(visit):
        page.get_by_role("link", name="Look at your case").click()
    assert secret not in page.content()


@pytest.mark.any_database
def test_by_keyboard_alone(visitor, town):
    visit = visitor(size="desktop")
    page = visit.go("/")

    press_until(page, "#id_text")
    page.keyboard.type(WORDS)
    press_until(page, "button[value=start]")
    with following(visit):
        page.keyboard.press("Enter")
    press_until(page, "#suggested-none")
    page.keyboard.press("ArrowUp")
    press_until(page, "#id_address")
    page.keyboard.type("Stone Bridge Street 8")
    press_until(page, "#id_is_public_0")
    page.keyboard.press("Space")
    press_until(page, "#id_reach_0")
    page.keyboard.press("ArrowDown")
    press_until(page, "button[value=send]")
    with following(visit):
        page.keyboard.press("Enter")

    case = Case.objects.get()
    assert (case.address, case.category_id) == ("Stone Bridge Street 8", town.category.pk)


@pytest.mark.any_database
def test_the_pin_is_set_by_keyboard_and_says_the_area(visitor, town):
    visit = visitor(size="desktop")
    page = visit.go("/tell/")

    page.get_by_label("What do you want to tell").fill(WORDS)
    page.get_by_role("button", name="Pin in the middle").click()
    expect(page.locator("[data-pin-status]")).to_have_text(
        "The pin is set. The area follows from it."
    )
    fill_the_rest(page)
    with following(visit):
        page.get_by_role("button", name="Send", exact=True).click()

    case = Case.objects.get()
    assert case.area_id == town.area.pk
    assert case.longitude == pytest.approx(115.25, abs=0.01)


@pytest.mark.any_database
def test_the_pin_is_set_by_a_tap_and_taken_away(visitor, town):
    page = visitor().go("/tell/")

    canvas = page.locator("[data-pin-canvas]")
    page.locator("[data-pin-canvas] path").first.wait_for(state="attached")
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": 180, "y": 130})
    set_to = page.locator("#id_longitude").input_value()
    page.get_by_role("button", name="Remove the pin").click()

    assert re.fullmatch(r"115\.\d+", set_to)
    assert page.locator("#id_longitude").input_value() == ""


def test_while_typing_like_cases_appear_and_one_joins(visitor, town):
    known = make_case(town, title="Rubbish beside the school", text=WORDS, now=now())
    make_case(town, title="Far away", text=WORDS, longitude=115.25, latitude=30.9, now=now())
    place_all()
    visit = visitor()
    page = visit.go("/tell/")

    page.get_by_label("What do you want to tell").press_sequentially(WORDS[:60])
    page.get_by_role("heading", name="Is it one of these?").wait_for()
    expect(page.get_by_role("link", name="Far away")).to_be_visible()
    page.get_by_role("button", name="Pin in the middle").click()
    expect(page.get_by_role("link", name="Far away")).to_have_count(0)
    with following(visit):
        page.get_by_role("button", name="I have this too").click()

    known.refresh_from_db()
    assert known.support_count == 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Rubbish beside the school")
    assert Case.objects.count() == 2


@pytest.mark.any_database
def test_words_survive_a_closed_tab(visitor, town):
    visit = visitor()
    page = visit.go("/tell/")
    page.get_by_label("What do you want to tell").fill("Half a thought")
    expect(page.get_by_text("Kept in this browser while you write.")).to_be_visible()

    again = visit.page.context.new_page()
    again.goto(f"{visit.base}/tell/")

    expect(again.get_by_label("What do you want to tell")).to_have_value("Half a thought")


@pytest.mark.any_database
def test_what_was_written_before_the_scripts_came_has_its_suggestions(visitor, town):
    visit, held = visitor(), []
    page = visit.page
    page.route("**/htmx*.js", lambda route: held.append(route))
    with page.expect_request("**/htmx*.js"):
        page.goto(f"{visit.base}/tell/", wait_until="commit")
    page.get_by_label("What do you want to tell").fill(WORDS)

    held.pop().continue_()

    expect(page.get_by_role("group", name="What is it about?")).to_contain_text("Rubbish")


@pytest.mark.any_database
def test_a_draft_that_is_brought_back_has_its_suggestions(visitor, town):
    visit = visitor()
    page = visit.go("/tell/")
    page.get_by_label("What do you want to tell").fill(WORDS)
    expect(page.get_by_text("Kept in this browser while you write.")).to_be_visible()

    again = visit.page.context.new_page()
    again.goto(f"{visit.base}/tell/")

    expect(again.get_by_role("group", name="What is it about?")).to_contain_text("Rubbish")


@pytest.mark.any_database
def test_a_draft_is_kept_without_scripts(visitor, town):
    visit = visitor(has_scripts=False)
    page = visit.go("/tell/")
    page.get_by_label("What do you want to tell").fill("Half a thought")

    with following(visit):
        page.get_by_role("button", name="Keep as a draft").click()

    expect(page.get_by_label("What do you want to tell")).to_have_value("Half a thought")


@pytest.mark.any_database
def test_what_is_wrong_is_told_and_reached(visitor, town):
    visit = visitor()
    page = visit.go("/tell/")
    with following(visit):
        page.get_by_role("button", name="Send", exact=True).click()

    expect(page.locator(".gj-errors")).to_be_focused()
    page.locator(".gj-errors a").first.click()
    expect(page.get_by_label("What do you want to tell")).to_be_focused()


@pytest.mark.any_database
def test_the_page_after_sending_learns_who_is_responsible(visitor, town):
    visit = visitor()
    page = visit.go("/tell/")
    page.get_by_label("What do you want to tell").fill(WORDS)
    page.locator("label[for=suggested-1]").click()
    fill_the_rest(page)
    with following(visit):
        page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#next")).to_contain_text("being found")

    run_waiting_tasks()

    expect(page.locator("#next")).to_contain_text("Urban Management accepts it")


@pytest.mark.any_database
def test_without_scripts_the_rest_is_suggested_on_demand(visitor, town):
    visit = visitor(has_scripts=False)
    page = visit.go("/tell/")
    page.get_by_label("What do you want to tell your government?").fill("Rubbish at the gate.")

    page.get_by_role("button", name="Suggest what it is about").click()

    expect(page.get_by_label("What do you want to tell your government?")).to_have_value(
        "Rubbish at the gate."
    )
    expect(page.get_by_role("group", name="What is it about?")).to_contain_text("Rubbish")
