"""Take the pictures of the README from a served demo town.

    gongjian demo & python tools/take_pictures.py --town http://127.0.0.1:8000 --language en

Needs a chromium and Playwright. Pictures are the same again as long as town and pages are.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZES = {
    "phone": ViewportSize(width=390, height=844),
    "desktop": ViewportSize(width=1280, height=860),
}
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
ROLES = {
    "en": {"handler": "Handler", "dispatcher": "Dispatcher", "supervisor": "Supervisor"},
    "zh": {"handler": "经办人", "dispatcher": "派单员", "supervisor": "部门主管"},
}
WORDS = {
    "en": "The street lamp in front of our house has been dark for two weeks.",
    "zh": "我家门口的路灯已经坏了两个星期，晚上一片漆黑。",
}

Prepare = Callable[[Page, str], None]


def nothing(page: Page, language: str) -> None:
    """The page as it opens."""


def type_words(page: Page, language: str) -> None:
    """Say something on the first page and go on."""
    page.locator("#id_text").fill(WORDS[language])
    with page.expect_navigation():
        page.locator("button[value=start]").click()


def open_card(page: Page, language: str) -> None:
    """Open the first card of a public list."""
    with page.expect_navigation():
        page.locator(".gj-case__title a").first.click()


def open_row(page: Page, language: str) -> None:
    """Open the first case of a queue."""
    with page.expect_navigation():
        page.locator("main a[href$='/work/']").first.click()


@dataclass(frozen=True)
class Picture:
    """One picture: where, as whom, how large, and what is done before."""

    name: str
    path: str
    size: str = "desktop"
    role: str = ""
    prepare: Prepare = nothing


PICTURES = [
    Picture("home", "/"),
    Picture("home-phone", "/", "phone"),
    Picture("tell-phone", "/", "phone", prepare=type_words),
    Picture("case", "/cases/?state=closed", prepare=open_card),
    Picture("case-phone", "/cases/?state=closed", "phone", prepare=open_card),
    Picture("map", "/cases/map/"),
    Picture("duties", "/duties/"),
    Picture("queue", "/queue/", role="handler"),
    Picture("workbench", "/queue/", role="handler", prepare=open_row),
    Picture("dispatch", "/dispatch/", role="dispatcher"),
    Picture("dashboard", "/dashboard/", role="supervisor"),
]


def sign_in(page: Page, town: str, role: str) -> None:
    """Be the first person of a role, as the demo allows."""
    page.goto(f"{town}/demo/")
    section = page.locator("section").filter(has=page.get_by_role("heading", name=role, exact=True))
    with page.expect_navigation():
        section.get_by_role("button").first.click()


def take(browser: Browser, town: str, language: str, picture: Picture, folder: Path) -> Path:
    """Take one picture in a window of its own."""
    context = browser.new_context(
        viewport=SIZES[picture.size], locale=LOCALES[language], device_scale_factor=2
    )
    page = context.new_page()
    if picture.role:
        sign_in(page, town, ROLES[language][picture.role])
    answer = page.goto(f"{town}{picture.path}")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{picture.path} cannot be shown")
    picture.prepare(page, language)
    page.wait_for_load_state("networkidle")
    path = folder / f"{picture.name}-{language}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> int:
    """Take the pictures from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--town", default="http://127.0.0.1:8000")
    parser.add_argument("--language", choices=sorted(LOCALES), default="en")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs/pictures")
    parser.add_argument("names", nargs="*", help="only these pictures")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("There is no chromium here.", file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = [one for one in PICTURES if not options.names or one.name in options.names]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in wanted:
            print(take(browser, options.town, options.language, picture, options.folder))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
