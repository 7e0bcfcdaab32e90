"""The map: the server's picture without scripts, one to move and zoom with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.clock import now
from tests.browser.conftest import following
from tests.factories import make_case

pytestmark = pytest.mark.browser
PLACE = {"longitude": 115.25, "latitude": 30.7}


def test_without_scripts_the_picture_leads_to_cases(visitor, town):
    case = make_case(town, now=now(), **PLACE)
    visit = visitor(size="desktop", has_scripts=False)
    page = visit.go("/cases/map/")

    with following(visit):
        page.locator(".gj-map__picture .gj-dot").click()

    assert page.url.endswith(f"/cases/{case.number}/")


def test_with_scripts_a_dot_tells_its_case(visitor, town):
    make_case(town, title="Dark lamp", now=now(), **PLACE)
    page = visitor(size="desktop").go("/cases/map/")

    page.locator(".leaflet-overlay-pane path").click()

    expect(page.locator(".leaflet-popup")).to_contain_text("Dark lamp (received)")


def test_nothing_is_fetched_from_elsewhere(visitor, town):
    make_case(town, now=now(), **PLACE)
    visit = visitor(size="desktop")
    elsewhere = []
    visit.page.on(
        "request",
        lambda r: elsewhere.append(r.url) if not r.url.startswith((visit.base, "data:")) else None,
    )

    for path in ("/", "/tell/", "/cases/map/"):
        visit.go(path)
        visit.wait_until_settled()

    assert elsewhere == []
