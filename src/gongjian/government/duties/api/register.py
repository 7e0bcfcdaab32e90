"""Reading: both trees, the duties, and who is responsible."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from gongjian.foundation.kernel.api_fields import (
    HALF_A_POINT,
    Latitude,
    Longitude,
    PageQuery,
    StrictQuery,
    Text,
)
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.pages import keyset_page
from gongjian.government.duties.api.schemas import (
    AreaPage,
    CategoryPage,
    DutyOut,
    DutyPage,
    area_out,
    category_out,
    duty_out,
)
from gongjian.government.duties.selectors.areas import area_in_town, areas, get_area
from gongjian.government.duties.selectors.categories import categories, every_category, get_category
from gongjian.government.duties.selectors.duties import duty_history, get_duty
from gongjian.government.duties.selectors.duty_lookup import Gap, responsible_duty, why_nobody
from gongjian.government.duties.selectors.register import DutyFilters, list_duties

router = Router()
NOBODY = {
    Gap.NO_AREA: _("Give an area or a point: the duty register names somebody by area only."),
    Gap.NOT_YET: _("The duty register names somebody for this from a later day on only."),
    Gap.NOBODY: _("The duty register names nobody for this."),
}


class RegisterQuery(PageQuery):
    """What to look for; everything empty: the whole register."""

    q: Annotated[Text, Field(max_length=100)] = ""
    category_id: UUID | None = None
    area_id: UUID | None = None
    department_id: UUID | None = None
    on: date | None = Field(default=None, description="a day; today where it is not given")


class CategoriesQuery(PageQuery):
    with_out_of_use: bool = Field(
        default=False, description="also those that nothing new is filed under"
    )


class ResponsibleQuery(StrictQuery):
    """A category, and an area or a point."""

    category_id: UUID | None = None
    area_id: UUID | None = None
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    on: date | None = Field(default=None, description="a day; today where it is not given")


@router.get("/areas", response=AreaPage, operation_id="list_areas")
def list_areas(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """The tree of areas, parents before children."""
    page = keyset_page(areas(), order=("path",), cursor=query.cursor, size=query.size)
    items = [area_out(area) for area in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/categories", response=CategoryPage, operation_id="list_categories")
def list_categories(request: HttpRequest, query: Query[CategoriesQuery]) -> JsonResponse:
    """The tree of categories, parents before children."""
    found = every_category() if query.with_out_of_use else categories()
    page = keyset_page(found, order=("path",), cursor=query.cursor, size=query.size)
    items = [category_out(category) for category in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/duties", response=DutyPage, operation_id="list_duties")
def list_many(request: HttpRequest, query: Query[RegisterQuery]) -> JsonResponse:
    """Duties in force on a day. A category or area finds what holds for it, above and below."""
    filters = DutyFilters(
        words=query.q,
        category_id=query.category_id,
        area_id=query.area_id,
        department_id=query.department_id,
    )
    page = list_duties(filters, on=query.on or _today(), cursor=query.cursor, size=query.size)
    items = [duty_out(duty) for duty in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/duties/responsible", response=DutyOut, operation_id="get_responsible_duty")
def read_responsible(request: HttpRequest, query: Query[ResponsibleQuery]) -> JsonResponse:
    """Who is responsible for a category in an area or at a point; 404 where nobody is."""
    area_id = query.area_id
    if (query.longitude is None) != (query.latitude is None):
        raise Invalid(fields={"longitude": [HALF_A_POINT]})
    if area_id is not None:
        get_area(area_id)
    elif query.longitude is not None and query.latitude is not None:
        area = area_in_town(query.longitude, query.latitude)
        area_id = area.pk if area else None
    if query.category_id is not None:
        get_category(query.category_id)
    place = {"category_id": query.category_id, "area_id": area_id}
    day = query.on or _today()
    found = responsible_duty(**place, on=day)
    if found is None:
        raise NotFound(NOBODY[why_nobody(**place, on=day)])
    return JsonResponse(duty_out(found))


@router.get("/duties/{uuid:duty_id}", response=DutyOut, operation_id="get_duty")
def read_duty(request: HttpRequest, duty_id: UUID) -> JsonResponse:
    """One version of a duty."""
    return JsonResponse(duty_out(get_duty(duty_id)))


@router.get(
    "/duties/{uuid:duty_id}/versions", response=list[DutyOut], operation_id="list_duty_versions"
)
def list_versions(request: HttpRequest, duty_id: UUID) -> JsonResponse:
    """All versions of a duty, the newest first."""
    versions = duty_history(get_duty(duty_id))
    return JsonResponse([duty_out(version) for version in versions], safe=False)


def _today() -> date:
    return local_day(now())
