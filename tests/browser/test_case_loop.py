"""The main job, whole, as whoever tries the demo meets it: from somebody's sentence to the rating
that moves the supervisor's figures. The town is made by ``gongjian demo`` and served by ``gongjian
serve``: its own web process answers, its own worker dispatches, indexes and counts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, following
from tests.processes import wait_until
from tests.rates import (
    ACCEPTED,
    ANSWERED,
    ANSWERED_AGAIN,
    DISPATCHED,
    RATED_SOLVED,
    RATED_UNSOLVED_AND_REOPENED,
    Rates,
    rates_of_tiles,
)

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]
WORDS = "Rubbish has been lying beside the school for a week, and nobody takes it away."
BUREAU = "Egret Lake District Urban Management and Greening Bureau"
LOOK_AGAIN_SECONDS = 0.3


def sign_in(visit: Visit, role: str, department: str = "") -> None:
    """By the demo's one click, as the first of this role there (in this department)."""
    page = visit.go("/demo/")
    section = page.get_by_role("region", name=role, exact=True)
    with following(visit):
        section.get_by_role("button", name=re.compile(department)).first.click()


def press(visit: Visit, name: str) -> None:
    with following(visit):
        visit.page.get_by_role("button", name=name, exact=True).click()


def look_until(page: Page, thing: Locator) -> None:
    """Load the page again and again, as people do, until the worker's work is seen on it."""

    def is_there() -> bool:
        page.reload()
        return thing.is_visible()

    wait_until(is_there, pause_seconds=LOOK_AGAIN_SECONDS)


def submit(visit: Visit) -> str:
    """Say it; the address of the case."""
    page = visit.go("/")
    page.get_by_label("What do you want to tell your government?").fill(WORDS)
    press(visit, "Go on")
    page.locator("label").filter(has_text="Rubbish collection").locator(
        "visible=true"
    ).first.click()
    page.get_by_label("Area").select_option("Beidu Subdistrict")
    page.get_by_text("Everyone. Others with").click()
    press(visit, "Send")
    with following(visit):
        page.get_by_role("link", name="Look at your case").click()
    return page.url.removeprefix(visit.base).rstrip("/")


def accept(visit: Visit, case: str) -> None:
    visit.go(f"{case}/work/")
    press(visit, "Accept the case")


def answer(visit: Visit, case: str, words: str) -> None:
    page = visit.go(f"{case}/work/")
    page.get_by_label("Answer", exact=True).fill(words)
    press(visit, "Send the answer")
    expect(page.get_by_text("The answer is sent.")).to_be_visible()


def rate(visit: Visit, case: str, *, solved: str, satisfaction: str, why: str = "") -> None:
    page = visit.go(f"{case}/")
    page.get_by_text(solved, exact=True).click()
    page.get_by_text(satisfaction).click()
    page.get_by_label("Why?").fill(why)
    press(visit, "Send the rating")


def open_dashboard(visit: Visit) -> None:
    """Narrowed to the supervisor's bureau and the subject of the case, by the page's own filter."""
    page = visit.go("/dashboard/")
    page.locator("summary", has_text="Filter").click()
    page.get_by_role("combobox", name="Department").select_option(BUREAU)
    page.get_by_role("combobox", name="Category").select_option("Streets and parks")
    press(visit, "Show")


def rates_on(page: Page) -> Rates:
    tiles = page.locator(".gj-stat")
    labels = tiles.locator(".gj-stat__label").all_inner_texts()
    shown = [
        " ".join([tile.locator(".gj-stat__value").inner_text(),
                  tile.locator(".gj-stat__note").first.inner_text()])
        for tile in tiles.all()
    ]  # fmt: skip
    return rates_of_tiles(dict(zip(labels, shown, strict=True)))


class Figures:
    """What the supervisor reads, step by step."""

    def __init__(self, visit: Visit) -> None:
        open_dashboard(visit)
        self.page = visit.page
        self.rates = rates_on(self.page)

    def expect_moved(self, **by: int) -> None:
        """Every rate must come to stand where this moves it; the others must not move."""
        wanted, seen = self.rates.moved(**by), []

        def are_so() -> bool:
            self.page.reload()
            seen.append(rates_on(self.page))
            return seen[-1] == wanted

        try:
            wait_until(are_so, seconds=45, pause_seconds=LOOK_AGAIN_SECONDS)
        except AssertionError:
            assert seen[-1] == wanted
            raise
        self.rates = seen[-1]


def test_a_case_from_a_sentence_to_the_supervisors_rates(windows, demo_town):
    base = demo_town.url.rstrip("/")
    resident, handler = windows(base, size="phone"), windows(base, size="desktop")
    supervisor = windows(base, size="desktop")
    sign_in(resident, "Resident")
    sign_in(handler, "Handler", BUREAU)
    sign_in(supervisor, "Supervisor", BUREAU)
    figures = Figures(supervisor)

    case = submit(resident)
    page = resident.go(f"{case}/")
    look_until(page, page.get_by_text(BUREAU).first)
    expect(page.locator("main")).to_contain_text("days left")
    figures.expect_moved(**DISPATCHED)

    queue = handler.go("/queue/")
    expect(
        queue.get_by_role("link", name=re.compile("Rubbish has been lying")).first
    ).to_be_visible()
    accept(handler, case)
    quicker = figures.rates.hours_after_one_at_once()
    figures.expect_moved(**ACCEPTED)
    assert figures.rates.hours == pytest.approx(quicker, abs=0.11)
    answer(handler, case, "It was collected this morning.")
    figures.expect_moved(**ANSWERED)

    rate(resident, case, solved="No", satisfaction="1: very dissatisfied", why="Half is there.")
    expect(resident.go(f"{case}/").locator(".gj-tag").first).to_have_text("Reopened")
    figures.expect_moved(**RATED_UNSOLVED_AND_REOPENED)

    accept(handler, case)
    answer(handler, case, "Now all of it is gone.")
    figures.expect_moved(**ANSWERED_AGAIN)
    rate(resident, case, solved="Yes", satisfaction="5: very satisfied")
    figures.expect_moved(**RATED_SOLVED)
    assert resident.complaints + handler.complaints + supervisor.complaints == []
