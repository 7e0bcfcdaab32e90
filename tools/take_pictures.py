"""Take the README's pictures from a served demo town.

gongjian demo --no-serve, gongjian serve --port 8000, then:
python -m tools.take_pictures http://127.0.0.1:8000 --into docs/pictures
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
GAP = 24
WORDS = (
    "The bins behind building 4 at Magnolia Court have not been emptied for two weeks. "
    "Bags are piled up beside them, and it smells."
)
COLOURS = 128
"""A page has few; the pictures of the README stay under a tenth of a megabyte each."""


def window(browser: Browser, size: dict[str, int], locale: str) -> BrowserContext:
    # A dict of two numbers, which the stubs want by their names.
    return browser.new_context(viewport=size, locale=locale)  # type: ignore[arg-type]


def sign_in(page: Page, base: str, role: str) -> None:
    """Be the demo's first person of a role."""
    page.goto(f"{base}/demo/")
    group = page.locator("section", has=page.get_by_role("heading", name=role, exact=False))
    group.locator("button").first.click()
    page.wait_for_load_state()


def side_by_side(shots: list[bytes], into: Path) -> None:
    images = [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]
    height = max(image.height for image in images)
    width = sum(image.width for image in images) + GAP * (len(images) - 1)
    whole = Image.new("RGB", (width, height), "white")
    left = 0
    for image in images:
        whole.paste(image, (left, 0))
        left += image.width + GAP
    whole.quantize(COLOURS).save(into, optimize=True)


def first_of(page: Page, base: str, path: str, query: str = "") -> str:
    """The address of the first thing in a list."""
    page.goto(f"{base}{path}{query}")
    links = page.locator(f"main a[href^='{path}']")
    found = links.evaluate_all("all => all.map(a => a.pathname)")
    return next(link for link in found if re.fullmatch(rf"{path}[0-9A-Z]{{10}}/", link))


def tell(page: Page, base: str) -> tuple[bytes, bytes]:
    """Send something without an account: the form with its suggestions, and what follows."""
    page.goto(f"{base}/tell/")
    with page.expect_response("**/tell/suggestions/"):
        page.locator("#id_text").fill(WORDS)
    page.wait_for_load_state("networkidle")
    form = page.screenshot()
    page.locator("label[for=suggested-1]").click()
    page.locator("label[for=id_is_public_0]").click()
    page.locator("label[for=id_reach_1]").click()
    page.locator("#id_area").select_option(index=3)
    page.locator("button[value=send]").click()
    page.wait_for_url("**/tell/sent/**")
    # The department is found by the worker; the page looks for it by itself.
    page.locator("#next:not([hx-get])").wait_for()
    return form, page.screenshot()


def take(base: str, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    names = ("chromium", "chromium-browser", "chromium-headless-shell")
    chromium = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        desk = window(browser, DESK, "en-GB").new_page()
        phone = window(browser, PHONE, "zh-CN").new_page()
        pages = {
            "home": "/",
            "case": first_of(desk, base, "/cases/", "?state=closed"),
            "map": "/cases/map/",
            "issues": "/issues/",
            "proposals": "/proposals/",
            "consultation": first_of(desk, base, "/consultations/"),
            "budget": first_of(desk, base, "/budget/"),
            "call": first_of(desk, base, "/calls/"),
            "contract": first_of(desk, base, "/contracts/"),
            "lapsed": "/law/findings/",
        }
        for name, path in pages.items():
            shots = []
            for page in (desk, phone):
                page.goto(f"{base}{path}")
                page.wait_for_load_state("networkidle")
                shots.append(page.screenshot())
            side_by_side(shots, into / f"{name}.png")
        told = [tell(page, base) for page in (desk, phone)]
        for name, both in zip(("tell", "sent"), zip(*told, strict=True), strict=True):
            side_by_side(list(both), into / f"{name}.png")
        desk.goto(f"{base}/dashboard/")
        side_by_side([desk.screenshot()], into / "dashboard.png")
        sign_in(desk, base, "handler")
        desk.goto(f"{base}/queue/")
        side_by_side([desk.screenshot()], into / "queue.png")
        desk.locator("[data-row-link]").first.click()
        desk.wait_for_load_state("networkidle")
        side_by_side([desk.screenshot()], into / "workbench.png")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("base")
    parser.add_argument("--into", type=Path, default=Path("docs/pictures"))
    given = parser.parse_args()
    take(given.base.rstrip("/"), given.into)


if __name__ == "__main__":
    main()
