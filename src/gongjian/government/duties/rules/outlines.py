"""Outlines of areas: is a GeoJSON geometry sound, and does it hold a point. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

MAX_POINTS = 50_000
Box = tuple[float, float, float, float]


def outline_error(outline: Any) -> str | None:
    """What is wrong with a GeoJSON Polygon or MultiPolygon, as a word; None for a sound one.

    ``"type"``: neither; ``"shape"``: the nesting or a coordinate is wrong; ``"ring"``: a ring has
    fewer than four points or is not closed; ``"size"``: more than `MAX_POINTS` points.
    """
    if not isinstance(outline, dict) or outline.get("type") not in {"Polygon", "MultiPolygon"}:
        return "type"
    try:
        rings = list(_rings(outline))
    except (TypeError, KeyError):
        return "shape"
    if not rings or not all(isinstance(ring, list) for ring in rings):
        return "shape"
    if sum(map(len, rings)) > MAX_POINTS:
        return "size"
    if not all(_is_point(point) for ring in rings for point in ring):
        return "shape"
    if any(len(ring) < 4 or ring[0][:2] != ring[-1][:2] for ring in rings):
        return "ring"
    return None


def bounding_box(outline: dict) -> Box:
    """West, south, east, north of a sound outline."""
    points = [point for ring in _rings(outline) for point in ring]
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def holds_point(outline: dict, longitude: float, latitude: float) -> bool:
    """Whether a point lies inside a sound outline; even-odd rule, so holes are outside.

    Of two outlines that share a border, exactly one holds a point on it.
    """
    is_inside = False
    for ring in _rings(outline):
        for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                crossing = x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
                is_inside ^= longitude < crossing
    return is_inside


def _rings(outline: dict) -> Iterator[Any]:
    coordinates = outline["coordinates"]
    polygons = [coordinates] if outline["type"] == "Polygon" else coordinates
    for polygon in polygons:
        if not isinstance(polygon, list):
            raise TypeError
        yield from polygon


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) in {2, 3}
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in point)
        and -180 <= point[0] <= 180
        and -90 <= point[1] <= 90
    )
