"""axe-core, run inside a page."""

from __future__ import annotations

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
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    result = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{found['id']}: {' | '.join(node['html'][:160] for node in found['nodes'][:3])}"
        for found in result["violations"]
    ]
