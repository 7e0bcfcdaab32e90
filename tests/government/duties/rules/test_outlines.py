import pytest

from gongjian.government.duties.rules.outlines import (
    MAX_POINTS,
    bounding_box,
    holds_point,
    outline_error,
)


def square(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


RING = polygon(square(0, 0, 10, 10), square(4, 4, 6, 6))
ISLANDS = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 1, 1)], [square(5, 5, 6, 6)]]}


@pytest.mark.parametrize(
    ("outline", "longitude", "latitude", "expected"),
    [
        (RING, 1, 1, True),
        (RING, 5, 5, False),  # in the hole
        (RING, 11, 5, False),
        (RING, 5, -1, False),
        (ISLANDS, 0.5, 0.5, True),
        (ISLANDS, 5.5, 5.5, True),
        (ISLANDS, 3, 3, False),
    ],
)
def test_a_point_is_inside_or_not(outline, longitude, latitude, expected):
    assert holds_point(outline, longitude, latitude) is expected


@pytest.mark.parametrize("latitude", [0, 3, 10])
def test_a_point_on_a_common_border_is_in_one_of_the_two(latitude):
    left, right = polygon(square(0, 0, 5, 20)), polygon(square(5, 0, 10, 20))

    assert holds_point(left, 5, latitude) + holds_point(right, 5, latitude) == 1


def test_the_bounding_box_is_around_all_parts():
    assert bounding_box(ISLANDS) == (0, 0, 6, 6)


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        (RING, None),
        (ISLANDS, None),
        (polygon([[0, 0, 7], [1, 0, 7], [1, 1, 7], [0, 0, 7]]), None),
        (None, "type"),
        ([], "type"),
        ({"type": "Point", "coordinates": [1, 1]}, "type"),
        ({"type": "Polygon"}, "shape"),
        (polygon(), "shape"),
        (polygon("abc"), "shape"),
        (polygon([[0, 0], [1, 0], [1, "1"], [0, 0]]), "shape"),
        (polygon([[0, 0], [1, 0], [1, True], [0, 0]]), "shape"),
        (polygon([[0, 0], [1, 0], [1, 91], [0, 0]]), "shape"),
        (polygon([[0, 0], [1, 0], [1, float("nan")], [0, 0]]), "shape"),
        ({"type": "MultiPolygon", "coordinates": square(0, 0, 1, 1)}, "shape"),
        ({"type": "MultiPolygon", "coordinates": 7}, "shape"),
        (polygon(square(0, 0, 1, 1)[:4]), "ring"),
        (polygon([[0, 0], [0, 0], [0, 0]]), "ring"),
        (polygon([[0, 0]] * (MAX_POINTS + 1)), "size"),
    ],
)
def test_unsound_outlines_are_found(outline, expected):
    assert outline_error(outline) == expected
