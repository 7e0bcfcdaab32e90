"""The register by programme: both trees, the duties, and who is responsible."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.people import interface as people
from gongjian.government.duties.models import Area, Category, Duty
from gongjian.government.duties.selectors.areas import area_at, areas, get_area
from gongjian.government.duties.selectors.categories import categories, get_category
from gongjian.government.duties.selectors.duties import duty_history, get_duty
from gongjian.government.duties.selectors.duty_lookup import responsible_duty
from gongjian.government.duties.selectors.register import DutyFilters, list_duties

router = Router()
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$")]
HALF_A_POINT = _("Longitude and latitude come together or not at all.")


class AreaOut(Schema):
    id: UUID
    code: str
    name: str
    level: int = Field(description="1 city, 2 district, 3 street")
    parent_id: UUID | None
    calendar: str = Field(description='ISO 3166 country or subdivision; "": as its parent')


class CategoryOut(Schema):
    id: UUID
    code: str
    name: str
    description: str
    level: int
    parent_id: UUID | None


class DepartmentOut(Schema):
    id: UUID
    code: str
    name: str


class ProvisionOut(Schema):
    code: str
    version: int
    citation: str


class DutyOut(Schema):
    id: UUID
    version: int
    category_id: UUID | None = Field(description="null: all categories")
    category: str
    area_id: UUID | None = Field(description="null: everywhere")
    area: str
    lead_department: DepartmentOut
    supporting_departments: list[DepartmentOut]
    deadline_working_days: int
    provision: ProvisionOut | None
    in_force_from: date
    in_force_until: date | None
    is_withdrawn: bool = Field(description="taken back before it was in force for a day")
    note: str


class DutyPage(Schema):
    items: list[DutyOut]
    next_cursor: str


class RegisterQuery(Schema):
    """What to look for; everything empty: the whole register."""

    q: Annotated[Text, Field(max_length=100)] = ""
    category_id: UUID | None = None
    area_id: UUID | None = None
    department_id: UUID | None = None
    on: date | None = Field(default=None, description="a day; today where it is not given")
    cursor: Annotated[Text, Field(max_length=900)] = ""
    size: Annotated[int, Field(ge=1, le=100)] = 25


class ResponsibleQuery(Schema):
    """A category, and an area or a point."""

    category_id: UUID | None = None
    area_id: UUID | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    on: date | None = Field(default=None, description="a day; today where it is not given")


@router.get("/areas", response=list[AreaOut], operation_id="list_areas")
@public
def list_areas(request: HttpRequest) -> JsonResponse:
    """The tree of areas, parents before children."""
    return JsonResponse([_area_out(area) for area in areas()], safe=False)


@router.get("/categories", response=list[CategoryOut], operation_id="list_categories")
@public
def list_categories(request: HttpRequest) -> JsonResponse:
    """The tree of categories in use, parents before children."""
    return JsonResponse([_category_out(category) for category in categories()], safe=False)


@router.get("/duties", response=DutyPage, operation_id="list_duties")
@public
def list_many(request: HttpRequest, query: Query[RegisterQuery]) -> JsonResponse:
    """Duties in force on a day. A category or area finds what holds for it, above and below."""
    filters = DutyFilters(
        words=query.q,
        category_id=query.category_id,
        area_id=query.area_id,
        department_id=query.department_id,
    )
    page = list_duties(filters, on=query.on or _today(), cursor=query.cursor, size=query.size)
    items = [_duty_out(duty) for duty in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/duties/responsible", response=DutyOut, operation_id="get_responsible_duty")
@public
def read_responsible(request: HttpRequest, query: Query[ResponsibleQuery]) -> JsonResponse:
    """Who is responsible for a category in an area or at a point; 404 where nobody is."""
    area_id = query.area_id
    if (query.longitude is None) != (query.latitude is None):
        raise Invalid(fields={"longitude": [HALF_A_POINT]})
    if area_id is not None:
        get_area(area_id)
    elif query.longitude is not None and query.latitude is not None:
        area = area_at(query.longitude, query.latitude)
        area_id = area.pk if area else None
    if query.category_id is not None:
        get_category(query.category_id)
    found = responsible_duty(
        category_id=query.category_id, area_id=area_id, on=query.on or _today()
    )
    if found is None:
        raise NotFound(_("The duty register names nobody for this."))
    return JsonResponse(_duty_out(found))


@router.get("/duties/{uuid:duty_id}", response=DutyOut, operation_id="get_duty")
@public
def read_duty(request: HttpRequest, duty_id: UUID) -> JsonResponse:
    """One version of a duty."""
    return JsonResponse(_duty_out(get_duty(duty_id)))


@router.get(
    "/duties/{uuid:duty_id}/versions", response=list[DutyOut], operation_id="list_duty_versions"
)
@public
def list_versions(request: HttpRequest, duty_id: UUID) -> JsonResponse:
    """All versions of a duty, the newest first."""
    versions = duty_history(get_duty(duty_id))
    return JsonResponse([_duty_out(version) for version in versions], safe=False)


def _today() -> date:
    return timezone.localdate(now())


def _area_out(area: Area) -> dict[str, object]:
    return {
        "id": area.pk,
        "code": area.code,
        "name": area.name,
        "level": area.level,
        "parent_id": area.parent_id,
        "calendar": area.calendar,
    }


def _category_out(category: Category) -> dict[str, object]:
    return {
        "id": category.pk,
        "code": category.code,
        "name": category.name,
        "description": category.description,
        "level": category.level,
        "parent_id": category.parent_id,
    }


def _duty_out(duty: Duty) -> dict[str, object]:
    provision = duty.provision and {
        "code": duty.provision.code,
        "version": duty.provision.version,
        "citation": duty.provision.citation,
    }
    return {
        "id": duty.pk,
        "version": duty.version,
        "category_id": duty.category_id,
        "category": duty.category.name if duty.category else "",
        "area_id": duty.area_id,
        "area": duty.area.name if duty.area else "",
        "lead_department": _department_out(duty.lead_department),
        "supporting_departments": [
            _department_out(body) for body in duty.supporting_departments.all()
        ],
        "deadline_working_days": duty.deadline_working_days,
        "provision": provision,
        "in_force_from": duty.in_force_from,
        "in_force_until": duty.in_force_until,
        "is_withdrawn": duty.withdrawn_at is not None,
        "note": duty.note,
    }


def _department_out(body: people.Organisation) -> dict[str, object]:
    return {"id": body.pk, "code": body.code, "name": body.name}
