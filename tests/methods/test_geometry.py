"""Areas and places: worked out by hand, and as properties of any polygon."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongjian.methods import geometry
from gongjian.methods.geometry import (
    Projection,
    bounding_box,
    centroid,
    contains,
    name_place,
    simplify,
)

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]]
FAR = [[10, 0], [12, 0], [12, 2], [10, 0]]
PLAIN = {"type": "Polygon", "coordinates": [SQUARE]}
HOLED = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
TWO = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [FAR]]}
# Like the letter U: its centre of mass lies outside.
BENT = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]]],
}
lons, lats = st.floats(-180, 180), st.floats(-85, 85)


@st.composite
def stars(draw):
    """A polygon around a centre: simple, and of any other form."""
    lon, lat = draw(st.floats(-170, 170)), draw(st.floats(-70, 70))
    radii = draw(st.lists(st.floats(0.01, 1.0), min_size=3, max_size=20))
    turns = [2 * math.pi * number / len(radii) for number in range(len(radii))]
    ring = [
        [lon + radius * math.cos(turn), lat + radius * math.sin(turn)]
        for radius, turn in zip(radii, turns, strict=True)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, (lon, lat)


def numbers(path):
    return [float(text) for text in re.findall(r"-?\d+\.?\d*", path)]


# --- inside and outside


@pytest.mark.parametrize(
    ("shape", "lon", "lat", "expected"),
    [
        (PLAIN, 2, 2, True),
        (PLAIN, 5, 2, False),
        (PLAIN, -1, 0, False),
        (PLAIN, -1, 4, False),
        (PLAIN, 0, 0, True),  # a corner
        (PLAIN, 4, 4, True),
        (PLAIN, 2, 0, True),  # edges, all four
        (PLAIN, 2, 4, True),
        (PLAIN, 0, 2, True),
        (PLAIN, 4, 2, True),
        (HOLED, 2, 2, False),  # in the hole
        (HOLED, 1, 2, True),  # on the edge of the hole
        (HOLED, 3, 3, True),
        (HOLED, 0.5, 2, True),
        (TWO, 11.5, 1, True),
        (TWO, 11, 1, True),  # on the slope
        (TWO, 10.5, 1, False),
        (TWO, 2, 2, False),
        (BENT, 1.5, 2, False),
        (BENT, 0.5, 2, True),
        (BENT, -1, 1, False),  # the ray runs along an edge
        (BENT, 0.5, 1, True),
    ],
)
def test_inside_outside_and_on_the_edge(shape, lon, lat, expected):
    assert contains(shape, lon, lat) is expected


@given(stars())
def test_a_polygon_contains_its_centre_and_corners_and_nothing_beyond_its_box(star):
    shape, (lon, lat) = star
    _, south, east, _ = bounding_box(shape)
    assert contains(shape, lon, lat)
    assert all(contains(shape, x, y) for x, y in shape["coordinates"][0])
    assert not contains(shape, east + 0.001, lat)
    assert not contains(shape, lon, south - 0.001)


@given(stars(), lons, lats)
def test_neither_direction_nor_first_corner_matter(star, lon, lat):
    shape, (near_lon, near_lat) = star
    ring = shape["coordinates"][0]
    turned = {"type": "Polygon", "coordinates": [[*ring[1:], ring[1]]]}
    reversed_ = {"type": "Polygon", "coordinates": [ring[::-1]]}
    for x, y in ((lon, lat), (near_lon + lon / 300, near_lat + lat / 150)):
        assert contains(shape, x, y) == contains(turned, x, y) == contains(reversed_, x, y)


@given(st.floats(-0.3, 1.3), st.floats(0, 1), st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_no_place_falls_between_neighbours(lon, lat, first, second):
    """A square of 1 × 1 cut in two by a bent border."""
    assume(0 <= lon <= 1)
    border = [[0.5, 0.0], [first, 0.31], [second, 0.77], [0.5, 1.0]]
    west = {"type": "Polygon", "coordinates": [[[0, 0], *border, [0, 1], [0, 0]]]}
    east = {"type": "Polygon", "coordinates": [[[1, 1], *border[::-1], [1, 0], [1, 1]]]}
    assert contains(west, lon, lat) or contains(east, lon, lat)


# --- boxes and centres


def test_boxes():
    assert bounding_box(PLAIN) == (0, 0, 4, 4)
    assert bounding_box(TWO) == (0, 0, 12, 4)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (PLAIN, (2, 2)),
        (HOLED, (2, 2)),
        ({"type": "Polygon", "coordinates": [SQUARE, HOLE[::-1]]}, (2, 2)),
        ({"type": "Polygon", "coordinates": [[[0, 0], [3, 0], [0, 3], [0, 0]]]}, (1, 1)),
        # 12 units of area around (2, 2) and 2 around (34/3, 2/3).
        (TWO, ((12 * 2 + 2 * 34 / 3) / 14, (12 * 2 + 2 * 2 / 3) / 14)),
        # Without area: the mean of the corners.
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, (1, 1)),
        ({"type": "Polygon", "coordinates": [[[5, 5], [5, 5], [5, 5], [5, 5]]]}, (5, 5)),
    ],
)
def test_centres(shape, expected):
    assert centroid(shape) == pytest.approx(expected)


def test_the_centre_of_a_bent_area_may_lie_outside():
    assert not contains(BENT, *centroid(BENT))


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (PLAIN, (2.0, 2.0)),
        # Below or above the hole there is the whole width.
        (HOLED, (2.0, 3.25)),
        # The foot of the letter.
        (BENT, (1.5, 0.75)),
    ],
)
def test_a_name_stands_where_it_has_room(shape, expected):
    assert name_place(shape) == pytest.approx(expected)


def test_the_name_of_a_line_stands_in_its_middle():
    line = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [2, 0], [0, 0]]]}

    assert name_place(line) == centroid(line)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 50)), min_size=3, max_size=9))
def test_the_name_of_a_bent_band_stands_within_it(steps):
    lower = [(2.0 * at, float(height)) for at, (height, _) in enumerate(steps)]
    upper = [(2.0 * at, float(height + width)) for at, (height, width) in enumerate(steps)]
    ring = [*lower, *reversed(upper), lower[0]]
    band = {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}
    assume(name_place(band) != centroid(band))

    assert contains(band, *name_place(band))


def islands(corners: list[tuple[float, float, float, float]]) -> dict:
    """Boxes as one area: (west, south, width, height)."""
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [[[x, y], [x + dx, y], [x + dx, y + dy], [x, y + dy], [x, y]]]
            for x, y, dx, dy in corners
        ],
    }


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 9), st.integers(1, 9), st.integers(1, 9)),
        min_size=1,
        max_size=8,
    )
)
def test_a_name_stands_on_an_island_with_room_to_both_sides(found):
    corners, west = [], 0.0
    for gap, south, width, height in found:
        corners.append((west + gap, float(south), float(width), float(height)))
        west += gap + width
    shape = islands(corners)
    place = name_place(shape)
    assume(place != centroid(shape))

    lon, lat = place
    around = [
        (min(lon - x, x + dx - lon), dx)
        for x, y, dx, dy in corners
        if x < lon < x + dx and y <= lat <= y + dy
    ]

    assert around == [(pytest.approx(width / 2), width) for _, width in around]
    assert len(around) == 1


@pytest.mark.parametrize(
    "shape",
    [
        islands([(2.0 * at, 0.0, 1.0, 1.0) for at in range(20_000)]),
        # A comb: every tooth crosses every line twice.
        {
            "type": "Polygon",
            "coordinates": [
                [
                    [0, -1],
                    *([at / 100, float(at % 2)] for at in range(80_000)),
                    [800, -1],
                    [0, -1],
                ]
            ],
        },
    ],
    ids=["islands", "comb"],
)
def test_a_name_finds_its_place_among_very_many_stretches(shape):
    # Each stretch against each on three lines would be a million million comparisons.
    assert contains(shape, *name_place(shape))


def test_the_longest_contrived_line_is_thinned_within_its_tolerance():
    # The farthest position is always the last but one: halving there would take n steps of n.
    line = [[float(at), float((-1) ** at * at)] for at in range(20_000)]

    kept = simplify(line, 0.5)

    assert len(kept) > 19_000
    assert (kept[0], kept[-1]) == (tuple(line[0]), tuple(line[-1]))


@given(stars())
def test_a_centre_lies_in_the_box(star):
    shape, _ = star
    west, south, east, north = bounding_box(shape)
    lon, lat = centroid(shape)
    assert west - 1e-6 <= lon <= east + 1e-6
    assert south - 1e-6 <= lat <= north + 1e-6


# --- simplifying


def test_positions_on_a_straight_line_are_left_out():
    ring = [[0, 0], [1, 0], [2, 0], [2, 1], [2, 2], [1, 2], [0, 2], [0, 1], [0, 0]]
    assert simplify(ring, 0) == [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]


def test_small_bends_are_left_out_and_great_ones_stay():
    line = [[0, 0], [1, 0.1], [2, 3], [3, 0.1], [4, 0]]
    assert simplify(line, 0.5) == [(0, 0), (1, 0.1), (2, 3), (3, 0.1), (4, 0)]
    assert simplify([[0, 0], [1, 0.1], [2, 0]], 0.5) == [(0, 0), (2, 0)]


def test_a_ring_stays_a_ring():
    assert len(simplify(SQUARE, 100)) == 4
    assert simplify([[1, 1]] * 9, 1) == [(1, 1)] * 4
    assert simplify([], 1) == []


@given(stars(), st.floats(0, 0.5))
def test_what_is_left_out_is_near_the_simplified_line(star, tolerance):
    ring = [tuple(position) for position in star[0]["coordinates"][0]]
    simple = simplify(ring, tolerance)
    assert simple[0] == simple[-1] == ring[0]
    assert len(simple) >= 4
    assert set(simple) <= set(ring)
    edges = list(pairwise(simple))
    distances = [min(geometry._distance_to_line(point, *edge) for edge in edges) for point in ring]
    assert max(distances) <= tolerance + 1e-12


@pytest.mark.parametrize("tolerance", [-1, float("nan")])
def test_a_negative_tolerance_is_refused(tolerance):
    with pytest.raises(ValueError, match="tolerance"):
        simplify(SQUARE, tolerance)


# --- drawing


def fitted(shape, width, height):
    return Projection.fitting(bounding_box(shape), width, height)


def test_a_drawing_fills_its_width_with_north_up():
    shape = {"type": "Polygon", "coordinates": [[[0, -1], [2, -1], [2, 1], [0, -1]]]}
    assert fitted(shape, 100, 100).path(shape) == "M0 100L100 100L100 0Z"


def test_proportions_are_kept_and_the_drawing_stands_in_the_middle():
    shape = {"type": "Polygon", "coordinates": [[[0, -1], [4, -1], [4, 1], [0, 1], [0, -1]]]}
    assert fitted(shape, 200, 200).path(shape) == "M0 150L200 150L200 50L0 50Z"


def test_a_degree_of_longitude_shrinks_with_the_latitude():
    shape = {"type": "Polygon", "coordinates": [[[0, 59], [4, 59], [4, 61], [0, 61], [0, 59]]]}
    projection = fitted(shape, 100, 100)
    assert projection.lon_scale / projection.lat_scale == pytest.approx(0.5)


def test_holes_and_parts_are_in_one_path():
    path = fitted(TWO, 120, 120).path(TWO)
    assert path.count("M") == path.count("Z") == 3


def test_a_pin_falls_where_its_area_is_drawn():
    projection = fitted(PLAIN, 100, 100)
    x, y = projection.point(4, 4)
    assert f"L{x:.2f} {y:.0f}L" in projection.path(PLAIN)


@given(stars(), st.floats(1, 2000), st.floats(1, 2000))
def test_every_point_lies_in_the_drawing(star, width, height):
    drawn = numbers(fitted(star[0], width, height).path(star[0]))
    assert min(drawn) >= 0
    assert max(drawn[0::2]) <= width + 0.01
    assert max(drawn[1::2]) <= height + 0.01


def test_a_place_without_extent_is_drawn_in_the_middle():
    projection = Projection.fitting((5, 5, 5, 5), 100, 80)
    assert projection.point(5, 5) == (50, 40)


@pytest.mark.parametrize("size", [(0, 100), (100, 0), (-1, 5), (float("nan"), 5)])
def test_a_drawing_without_size_is_refused(size):
    with pytest.raises(ValueError, match="width"):
        fitted(PLAIN, *size)


# --- malformed input


@pytest.mark.parametrize(
    "shape",
    [
        None,
        "Polygon",
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": "1234"},
        {"type": "Polygon", "coordinates": ["12", "34", "56", "12"]},
        {"type": "Polygon", "coordinates": [["12", "34", "56", "12"]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]},
        {"type": "Polygon", "coordinates": [SQUARE[:-1]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, None], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, math.nan], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [math.inf, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [10**400, 0], [1, 1], [0, 0]]]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": PLAIN}]},
    ],
)
def test_malformed_shapes_are_refused(shape):
    with pytest.raises(ValueError, match=r"\w"):
        bounding_box(shape)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_no_coordinates_break_anything(coordinates):
    with pytest.raises(ValueError, match=r"\w"):
        contains({"type": "Polygon", "coordinates": coordinates}, 0, 0)


def test_altitudes_are_ignored():
    ring = [[lon, lat, 50] for lon, lat in SQUARE]
    assert contains({"type": "Polygon", "coordinates": [ring]}, 2, 2)
