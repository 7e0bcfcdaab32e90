"""From what a request says of category and place to ids that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from gongjian.foundation.kernel.api_fields import HALF_A_POINT
from gongjian.foundation.kernel.errors import Invalid, NotFound, Text
from gongjian.government.duties import interface as duties
from gongjian.government.duties.interface import Area, Node


class SaysWhere(Protocol):
    area_id: UUID | None
    longitude: float | None
    latitude: float | None


class SaysWhatAndWhere(SaysWhere, Protocol):
    category_id: UUID | None


@dataclass(frozen=True, slots=True)
class Place:
    area_id: UUID | None = None
    area_path: str = ""


class Register(NamedTuple):
    """How an area and a category are found by their ids; NotFound where there is none."""

    area: Callable[[UUID], Area | Node]
    category: Callable[[UUID], object]


IN_USE = Register(duties.get_area_in_use, duties.get_category)
EVER = Register(duties.get_area, duties.get_known_category)
KEPT = Register(duties.kept_area, duties.kept_category)
"""From memory: only for whoever has an answer where one of them was deleted a moment ago."""


def place_of(body: SaysWhatAndWhere, register: Register = IN_USE) -> Place:
    """The area given, else the one that holds the point; the category is checked on the way.

    Raises
    ------
    Invalid
        An id that does not exist, half a point, or one outside the town.
    """
    wrong: dict[str, list[Text]] = {}
    place = Place()
    try:
        place = _placed(body, register)
    except Invalid as error:
        wrong |= error.fields
    try:
        if body.category_id is not None:
            register.category(body.category_id)
    except NotFound as error:
        wrong["category_id"] = [error.message]
    if wrong:
        raise Invalid(fields=wrong)
    return place


def area_of(body: SaysWhere) -> duties.Area | None:
    """The area given, else the one that holds the point.

    Raises
    ------
    Invalid
        There is no such area in use, half a point, or one outside the town.
    """
    place = _placed(body, IN_USE)
    return duties.get_area(place.area_id) if place.area_id else None


def category_of(category_id: UUID | None) -> duties.Category | None:
    """The category with an id, which must be in use.

    Raises
    ------
    Invalid
        There is no such one.
    """
    try:
        return duties.get_category(category_id) if category_id else None
    except NotFound as error:
        raise Invalid(fields={"category_id": [error.message]}) from error


def _placed(body: SaysWhere, register: Register) -> Place:
    if (body.longitude is None) != (body.latitude is None):
        raise Invalid(fields={"longitude": [HALF_A_POINT]})
    if body.area_id is not None:
        try:
            named = register.area(body.area_id)
        except NotFound as error:
            raise Invalid(fields={"area_id": [error.message]}) from error
        return Place(named.id, named.path)
    if body.longitude is not None and body.latitude is not None:
        held = duties.area_in_town(body.longitude, body.latitude)
        return Place(held.pk, held.path) if held else Place()
    return Place()
