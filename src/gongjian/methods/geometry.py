"""Areas on the map: whether a place lies in one, and how to draw them without a map server.

Shapes are GeoJSON geometries of type Polygon or MultiPolygon, as parsed mappings; positions
are (longitude, latitude) in degrees of WGS 84. Areas are small against the earth, so their
edges are straight lines in these coordinates, as GeoJSON defines them.

References
----------
RFC 7946, *The GeoJSON Format*. Shapes across the 180th meridian must be cut there, as its
section 3.1.9 asks; they are not recognised otherwise. The order of rings (right hand rule) is
not relied on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

GeoJson = Mapping[str, Any]
Point = tuple[float, float]
Ring = list[Point]
Stretch = tuple[float, float]
Box = tuple[float, float, float, float]

_SHORTEST_RING = 4
_LIMIT = 1e6
_NAME_LINES = 15
_NEARLY = 0.8
_DEEP = 50


def contains(polygon: GeoJson, lon: float, lat: float) -> bool:
    """Whether a place lies in an area.

    Parameters
    ----------
    polygon : mapping
        Polygon or MultiPolygon.
    lon, lat : float
        Degrees.

    Returns
    -------
    bool
        True within and on every edge, also on the edge of a hole; False in a hole. So a place
        on the border of two areas lies in both, and the caller takes the first in an order of
        its own; no place falls between two neighbours that share their border's positions.

    Raises
    ------
    ValueError
        If the shape is malformed.

    Notes
    -----
    Linear in the positions; try `bounding_box` first where there are many areas.
    """
    return any(_in_polygon(rings, lon, lat) for rings in _polygons(polygon))


def bounding_box(polygon: GeoJson) -> Box:
    """The smallest box around an area.

    Parameters
    ----------
    polygon : mapping
        Polygon or MultiPolygon.

    Returns
    -------
    (west, south, east, north)
        Degrees.

    Raises
    ------
    ValueError
        If the shape is malformed.
    """
    return _box(ring for rings in _polygons(polygon) for ring in rings)


def centroid(polygon: GeoJson) -> Point:
    """The centre of mass of an area, holes left out.

    It may lie outside an area that is bent or has holes.

    Parameters
    ----------
    polygon : mapping
        Polygon or MultiPolygon.

    Returns
    -------
    (lon, lat)
        Degrees, in the plane of the coordinates. For a shape without area the mean of its
        positions.

    Raises
    ------
    ValueError
        If the shape is malformed.
    """
    polygons = _polygons(polygon)
    # Sums around the first position, for the products of large coordinates lose digits.
    lon_0, lat_0 = polygons[0][0][0]
    area = lon_sum = lat_sum = 0.0
    for rings in polygons:
        for number, ring in enumerate(rings):
            ring_area, ring_lon, ring_lat = _moments(ring, lon_0, lat_0)
            # The outline adds and the holes take away, whichever way round they run.
            sign = (1.0 if number == 0 else -1.0) * (1.0 if ring_area >= 0 else -1.0)
            area += sign * ring_area
            lon_sum += sign * ring_lon
            lat_sum += sign * ring_lat
    west, south, east, north = bounding_box(polygon)
    if area > 1e-12 * (east - west) * (north - south):
        return lon_0 + lon_sum / area, lat_0 + lat_sum / area
    points = [point for rings in polygons for ring in rings for point in ring[:-1]]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def name_place(polygon: GeoJson) -> Point:
    """Where the middle of an area's name has the most room to both sides.

    Unlike the centre of mass it lies within an area that is bent or has holes.

    Parameters
    ----------
    polygon : mapping
        Polygon or MultiPolygon.

    Returns
    -------
    (lon, lat)
        Degrees. The middle of a stretch from west to east that is within the area on the
        lines just above and below it as well: of those nearly as long as the longest, the one
        nearest the middle latitude. The centre of mass where there is no such stretch.

    Raises
    ------
    ValueError
        If the shape is malformed.

    Notes
    -----
    n log n in the positions, whatever the shape: a line has at most as many stretches as there
    are positions, and the stretches common to two lines are fewer than those of both.
    """
    rings = [ring for rings in _polygons(polygon) for ring in rings]
    _, south, _, north = bounding_box(polygon)
    step = (north - south) / (_NAME_LINES + 1)
    lats = [south + step * number for number in range(1, _NAME_LINES + 1)]
    lines = _stretches(rings, lats)
    found = [
        (end - begin, abs(at - _NAME_LINES // 2), (begin + end) / 2, lats[at])
        for at in range(1, _NAME_LINES - 1)
        for begin, end in _common(_common(lines[at - 1], lines[at]), lines[at + 1])
    ]
    if not found:
        return centroid(polygon)
    longest = max(room for room, *_ in found)
    nearly = [stretch for stretch in found if stretch[0] >= _NEARLY * longest]
    _, _, lon, lat = min(nearly, key=lambda stretch: (stretch[1], -stretch[0], stretch[2:]))
    return lon, lat


def simplify(ring: Sequence[Sequence[float]], tolerance: float) -> Ring:
    """Leave out positions that hardly change a line (Ramer, Douglas and Peucker).

    Parameters
    ----------
    ring : sequence of positions
        A closed ring (first and last position equal) or an open line.
    tolerance : float
        Greatest distance of a position left out from the simplified line, in the unit of the
        coordinates (degrees), 0 or more.

    Returns
    -------
    list of (lon, lat)
        Some of the positions, in order, the first and the last among them. A closed ring
        keeps four positions at least, so that it stays a ring. Neighbouring areas are
        simplified apart, so slivers may open between them: for drawing only.

    Raises
    ------
    ValueError
        If the tolerance is negative or a position is malformed.

    Notes
    -----
    n log n, also for contrived lines: those that always split off a single position are halved
    instead from some depth on, which keeps a few more positions than needed.
    """
    if not tolerance >= 0:
        raise ValueError(f"a tolerance is not negative, got {tolerance}")
    points = [_position(position) for position in ring]
    if len(points) <= 2:
        return points
    is_closed = points[0] == points[-1]
    kept = {0, len(points) - 1}
    if is_closed:
        # A closed ring has no end to measure from: it is halved at the farthest position.
        kept.add(max(range(len(points)), key=lambda at: _distance(points[0], points[at])))
    places = sorted(kept)
    pending = [(*span, 0) for span in pairwise(places)]
    while pending:
        begin, end, depth = pending.pop()
        at, distance = _farthest(points, begin, end)
        if distance > tolerance:
            if depth >= _DEEP:
                at = (begin + end) // 2
            kept.add(at)
            pending += [(begin, at, depth + 1), (at, end, depth + 1)]
    while is_closed and len(kept) < min(_SHORTEST_RING, len(points)):
        kept.add(_widest(points, sorted(kept)))
    return [points[at] for at in sorted(kept)]


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to a drawing, the same for areas and for pins.

    Equirectangular with true proportions at the middle latitude: enough for a city or a
    province, where the error is below what a line on a screen shows.

    Attributes
    ----------
    west, north : float
        Degrees at the point ``(left, top)``.
    left, top : float
        Where the box begins in the drawing.
    lon_scale, lat_scale : float
        Units of the drawing for one degree.
    """

    west: float
    north: float
    left: float
    top: float
    lon_scale: float
    lat_scale: float

    @classmethod
    def fitting(cls, box: Box, width: float, height: float) -> Projection:
        """Put a box into a drawing, as large as it goes and in the middle.

        Parameters
        ----------
        box : (west, south, east, north)
            Degrees.
        width, height : float
            Size of the drawing, over 0.

        Raises
        ------
        ValueError
            If the size is not over 0.
        """
        if not (width > 0 and height > 0):
            raise ValueError(f"a drawing has a width and a height, got {width} × {height}")
        west, south, east, north = box
        shrink = cos(radians((south + north) / 2))
        span_x, span_y = (east - west) * shrink, north - south
        fits = [size / span for size, span in ((width, span_x), (height, span_y)) if span > 0]
        scale = min(fits, default=1.0)
        left, top = (width - span_x * scale) / 2, (height - span_y * scale) / 2
        return cls(west, north, left, top, shrink * scale, scale)

    def point(self, lon: float, lat: float) -> Point:
        """Where a place is in the drawing: x to the right, y downwards."""
        x = self.left + (lon - self.west) * self.lon_scale
        y = self.top + (self.north - lat) * self.lat_scale
        return x, y

    def path(self, polygon: GeoJson) -> str:
        """An area as the ``d`` of an SVG path; holes need ``fill-rule="evenodd"``.

        Raises
        ------
        ValueError
            If the shape is malformed.
        """
        rings = [ring for rings in _polygons(polygon) for ring in rings]
        return "".join(self._ring_path(ring) for ring in rings)

    def _ring_path(self, ring: Ring) -> str:
        points = (self.point(lon, lat) for lon, lat in ring[:-1])
        return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points) + "Z"


