"""A real browser against a real server. Without one these tests are skipped, under CI they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.factories import Town, make_town
from tests.real_parts import is_missing

# The first is the same browser without windows: it needs three quarters of the processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
# In a container there is no sandbox and no GPU; the rest keeps the browser from calling home.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--no-default-browser-check",
]  # fmt: skip
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
WAIT_MS = 15_000

# Half a square each, side by side.
WEST = {
    "type": "Polygon",
    "coordinates": [[[115.2, 30.6], [115.3, 30.6], [115.3, 30.8], [115.2, 30.8], [115.2, 30.6]]],
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        is_missing("a browser", remedy="install it, e.g. `apt-get install chromium`")
    # Playwright drives its own event loop in this thread, where Django then refuses the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # What is expected is waited for as long as what is clicked.
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visit:
    """One visitor's browser window; ``complaints`` is what the console said."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}")
        return self.page

    def wait_until_settled(self) -> None:
        self.page.wait_for_load_state("networkidle")


Visitor = Callable[..., Visit]


@pytest.fixture
def windows(browser: Browser) -> Iterator[Visitor]:
    """Opens windows of a server's visitors, and closes them at the end."""
    contexts: list[BrowserContext] = []

    def open_window(
        base: str, *, language: str = "en", size: str = "phone", has_scripts: bool = True
    ) -> Visit:
        context = browser.new_context(
            viewport=SIZES[size], locale=LOCALES[language], java_script_enabled=has_scripts
        )
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        visit = Visit(context.new_page(), base)
        visit.page.on("console", lambda message: _note(visit, message.type, message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(windows: Visitor, live_server) -> Visitor:
    """``visitor(language="zh", size="phone", has_scripts=False)``: a window on its server."""
    return partial(windows, live_server.url)


def _note(visit: Visit, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        visit.complaints.append(text)


@contextmanager
def following(visit: Visit) -> Iterator[None]:
    """What is done inside leads to another page."""
    with visit.page.expect_navigation():
        yield


@pytest.fixture
def town(transactional_db) -> Town:
    town = make_town()
    type(town.area).objects.filter(pk=town.area.pk).update(outline=WEST)
    return town
