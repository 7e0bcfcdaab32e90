"""The areas of the town and the places people name when they write."""

from dataclasses import dataclass
from functools import cache
from random import Random

from gongjian.config.demo.gazetteer import ESTATES, LISTED, ROADS, STREET_NAMES
from gongjian.config.demo.model import Area, Words
from gongjian.config.demo.outlines import (
    DISTRICT_RING,
    LAKE_RING,
    STREET_RINGS,
    Point,
    point_near,
    point_within,
    polygon,
)

# No province has the prefix 99, so none of these codes is anybody's.
CITY_CODE = "990100"
DISTRICT_CODE = "990105"

CITY = Words("Yunting City", "云汀市")
DISTRICT = Words("Egret Lake District", "鹭湖区")

STREET_CODES = {
    key: f"{DISTRICT_CODE}{number:03d}" for number, key in enumerate(STREET_NAMES, start=1)
}

# How far from its middle, in degrees, a case about such a place may be pinned.
_SPREADS = {"road": 0.006, "water": 0.005, "village": 0.004, "park": 0.002}
_SPREAD_OTHERWISE = 0.001


@dataclass(frozen=True)
class Place:
    """A named place: its ``kind``, the street it lies in, and where its middle is."""

    key: str
    kind: str
    street: str
    name: Words
    centre: Point


def areas() -> tuple[Area, ...]:
    """Return the city, the district (its lake left out) and the eight streets."""
    city = Area(CITY_CODE, "city", "", CITY, polygon(DISTRICT_RING))
    district = Area(
        DISTRICT_CODE, "district", CITY_CODE, DISTRICT, polygon(DISTRICT_RING, LAKE_RING)
    )
    streets = (
        Area(STREET_CODES[key], "street", DISTRICT_CODE, name, polygon(STREET_RINGS[key]))
        for key, name in STREET_NAMES.items()
    )
    return (city, district, *streets)


def street_name(street: str) -> Words:
    """Return the name of a street by its key."""
    return STREET_NAMES[street]


@cache
def places_of(kind: str, street: str) -> tuple[Place, ...]:
    """Return the places of one kind in one street; empty where there is none."""
    if kind == "junction":
        return _junctions(street)
    if kind == "stop":
        return _stops(street)
    if kind == "site":
        return _sites(street)
    if kind == "hall":
        return (_hall(street),)
    return tuple(
        _place(kind, street, number, name)
        for number, name in enumerate(_names(LISTED[kind].get(street, "")))
    )


def streets_with(kind: str) -> tuple[str, ...]:
    """Return the keys of the streets that have a place of this kind."""
    return tuple(street for street in STREET_NAMES if places_of(kind, street))


def pin(place: Place, rng: Random) -> Point:
    """Draw where on the map somebody pins a matter at this place."""
    spread = _SPREADS.get(place.kind, _SPREAD_OTHERWISE)
    return point_near(STREET_RINGS[place.street], place.centre, spread, rng)


def _names(listed: str) -> list[Words]:
    pairs = (pair.strip().partition("|") for pair in listed.split(";") if pair.strip())
    return [Words(en, zh) for en, _, zh in pairs]


def _place(kind: str, street: str, number: int, name: Words) -> Place:
    key = f"{street}-{kind}-{number}"
    return Place(key, kind, street, name, point_within(STREET_RINGS[street], Random(key)))


def _junctions(street: str) -> tuple[Place, ...]:
    roads = _names(ROADS[street])
    crossings = [(a, b) for i, a in enumerate(roads) for b in roads[i + 1 :]][:5]
    return tuple(
        _place(
            "junction",
            street,
            number,
            Words(f"the junction of {a.en} and {b.en}", f"{a.zh}与{b.zh}路口"),
        )
        for number, (a, b) in enumerate(crossings)
    )


def _stops(street: str) -> tuple[Place, ...]:
    roads, estates = _names(ROADS[street]), _names(ESTATES[street])
    near = (*roads[:2], *estates[:2], _names(LISTED["park"][street])[0])
    return tuple(
        _place("stop", street, number, Words(f"the {name.en} bus stop", f"{name.zh}公交站"))
        for number, name in enumerate(near)
    )


def _sites(street: str) -> tuple[Place, ...]:
    return tuple(
        _place("site", street, number, Words(f"the building site on {name.en}", f"{name.zh}工地"))
        for number, name in enumerate(_names(ROADS[street])[1:])
    )


def _hall(street: str) -> Place:
    en, zh = STREET_NAMES[street]
    short = en.removesuffix(" Subdistrict")
    return _place("hall", street, 0, Words(f"the {short} service hall", f"{zh}便民服务中心"))
