"""A town as a picture: its areas from their outlines, places as dots; needs no tiles, no script.

Linear in the positions of the outlines and in the number of places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any
from unicodedata import east_asian_width
from uuid import UUID

from gongjian.methods.geometry import Box, Projection, bounding_box, name_place, simplify

WIDTH = 880
TALLEST = 1100
MARGIN = 0.02
"""Around the town, as a share of it."""
MOST_NAMES = 40
TOLERANCE = 2e-4
"""Of a degree, about 20 m: what may be left out of an outline on a map of the whole town."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An area with its shape, a GeoJSON polygon or several; deeper ones lie within others."""

    id: str
    name: str
    level: int
    shape: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DrawnArea:
    name: str
    path: str
    x: float
    y: float
    is_deepest: bool

    @property
    def two_lines(self) -> tuple[str, str]:
        """The name parted near its middle: between words or, where it has those, ideographs."""
        name, middle = self.name, (len(self.name) + 1) // 2
        gaps = [at for at, letter in enumerate(name) if letter == " "]
        whole = middle if east_asian_width(name[:1] or " ") == "W" else len(name)
        at = min(gaps, key=lambda gap: abs(gap - middle), default=whole)
        return name[:at], name[at:].lstrip()


@dataclass(frozen=True, slots=True)
class Town:
    """What of the picture does not depend on the places."""

    box: Box | None
    areas: tuple[DrawnArea, ...]
    geojson: dict[str, object]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Something that stands on a map: where its dot leads, what it says."""

    url: str
    title: str
    longitude: float
    latitude: float
    is_done: bool = False
    area_id: UUID | None = None
    radius: float = 6


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    place: MapPlace


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    areas: tuple[DrawnArea, ...]
    dots: tuple[Dot, ...]
    has_names: bool


def draw_town(outlines: Sequence[Outline]) -> Town:
    """Areas as SVG paths, and as GeoJSON with what a map in the browser asks of them.

    Parameters
    ----------
    outlines : sequence of Outline
        Drawn in this order: wider ones first.

    Returns
    -------
    Town
        Without outlines one that has no box.

    Raises
    ------
    ValueError
        If a shape is malformed.
    """
    shapes = [(area, _simplified(area.shape)) for area in outlines]
    box = _around([bounding_box(shape) for _, shape in shapes])
    if box is None:
        return Town(None, (), {"type": "FeatureCollection", "features": []})
    projection = Projection.fitting(box, WIDTH, _height(box))
    deepest = max(area.level for area, _ in shapes)
    named = [(area, shape, name_place(shape)) for area, shape in shapes]
    features = [
        {
            "type": "Feature",
            "id": area.id,
            "properties": {
                "name": area.name,
                "deepest": area.level == deepest,
                "name_at": [round(degrees, 6) for degrees in name_at],
            },
            "geometry": shape,
        }
        for area, shape, name_at in named
    ]
    drawn = []
    for area, shape, name_at in named:
        x, y = (round(place, 1) for place in projection.point(*name_at))
        drawn.append(DrawnArea(area.name, projection.path(shape), x, y, area.level == deepest))
    return Town(box, tuple(drawn), {"type": "FeatureCollection", "features": features})


def draw_picture(town: Town, places: Sequence[MapPlace]) -> Picture | None:
    """A town with some places; without outlines the places alone.

    Parameters
    ----------
    town : Town
        As `draw_town` made it.
    places : sequence of MapPlace
        Those outside of the town are left out.

    Returns
    -------
    Picture or None
        None where there is neither an outline nor a place.
    """
    box = town.box or _around(
        [(place.longitude, place.latitude, place.longitude, place.latitude) for place in places]
    )
    if box is None:
        return None
    height = _height(box)
    projection = Projection.fitting(box, WIDTH, height)
    dots = [_dot(projection, place) for place in places]
    inside = tuple(dot for dot in dots if 0 <= dot.x <= WIDTH and 0 <= dot.y <= height)
    deepest = sum(area.is_deepest for area in town.areas)
    return Picture(WIDTH, height, town.areas, inside, deepest <= MOST_NAMES)


def _dot(projection: Projection, place: MapPlace) -> Dot:
    x, y = projection.point(place.longitude, place.latitude)
    return Dot(round(x, 1), round(y, 1), place)


def _simplified(outline: dict[str, Any]) -> dict[str, Any]:
    several = outline["type"] == "MultiPolygon"
    polygons = outline["coordinates"] if several else [outline["coordinates"]]
    thinned = [[simplify(ring, TOLERANCE) for ring in rings] for rings in polygons]
    return {"type": outline["type"], "coordinates": thinned if several else thinned[0]}


def _around(boxes: Sequence[Box]) -> Box | None:
    """One box around several, with a margin; None without any."""
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin = max(MARGIN * max(east - west, north - south), TOLERANCE)
    return west - margin, south - margin, east + margin, north + margin


def _height(box: Box) -> float:
    """As tall as the box is for the width of the picture, within reason."""
    west, south, east, north = box
    across = (east - west) * max(cos(radians((south + north) / 2)), 0.01)
    return round(min(WIDTH * (north - south) / across, TALLEST), 1)
