"""The town as a picture: areas from their outlines, cases as dots; needs no tiles, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case import State
from gongjian.government.duties import interface as duties
from gongjian.methods.geometry import Box, Projection, bounding_box, name_place, simplify

WIDTH = 880
TALLEST = 1100
MARGIN = 0.02
"""Around the town, as a share of it."""
MOST_NAMES = 40
TOLERANCE = 2e-4
"""Of a degree, about 20 m: what may be left out of an outline on a map of the whole town."""


@dataclass(frozen=True, slots=True)
class DrawnArea:
    name: str
    path: str
    x: float
    y: float
    is_deepest: bool


@dataclass(frozen=True, slots=True)
class Town:
    """What of the picture does not depend on cases."""

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

    def drawn_dots(self) -> SafeString:
        """The dots as SVG: links for the mouse, and what a script needs of them."""
        # Not in the template: five hundred dots are five thousand of its nodes.
        return format_html_join(
            "\n",
            '<a href="{}" tabindex="-1"><circle class="gj-dot{}" cx="{}" cy="{}" r="{}"'
            ' data-longitude="{}" data-latitude="{}" data-area="{}"><title>{}</title></circle></a>',
            (
                (
                    dot.place.url,
                    " gj-dot--done" if dot.place.is_done else "",
                    str(dot.x),
                    str(dot.y),
                    str(dot.place.radius),
                    str(dot.place.longitude),
                    str(dot.place.latitude),
                    str(dot.place.area_id or ""),
                    dot.place.title,
                )
                for dot in self.dots
            ),
        )


_kept: tuple[tuple[duties.Area, ...], Town] | None = None


def draw_map(found: Sequence[Case]) -> Picture | None:
    """The picture of some cases, or None where there is neither an outline nor a place."""
    address = reverse("case", args=["NUMBER"])
    states = {state.value: str(state.label) for state in State}
    return draw_places(
        [
            MapPlace(
                url=address.replace("NUMBER", case.number),
                title=f"{case.public_title} ({states[case.state]})",
                longitude=case.longitude,
                latitude=case.latitude,
                is_done=not case.is_open,
                area_id=case.area_id,
            )
            for case in found
            if case.longitude is not None and case.latitude is not None
        ]
    )


def draw_places(places: Sequence[MapPlace]) -> Picture | None:
    """The picture of some places, or None where there is neither an outline nor a place."""
    town = _town()
    box = town.box or _box_of([(place.longitude, place.latitude) for place in places])
    if box is None:
        return None
    height = _height(box)
    projection = Projection.fitting(box, WIDTH, height)
    dots = [_dot(projection, place) for place in places]
    inside = tuple(dot for dot in dots if 0 <= dot.x <= WIDTH and 0 <= dot.y <= height)
    deepest = sum(area.is_deepest for area in town.areas)
    return Picture(WIDTH, height, town.areas, inside, deepest <= MOST_NAMES)


def outlines() -> dict[str, object]:
    """All outlines as one GeoJSON FeatureCollection, simplified for a map on a screen."""
    return _town().geojson


def _town() -> Town:
    global _kept
    areas = duties.outlined_areas()
    if _kept is None or _kept[0] is not areas:
        _kept = (areas, _draw_town(areas))
    return _kept[1]


def _draw_town(areas: Sequence[duties.Area]) -> Town:
    shapes = [(area, _simplified(area.outline)) for area in areas if area.outline]
    box = _around([bounding_box(shape) for _, shape in shapes])
    if box is None:
        return Town(None, (), {"type": "FeatureCollection", "features": []})
    projection = Projection.fitting(box, WIDTH, _height(box))
    deepest = max(area.level for area, _ in shapes)
    named = [(area, shape, name_place(shape)) for area, shape in shapes]
    features = [
        {
            "type": "Feature",
            "id": str(area.pk),
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


def _dot(projection: Projection, place: MapPlace) -> Dot:
    x, y = projection.point(place.longitude, place.latitude)
    return Dot(round(x, 1), round(y, 1), place)


def _simplified(outline: dict) -> dict:
    several = outline["type"] == "MultiPolygon"
    polygons = outline["coordinates"] if several else [outline["coordinates"]]
    thinned = [[simplify(ring, TOLERANCE) for ring in rings] for rings in polygons]
    return {"type": outline["type"], "coordinates": thinned if several else thinned[0]}


def _box_of(points: Sequence[tuple[float, float]]) -> Box | None:
    return _around([(x, y, x, y) for x, y in points])


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
