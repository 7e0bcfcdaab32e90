"""The town as a picture, for everything that stands somewhere in it."""

from __future__ import annotations

from collections.abc import Sequence

from gongjian.government.duties.models import Area
from gongjian.government.duties.selectors.areas import outlined_areas
from gongjian.methods.town_picture import MapPlace, Outline, Picture, Town, draw_picture, draw_town

_kept: tuple[tuple[Area, ...], Town] | None = None


def draw_places(places: Sequence[MapPlace]) -> Picture | None:
    """The picture of some places, or None where there is neither an outline nor a place."""
    return draw_picture(_town(), places)


def town_outlines() -> dict[str, object]:
    """All outlines as one GeoJSON FeatureCollection, simplified for a map on a screen."""
    return _town().geojson


def _town() -> Town:
    global _kept
    areas = outlined_areas()
    if _kept is None or _kept[0] is not areas:
        shapes = [Outline(str(a.pk), a.name, a.level, a.outline) for a in areas if a.outline]
        _kept = (areas, draw_town(shapes))
    return _kept[1]
