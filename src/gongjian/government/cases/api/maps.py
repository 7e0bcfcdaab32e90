"""What a map of the town is drawn from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import Latitude, Longitude
from gongjian.government.cases.api.filters import SearchFilters
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.case_lists import MOST_ON_MAP, map_cases
from gongjian.government.cases.selectors.search import search_map
from gongjian.government.duties import interface as duties

router = Router()


class DotOut(Schema):
    """A public case that has a place."""

    number: str
    title: str
    language: str
    state: CaseState
    is_open: bool
    longitude: Longitude
    latitude: Latitude


class MapOut(Schema):
    items: list[DotOut] = Field(description="the newest first")
    is_cut: bool = Field(description=f"there may be more: {MOST_ON_MAP} are shown")


class FeatureOut(Schema):
    type: str
    id: str
    properties: dict[str, Any] = Field(
        description="`name`; `deepest`: it has none within it; `name_at`: [longitude, latitude]"
    )
    geometry: dict[str, Any]


class OutlinesOut(Schema):
    """GeoJSON."""

    type: str
    features: list[FeatureOut]


@router.get("/cases", response=MapOut, operation_id="list_cases_on_map")
def list_dots(request: HttpRequest, query: Query[SearchFilters]) -> JsonResponse:
    """Public cases with a place, by the filters and words of the list."""
    filters = query.filters()
    if query.q:
        found, is_cut = search_map(actor=actor_of(request), query=query.q, filters=filters)
    else:
        found = map_cases(filters=filters)
        is_cut = len(found) == MOST_ON_MAP
    items = [
        {
            "number": case.shown_number,
            "title": case.public_title,
            "language": case.language,
            "state": case.state,
            "is_open": case.is_open,
            "longitude": case.longitude,
            "latitude": case.latitude,
        }
        for case in found
    ]
    return JsonResponse({"items": items, "is_cut": is_cut})


@router.get("/areas", response=OutlinesOut, operation_id="list_area_outlines")
def list_outlines(request: HttpRequest) -> JsonResponse:
    """The outlines of all areas as one GeoJSON FeatureCollection, simplified for a screen."""
    response = JsonResponse(duties.town_outlines(), json_dumps_params={"separators": (",", ":")})
    response["Cache-Control"] = "public, max-age=600"
    return response
