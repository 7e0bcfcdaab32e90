"""The map: the server's picture without scripts, one to move and zoom with them."""

from __future__ import annotations

import base64
from copy import deepcopy

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.clock import now
from tests.browser.axe import findings
from tests.browser.conftest import WEST, following
from tests.factories import make_area, make_case

pytestmark = [pytest.mark.browser, pytest.mark.any_database]
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

    page.get_by_role("button", name="Dark lamp (received)").click()

    expect(page.locator(".leaflet-popup")).to_contain_text("Dark lamp (received)")


def test_cases_on_each_other_are_one_dot_until_the_map_comes_closer(visitor, town):
    make_case(town, title="Dark lamp", now=now(), **PLACE)
    make_case(town, title="Loose stone", now=now(), longitude=115.2505, latitude=30.7)
    page = visitor(size="phone").go("/cases/map/")

    page.get_by_role("button", name="2 cases near each other, 2 of them open").press("Enter")

    expect(page.get_by_role("button", name="Dark lamp (received)")).to_be_visible()
    expect(page.get_by_role("button", name="Loose stone (received)")).to_be_visible()


def test_cases_at_one_address_are_told_in_a_list(visitor, town):
    for title in ("Dark lamp", "Loose stone"):
        make_case(town, title=title, now=now(), **PLACE)
    page = visitor(size="phone").go("/cases/map/")

    page.get_by_role("button", name="2 cases near each other").press("Space")

    expect(page.locator(".gj-point__told a")).to_have_text(
        ["Loose stone (received)", "Dark lamp (received)"]
    )


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_many_cases_are_one_dot_for_each_area_until_the_map_comes_closer(visitor, town, key):
    east = {"type": "Polygon", "coordinates": [[[x + 0.1, y] for x, y in WEST["coordinates"][0]]]}
    make_area("Harbour & Quay", parent=town.area.parent, outline=east)
    for number in range(40):
        place = {"longitude": 115.21 + 0.002 * number, "latitude": 30.7}
        make_case(town, title=f"Lamp {number}", now=now(), **place)
    page = visitor(size="desktop").go("/cases/map/")
    of_area = page.get_by_role("button", name=f"{town.area.name}: 40 cases, 40 of them open")
    expect(of_area).to_have_text(f"{town.area.name} 40")
    assert findings(page) == []

    of_area.press(key)

    expect(of_area).to_have_count(0)
    expect(page.locator(".gj-map__name", has_text="Harbour & Quay")).to_be_attached()
    expect(page.get_by_role("button", name="cases near each other").first).to_be_visible()


def test_on_a_phone_every_area_is_named_beside_its_dot(visitor, town):
    for number in range(8):
        low, high = 30 + 0.1 * number, 30.1 + 0.1 * number
        ring = [[115, low], [115.6, low], [115.6, high], [115, high], [115, low]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        area = make_area(f"Harbour Subdistrict {number}", parent=town.area, outline=outline)
        for case in range(5):
            place = {"longitude": 115.3 + 0.01 * case, "latitude": low + 0.05}
            make_case(town, title=f"Lamp {case}", now=now(), area_id=area.pk, **place)

    page = visitor().go("/cases/map/")

    names = page.locator(".gj-point__name", has_text="Harbour")
    expect(names).to_have_count(8)
    for name in names.all():
        expect(name).to_be_visible()


# Of every name that is shown: the box of its words and the box of its area, which is a rectangle.
NAMES = """() => {
  const box = (one) => (({ left, right, top, bottom }) => [left, top, right, bottom])(one);
  const areas = [...document.querySelectorAll(".leaflet-areas-pane path")].map((path) =>
    box(path.getBoundingClientRect()));
  return [...document.querySelectorAll(".gj-map__name:not(.gj-map__name--covered)")].map((name) => {
    const words = document.createRange();
    words.selectNodeContents(name.firstElementChild);
    const [left, top, right, bottom] = box(words.getBoundingClientRect());
    return {
      name: name.textContent,
      lines: words.getClientRects().length,
      isWithin: areas.some((area) =>
        area[0] < left && area[1] < top && right < area[2] && bottom < area[3]),
    };
  });
}"""


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_names_on_a_small_map_touch_no_border(visitor, town, size):
    west = 115.2
    for name, width in (("北渡街道", 0.08), ("石桥头街道", 0.05), ("东", 0.06)):
        ring = [
            [west, 30.6],
            [west + width, 30.6],
            [west + width, 30.7],
            [west, 30.7],
            [west, 30.6],
        ]
        outline = {"type": "Polygon", "coordinates": [ring]}
        make_area(name, parent=town.area, outline=outline)
        west += width
    case = make_case(town, title="Dark lamp", now=now(), longitude=115.36, latitude=30.61)

    page = visitor(size=size, language="zh").go(f"/cases/{case.number}/")

    expect(page.locator(".gj-map__name", has_text="石桥头街道")).to_be_visible()
    names = {one["name"]: one for one in page.evaluate(NAMES)}
    assert sorted(names) == ["东", "北渡街道", "石桥头街道"]
    assert [one["isWithin"] for one in names.values()] == [True, True, True]
    assert names["石桥头街道"]["lines"] == 2


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


TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def tile_server(settings):
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["img-src"].append("https://tiles.example.org")
    settings.CONTENT_SECURITY_POLICY = policy
    settings.TILE_URL, settings.TILE_ATTRIBUTION = TILES, "The map makers"


def test_a_case_stands_on_the_tiles_around_it(visitor, town, tile_server):
    case = make_case(town, now=now(), **PLACE)
    visit = visitor(size="desktop")
    fetched = []

    def hand_out(route):
        fetched.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/png")

    visit.page.route("https://tiles.example.org/**", hand_out)
    visit.go(f"/cases/{case.number}/")

    expect(visit.page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(visit.page.locator(".leaflet-control-attribution")).to_contain_text("The map makers")
    # Near enough to tell one street from another.
    assert any("/15/" in url for url in fetched)
    assert visit.complaints == []


def test_without_an_answering_tile_server_the_case_still_has_its_place(visitor, town, tile_server):
    case = make_case(town, now=now(), **PLACE)
    visit = visitor(size="desktop")
    visit.page.route("https://tiles.example.org/**", lambda route: route.abort())

    page = visit.go(f"/cases/{case.number}/")

    expect(page.locator(".leaflet-marker-pane .gj-point")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(case.title)