def _member(value: Any, name: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"not a GeoJSON object: {value!r:.40}")
    return value.get(name)


def _polygons(geometry: GeoJson) -> list[list[Ring]]:
    """The checked rings of every part: outline first, then holes."""
    kind, coordinates = _member(geometry, "type"), _member(geometry, "coordinates")
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        raise ValueError(f"an area is a Polygon or a MultiPolygon, not {kind!r}")
    if not isinstance(coordinates, list | tuple) or not coordinates:
        raise ValueError("an area has at least one part")
    return [_rings(part) for part in coordinates]


def _rings(part: Any) -> list[Ring]:
    if not isinstance(part, list | tuple) or not part:
        raise ValueError("a polygon has at least one ring")
    return [_ring(ring) for ring in part]


def _ring(positions: Any) -> Ring:
    if not isinstance(positions, list | tuple):
        raise ValueError("a ring is a list of positions")
    ring = [_position(position) for position in positions]
    if len(ring) < _SHORTEST_RING or ring[0] != ring[-1]:
        raise ValueError("a ring has at least four positions and ends where it began")
    return ring


def _position(position: Any) -> Point:
    if not isinstance(position, list | tuple) or len(position) < 2:
        raise ValueError(f"not a position: {position!r:.40}")
    lon, lat = position[:2]
    # The limit catches infinities, NaN and integers that no float holds.
    if not all(isinstance(value, int | float) and abs(value) <= _LIMIT for value in (lon, lat)):
        raise ValueError(f"not a position: {position!r:.40}")
    return float(lon), float(lat)


