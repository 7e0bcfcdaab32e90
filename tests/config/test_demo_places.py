"""The district's outlines: they tile around the lake, and cases lie inside their own."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from gongjian.config.demo.outlines import (
    DISTRICT_RING,
    LAKE_RING,
    STREET_RINGS,
    contains,
    point_near,
    point_within,
    signed_area,
)
from gongjian.config.demo.places import STREET_CODES, areas, places_of, streets_with
from gongjian.config.demo.stories import CLUSTERS, REFUSED, SUBJECTS
from gongjian.config.demo.town import build_town

RING_OF_AREA = {STREET_CODES[key]: ring for key, ring in STREET_RINGS.items()}


def test_streets_and_lake_fill_the_district_exactly() -> None:
    streets = sum(signed_area(ring) for ring in STREET_RINGS.values())

    assert streets + signed_area(LAKE_RING) == pytest.approx(signed_area(DISTRICT_RING))


def test_no_point_of_the_district_is_in_two_streets() -> None:
    rng = Random(7)
    points = [point_within(DISTRICT_RING, rng) for _ in range(2000)]
    rings = (*STREET_RINGS.values(), LAKE_RING)

    assert Counter(sum(contains(ring, point) for ring in rings) for point in points) == {1: 2000}


def test_every_inner_edge_is_shared_by_two_rings() -> None:
    rings = (*STREET_RINGS.values(), LAKE_RING)
    edges = Counter(
        frozenset(edge) for ring in rings for edge in zip(ring, (*ring[1:], ring[0]), strict=True)
    )
    border = {
        frozenset(edge)
        for edge in zip(DISTRICT_RING, (*DISTRICT_RING[1:], DISTRICT_RING[0]), strict=True)
    }

    assert {edge for edge, count in edges.items() if count == 1} == border
    assert max(edges.values()) == 2


def test_outlines_are_closed_geojson_rings_wound_as_the_standard_says() -> None:
    for area in areas():
        outer, *holes = area.outline["coordinates"]
        assert area.outline["type"] == "Polygon"
        assert all(ring[0] == ring[-1] for ring in (outer, *holes))
        assert signed_area(tuple(map(tuple, outer[:-1]))) > 0
        assert all(signed_area(tuple(map(tuple, hole[:-1]))) < 0 for hole in holes)


def test_area_codes_nest_and_belong_to_no_province() -> None:
    by_code = {area.code: area for area in areas()}

    assert len(by_code) == 10
    assert all(code.startswith("99") for code in by_code)
    assert all(area.parent in by_code for area in areas() if area.level != "city")


def test_every_case_is_pinned_inside_its_street() -> None:
    stories = build_town(language="en", today=date(2026, 5, 20)).stories

    assert all(contains(RING_OF_AREA[s.area], (s.lon, s.lat)) for s in stories)


@pytest.mark.parametrize("spread", [0.001, 0.02])
def test_a_point_near_another_stays_near_and_inside(spread: float) -> None:
    ring, rng = STREET_RINGS["liuying"], Random(3)
    centre = point_within(ring, rng)

    for _ in range(200):
        lon, lat = point_near(ring, centre, spread, rng)
        assert contains(ring, (lon, lat))
        assert abs(lon - centre[0]) <= spread + 1e-6
        assert abs(lat - centre[1]) <= spread + 1e-6


def test_every_kind_of_place_that_texts_name_exists_somewhere() -> None:
    kinds = {matter.place for subject in (*SUBJECTS, *REFUSED) for matter in subject.matters}

    assert all(streets_with(kind) for kind in kinds)


def test_every_hot_matter_names_a_real_place() -> None:
    keys = {cluster.place_key for cluster in CLUSTERS}
    known = {
        place.key
        for kind in ("estate", "school")
        for street in STREET_CODES
        for place in places_of(kind, street)
    }

    assert keys <= known
