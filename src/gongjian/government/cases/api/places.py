"""From what a request says of category and place to ids that exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from gongjian.foundation.kernel.api_fields import HALF_A_POINT
from gongjian.foundation.kernel.errors import Invalid, NotFound, Text
from gongjian.government.duties import interface as duties


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


def place_of(body: SaysWhatAndWhere) -> Place:
    """The area given, else the one that holds the point; the category is checked on the way.

    Raises
    ------
    Invalid
        An id that does not exist, half a point, or one outside the town.
    """
    wrong: dict[str, list[Text]] = {}
    area = None
    try:
        area = area_of(body)
    except Invalid as error:
        wrong |= error.fields
    try:
        if body.category_id is not None:
            duties.get_category(body.category_id)
    except NotFound as error:
        wrong["category_id"] = [error.message]
    if wrong:
        raise Invalid(fields=wrong)
    return Place(area.pk, area.path) if area else Place()


def area_of(body: SaysWhere) -> duties.Area | None:
    """The area given, else the one that holds the point.

    Raises
    ------
    Invalid
        There is no such area in use, half a point, or one outside the town.
    """
    if (body.longitude is None) != (body.latitude is None):
        raise Invalid(fields={"longitude": [HALF_A_POINT]})
    if body.area_id is not None:
        try:
            return duties.get_area_in_use(body.area_id)
        except NotFound as error:
            raise Invalid(fields={"area_id": [error.message]}) from error
    if body.longitude is not None and body.latitude is not None:
        return duties.area_in_town(body.longitude, body.latitude)
    return None
