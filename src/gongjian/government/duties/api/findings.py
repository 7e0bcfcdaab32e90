"""What is wrong with the register, for those who work here."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageOut, StrictQuery
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.government.duties import policies
from gongjian.government.duties.api.schemas import DutyOut, duty_out
from gongjian.government.duties.selectors import findings

router = Router()

PAGE_NUMBER = r"^[0-9]{0,5}$"


class GapOut(Schema):
    """A category that nobody is responsible for somewhere; one with others below it stands for all
    of them."""

    category_id: UUID
    category: str
    category_count: int = Field(description="categories without children that it stands for")
    area_ids: list[UUID] = Field(
        description="the largest areas wholly in the gap, twelve at most; none: there are no areas"
    )
    more_areas: int
    street_count: int


class GapPage(PageOut):
    items: list[GapOut]
    category_count: int = Field(description="of all pages")
    pair_count: int = Field(description="pairs of a category and a street, of all pages")


class GapsQuery(StrictQuery):
    cursor: Annotated[str, StringConstraints(pattern=PAGE_NUMBER)] = ""
    size: Annotated[int, Field(ge=1, le=100)] = 25


class OverlapOut(Schema):
    """Duties for exactly the same, in force on the same day."""

    category_id: UUID | None = Field(description="null: all categories")
    area_id: UUID | None = Field(description="null: everywhere")
    duties: list[DutyOut]


class ForecastOut(Schema):
    """A year that deadlines reach into, but whose days off are not published yet."""

    calendar: str
    year: int


class FindingsOut(Schema):
    overlaps: list[OverlapOut]
    unsound: list[DutyOut] = Field(
        description="in force, but their provision is not, or department or category are gone"
    )
    forecasts: list[ForecastOut]


@router.get("/duty-gaps", response=GapPage, operation_id="list_duty_gaps")
def list_duty_gaps(request: HttpRequest, query: Query[GapsQuery]) -> JsonResponse:
    """What nobody is responsible for today, by category; for whoever works here. A category stands
    for those below it where all of them lack a duty in the same areas."""
    policies.require_can_see_findings(actor_of(request))
    page = findings.list_gaps(on=local_day(now()), number=int(query.cursor or 1), size=query.size)
    items = [
        {
            "category_id": row.category.pk,
            "category": row.category.name,
            "category_count": row.category_count,
            "area_ids": [area.pk for area in row.areas],
            "more_areas": row.more_areas,
            "street_count": row.street_count,
        }
        for row in page.rows
    ]
    shown = {
        "items": items,
        "next_cursor": str(page.next_number or ""),
        "category_count": page.category_count,
        "pair_count": page.pair_count,
    }
    return JsonResponse(shown)


@router.get("/duty-findings", response=FindingsOut, operation_id="get_duty_findings")
def get_duty_findings(request: HttpRequest) -> JsonResponse:
    """Overlaps, duties that stand on nothing, and calendars that are only forecast; for whoever
    works here."""
    policies.require_can_see_findings(actor_of(request))
    today = local_day(now())
    shown = {
        "overlaps": [
            {
                "category_id": overlap.category and overlap.category.pk,
                "area_id": overlap.area and overlap.area.pk,
                "duties": [duty_out(duty) for duty in overlap.duties],
            }
            for overlap in findings.overlaps(on=today)
        ],
        "unsound": [duty_out(duty) for duty in findings.unsound_duties(on=today)],
        "forecasts": [
            {"calendar": code, "year": year} for code, year in findings.forecast_calendars(on=today)
        ],
    }
    return JsonResponse(shown)
