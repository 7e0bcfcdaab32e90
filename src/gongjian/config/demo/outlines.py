"""The outlines of the district: hand-made corners that neighbouring streets share.

Around a lake lie eight streets; the river comes in from the west and leaves to the south.
Because neighbours name the same corners, the outlines tile without gap or overlap.
"""

import math
from random import Random

Point = tuple[float, float]
Ring = tuple[Point, ...]

_ORIGIN_LON, _ORIGIN_LAT = 115.300, 30.700
_THOUSANDTHS = 1000

# Corners in thousandths of a degree east and north of the middle of the lake.
_CORNERS: dict[str, tuple[int, int]] = {
    # lake shore, clockwise from the north
    "L1": (-6, 17), "L2": (6, 19), "L3": (17, 14), "L4": (22, 5), "L5": (20, -5),
    "L6": (12, -11), "L7": (3, -9), "L8": (-5, -14), "L9": (-15, -12), "L10": (-21, -4),
    "L11": (-20, 6), "L12": (-13, 12),
    # the district's border, clockwise from the north-west
    "O1": (-62, 30), "O2": (-48, 42), "O3": (-30, 46), "O4": (-8, 41), "O5": (10, 47),
    "O6": (33, 50), "O7": (52, 41), "O8": (66, 24), "O9": (62, 6), "O10": (70, -10),
    "O11": (58, -28), "O12": (40, -40), "O13": (20, -37), "O14": (2, -46), "O15": (-20, -50),
    "O16": (-43, -44), "O17": (-60, -33), "O18": (-71, -14), "O19": (-64, 4), "O20": (-70, 18),
    # the river: W upstream of the lake, E downstream
    "W1": (-31, 8), "W2": (-42, 13), "W3": (-53, 7), "E1": (14, -19), "E2": (22, -28),
    # roads and ridges between the streets
    "A1": (-10, 25), "A2": (-5, 33), "B1": (29, 22), "B2": (32, 36), "C1": (40, 17),
    "C2": (49, 12), "D1": (31, -8), "D2": (44, -3), "F1": (-19, -24), "F2": (-15, -36),
    "G1": (-30, -20), "G2": (-37, -8),
}  # fmt: skip

_LAKE = "L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L11 L12"
_BORDER = "O1 O2 O3 O4 O5 O6 O7 O8 O9 O10 O11 O12 O13 O14 O15 O16 O17 O18 O19 O20"
_STREETS = {
    "beidu": "L11 L12 L1 A1 A2 O4 O3 O2 O1 O20 O19 W3 W2 W1",
    "wanglu": "L1 L2 L3 B1 B2 O6 O5 O4 A2 A1",
    "liuying": "L3 L4 L5 D1 D2 C2 C1 B1",
    "meiwu": "B1 C1 C2 O9 O8 O7 O6 B2",
    "xingang": "L5 L6 E1 E2 O13 O12 O11 O10 O9 C2 D2 D1",
    "nanting": "L6 L7 L8 L9 F1 F2 O15 O14 O13 E2 E1",
    "shiqiaotou": "L9 L10 L11 W1 G2 G1 F1",
    "daoxiang": "F1 G1 G2 W1 W2 W3 O19 O18 O17 O16 O15 F2",
}


def ring_of(corners: str) -> Ring:
    """Return the open ring of the named corners, counter-clockwise."""
    points = tuple(
        (
            round(_ORIGIN_LON + _CORNERS[corner][0] / _THOUSANDTHS, 3),
            round(_ORIGIN_LAT + _CORNERS[corner][1] / _THOUSANDTHS, 3),
        )
        for corner in corners.split()
    )
    return points if signed_area(points) > 0 else points[::-1]


def signed_area(ring: Ring) -> float:
    """Return the area of an open ring in square degrees, positive if counter-clockwise."""
    ends = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ends, strict=True)) / 2


def contains(ring: Ring, point: Point) -> bool:
    """Tell whether a point lies inside an open ring (even-odd rule)."""
    lon, lat = point
    inside = False
    for (x, y), (u, v) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y > lat) != (v > lat) and lon < (u - x) * (lat - y) / (v - y) + x:
            inside = not inside
    return inside


STREET_RINGS: dict[str, Ring] = {key: ring_of(corners) for key, corners in _STREETS.items()}
DISTRICT_RING = ring_of(_BORDER)
LAKE_RING = ring_of(_LAKE)


def polygon(ring: Ring, hole: Ring = ()) -> dict[str, object]:
    """Return the GeoJSON polygon of a ring, its holes wound the other way (RFC 7946)."""
    coordinates = [[list(point) for point in (*ring, ring[0])]]
    if hole:
        coordinates.append([list(point) for point in (*hole[::-1], hole[-1])])
    return {"type": "Polygon", "coordinates": coordinates}


def point_within(ring: Ring, rng: Random) -> Point:
    """Draw a point evenly from the inside of a ring."""
    lons, lats = zip(*ring, strict=True)
    while True:
        point = (
            round(rng.uniform(min(lons), max(lons)), 6),
            round(rng.uniform(min(lats), max(lats)), 6),
        )
        if contains(ring, point):
            return point


def point_near(ring: Ring, centre: Point, spread: float, rng: Random) -> Point:
    """Draw a point of the ring at most ``spread`` degrees from a centre inside it."""
    while True:
        angle, distance = rng.uniform(0, math.tau), spread * rng.random()
        point = (
            round(centre[0] + distance * math.cos(angle), 6),
            round(centre[1] + distance * math.sin(angle), 6),
        )
        if contains(ring, point):
            return point
