"""The town as a picture: worked out by hand."""

import pytest

from gongjian.methods.town_picture import (
    TALLEST,
    WIDTH,
    DrawnArea,
    MapPlace,
    Outline,
    draw_picture,
    draw_town,
)


def square(name, west, level=0, side=0.1):
    ring = [[west, 0], [west + side, 0], [west + side, side], [west, side], [west, 0]]
    return Outline(name, name, level, {"type": "Polygon", "coordinates": [ring]})


def test_a_place_stands_where_it_is_among_the_outlines():
    town = draw_town([square("town", 0)])

    picture = draw_picture(town, [MapPlace("/here", "Here", 0.05, 0.05)])

    assert [(dot.x, dot.y) for dot in picture.dots] == [
        (pytest.approx(WIDTH / 2, abs=1), pytest.approx(picture.height / 2, abs=1))
    ]


def test_what_lies_outside_of_the_town_is_left_out():
    town = draw_town([square("town", 0)])

    assert draw_picture(town, [MapPlace("/far", "Far", 50, 50)]).dots == ()


def test_places_alone_make_a_picture_of_their_own():
    picture = draw_picture(draw_town([]), [MapPlace("/a", "A", 0, 0), MapPlace("/b", "B", 1, 9)])

    assert len(picture.dots) == 2
    assert (picture.areas, picture.height) == ((), TALLEST)


def test_without_outlines_and_places_there_is_no_picture():
    town = draw_town([])

    assert draw_picture(town, []) is None
    assert town.geojson == {"type": "FeatureCollection", "features": []}


def test_only_the_deepest_areas_bear_names_and_only_where_they_fit():
    few = [square("town", 0, side=5), *(square(f"s{n}", n * 0.1, level=1) for n in range(40))]

    def names(outlines):
        picture = draw_picture(draw_town(outlines), [])
        return picture.has_names, [area.name for area in picture.areas if area.is_deepest][:1]

    assert names(few) == (True, ["s0"])
    assert names([*few, square("one more", 4.5, level=1)]) == (False, ["s0"])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("石桥头街道", ("石桥头", "街道")),
        ("柳营街道", ("柳营", "街道")),
        ("Liuying Subdistrict", ("Liuying", "Subdistrict")),
        ("Eastgate", ("Eastgate", "")),
        ("东", ("东", "")),
    ],
)
def test_a_long_name_is_parted_near_its_middle(name, lines):
    assert DrawnArea(name, "", 0, 0, is_deepest=True).two_lines == lines
