"""Maps with a tile server, where the town has one, and without."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.urls import reverse

from gongjian.foundation.people.models import User
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case
from tests.processes import ROOT, environment

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
PLACE = {"longitude": 115.25, "latitude": 30.7}
PRINT_POLICY = """
import json
from gongjian.config import settings
print(json.dumps([settings.TILE_URL, settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]]))
"""


@pytest.fixture
def pages(client, town):
    """Every page with a map, of somebody who may see them all."""
    case = make_case(town, state=CaseState.ACCEPTED, **PLACE)
    client.force_login(User.objects.get(pk=town.handler.user_id))
    addresses = [
        reverse("case", args=[case.number]),
        reverse("workbench", args=[case.number]),
        reverse("case_map"),
        reverse("submit_case"),
    ]
    return lambda: {address: client.get(address).content.decode() for address in addresses}


def test_every_map_knows_the_tiles_and_whom_to_thank_for_them(pages, settings):
    settings.TILE_URL, settings.TILE_ATTRIBUTION = TILES, "© The <b>map</b> makers"

    for address, html in pages().items():
        assert f'data-tiles="{TILES}"' in html, address
        assert 'data-attribution="© The &lt;b&gt;map&lt;/b&gt; makers"' in html, address


def test_without_a_tile_server_there_are_outlines_only(pages):
    for html in pages().values():
        assert "https://tiles" not in html


@pytest.mark.parametrize(
    ("given", "origins"),
    [({}, []), ({"GONGJIAN_TILE_URL": TILES}, ["https://tiles.example.org"])],
)
def test_the_browser_may_fetch_pictures_from_the_tile_server_alone(db, tmp_path, given, origins):
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_POLICY],
        cwd=ROOT, env=environment(tmp_path, **given), capture_output=True, text=True, check=True,
    )  # fmt: skip

    url, sources = json.loads(printed.stdout)
    assert url == given.get("GONGJIAN_TILE_URL", "")
    assert [source for source in sources if source.startswith("http")] == origins
