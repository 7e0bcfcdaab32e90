"""axe-core, run inside a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.real_parts import is_missing

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "frontend/dev/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page) -> list[str]:
    """What axe-core finds in a page: rule, and the elements it is broken by."""
    if not SCRIPT.is_file():
        is_missing("axe-core", remedy="`make dev` installs it")
    # Evaluated from outside, so the page's own content policy stays as it is.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    # What is in order is neither written down nor sent: most of the work would be that.
    return page.evaluate(
        """async rules => {
            const told = await axe.run(document, {
                runOnly: {type: "tag", values: rules}, resultTypes: ["violations"],
            });
            return told.violations.map(found => `${found.id}: ${
                found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`);
        }""",
        RULES,
    )


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
