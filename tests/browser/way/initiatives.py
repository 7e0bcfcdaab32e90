"""From a hot issue to an initiative that is planned."""

from __future__ import annotations

from playwright.sync_api import expect

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.market.initiatives.models import Initiative
from tests.browser.way.cast import Cast

WHAT = "Lamps along the lake path"


def make_initiative(cast: Cast) -> Initiative:
    """From the page of the hot issue, with an owner, a quarter and a measure."""
    manager, year = cast.manager, local_day(now()).year + 1
    page = manager.go(f"/issues/{cast.issue.number}/")
    manager.follow("Make an initiative of it")
    page.get_by_label("What is to be done, in one line?").fill(WHAT)
    page.get_by_label("What is to be done?", exact=True).fill("Eighty lamps, from pier to mill.")
    page.get_by_label("Why?", exact=True).fill("Three residents dare not walk there.")
    page.get_by_label("Which body owns it").select_option("Digital Government Office")
    page.get_by_label("Planned for").select_option(f"{year}-04-01")
    page.get_by_label("Budget").fill("600000")
    page.get_by_label("What the evidence says for it").fill("Three cases in a week.")
    manager.press("Publish it as considered")
    expect(page.get_by_text("It is public, and whoever is behind it is told.")).to_be_visible()

    measure = manager.unfold("Add a measure that people read")
    measure.get_by_label("What is measured").fill("People on the path after six")
    measure.get_by_label("Unit").fill("people")
    measure.get_by_label("What it is today").fill("4")
    measure.get_by_label("What it is to be").fill("40")
    measure.get_by_label("By which day").fill(f"{year}-12-31")
    manager.press("Add", within=measure)
    manager.press("Plan it", within=manager.unfold("Plan it"))
    return Initiative.objects.get()