def _in_polygon(rings: list[Ring], lon: float, lat: float) -> bool:
    if any(_is_on_edge(ring, lon, lat) for ring in rings):
        return True
    outline, *holes = rings
    return _in_ring(outline, lon, lat) and not any(_in_ring(hole, lon, lat) for hole in holes)


def _in_ring(ring: Ring, lon: float, lat: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times; edges undefined."""
    # Not by _stretches: that divides, so near a border it would round, and it keeps and sorts.
    is_inside = False
    for (x1, y1), (x2, y2) in _northward(ring):
        # Half open in the north: a corner on the ray counts once.
        if y1 <= lat < y2 and (x2 - x1) * (lat - y1) > (lon - x1) * (y2 - y1):
            is_inside = not is_inside
    return is_inside


def _is_on_edge(ring: Ring, lon: float, lat: float) -> bool:
    return any(
        min(x1, x2) <= lon <= max(x1, x2)
        and y1 <= lat <= y2
        and (x2 - x1) * (lat - y1) == (lon - x1) * (y2 - y1)
        for (x1, y1), (x2, y2) in _northward(ring)
    )


def _stretches(rings: list[Ring], lats: list[float]) -> list[list[Stretch]]:
    """Where lines from west to east run within rings, for each of some rising latitudes."""
    crossed: list[list[float]] = [[] for _ in lats]
    for ring in rings:
        for (x1, y1), (x2, y2) in _northward(ring):
            # Half open in the north: a corner on a line counts once.
            for at in range(bisect_left(lats, y1), bisect_left(lats, y2)):
                crossed[at].append(x1 + (x2 - x1) * (lats[at] - y1) / (y2 - y1))
    for places in crossed:
        places.sort()
    return [list(zip(places[::2], places[1::2], strict=True)) for places in crossed]


def _common(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    """What two lines have in common, from west to east; each one's stretches lie apart."""
    found = []
    one = other = 0
    while one < len(some) and other < len(others):
        begin = max(some[one][0], others[other][0])
        end = min(some[one][1], others[other][1])
        if begin < end:
            found.append((begin, end))
        # Whichever ends first can meet nothing further.
        if some[one][1] <= others[other][1]:
            one += 1
        else:
            other += 1
    return found


def _northward(ring: Ring) -> Iterator[tuple[Point, Point]]:
    """The edges, southern end first.

    So both neighbours of a border reckon alike, whichever way round they run, and rounding
    cannot put a place on the wrong side for both.
    """
    for a, b in pairwise(ring):
        yield (a, b) if (a[1], a[0]) <= (b[1], b[0]) else (b, a)


def _box(rings: Iterator[Ring]) -> Box:
    points = [point for ring in rings for point in ring]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def _moments(ring: Ring, lon_0: float, lat_0: float) -> tuple[float, float, float]:
    """Signed area and its first moments about a position (shoelace formula)."""
    area = lon_sum = lat_sum = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        x1, y1, x2, y2 = x1 - lon_0, y1 - lat_0, x2 - lon_0, y2 - lat_0
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        lon_sum += (x1 + x2) * cross / 6
        lat_sum += (y1 + y2) * cross / 6
    return area, lon_sum, lat_sum


def _farthest(points: Ring, begin: int, end: int) -> tuple[int, float]:
    """The position between two that is farthest from the line between them."""
    far, greatest = begin, -1.0
    for at in range(begin + 1, end):
        distance = _distance_to_line(points[at], points[begin], points[end])
        if distance > greatest:
            far, greatest = at, distance
    return far, greatest


def _widest(points: Ring, kept: list[int]) -> int:
    """The position to add to a ring that was simplified to a line, to give it width again."""
    spans = pairwise(kept)
    return max((_farthest(points, *span) for span in spans), key=lambda found: found[1])[0]


def _distance_to_line(point: Point, begin: Point, end: Point) -> float:
    """Distance from the stretch between two points."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    length = dx * dx + dy * dy
    if length == 0:
        return _distance(point, begin)
    along = ((point[0] - begin[0]) * dx + (point[1] - begin[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return _distance(point, (begin[0] + along * dx, begin[1] + along * dy))


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _number(value: float) -> str:
    """Hundredths without needless zeros: the page carries thousands of them."""
    # Adding zero makes of minus zero plain zero.
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
