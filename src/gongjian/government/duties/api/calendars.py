"""Which days work: the published calendars, and what the town declared against them."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.duties.actions import remove_calendar_day as removing
from gongjian.government.duties.actions import set_calendar_day as setting
from gongjian.government.duties.api.schemas import CalendarDayIn, CalendarDayOut, calendar_day_out
from gongjian.government.duties.forms import FIRST_YEAR, LAST_YEAR
from gongjian.government.duties.rules.calendars import is_calendar
from gongjian.government.duties.selectors.calendars import (
    calendar_year,
    calendars_in_use,
    declared_days,
)

router = Router()
Year = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)]


class CalendarYearOut(Schema):
    """A year as deadlines count it: where it departs from Monday to Friday."""

    calendar: str
    year: int
    is_announced: bool = Field(description="false: its days off are a forecast")
    days_off: list[date] = Field(description="Monday to Friday, but off")
    make_up_days: list[date] = Field(description="Saturday or Sunday, but working")
    working_day_count: int
    declared: list[CalendarDayOut] = Field(description="the town's own days among them")


class DaysQuery(StrictQuery):
    since: date | None = None
    until: date | None = None


@router.get("/calendars", response=list[str], operation_id="list_calendars")
def list_calendars(request: HttpRequest) -> JsonResponse:
    """The calendars in use: the town's, then those that areas name."""
    return JsonResponse(calendars_in_use(), safe=False)


@router.get(
    "/calendars/{calendar}/{int:year}", response=CalendarYearOut, operation_id="get_calendar_year"
)
def read_year(request: HttpRequest, calendar: str, year: Year) -> JsonResponse:
    """Days off, make-up days and the number of working days of a year."""
    if not is_calendar(calendar):
        raise NotFound
    found = calendar_year(calendar, year)
    shown = {
        "calendar": found.calendar,
        "year": found.year,
        "is_announced": found.is_announced,
        "days_off": found.days_off,
        "make_up_days": found.make_up_days,
        "working_day_count": found.working_day_count,
        "declared": [calendar_day_out(row) for row in found.declared],
    }
    return JsonResponse(shown)


@router.get("/calendar-days", response=list[CalendarDayOut], operation_id="list_calendar_days")
def list_calendar_days(request: HttpRequest, query: Query[DaysQuery]) -> JsonResponse:
    """Days declared against the published calendars, the earliest first; at most 1,000."""
    rows = declared_days(since=query.since, until=query.until)
    return JsonResponse([calendar_day_out(row) for row in rows], safe=False)


@router.post("/calendar-days", response=CalendarDayOut, operation_id="set_calendar_day")
def set_calendar_day(request: HttpRequest, body: CalendarDayIn) -> JsonResponse:
    """Declare a day working or not; the same day again is declared anew, so this needs no
    `Idempotency-Key`."""
    row = setting.set_calendar_day(
        actor=actor_of(request),
        calendar=body.calendar,
        day=body.day,
        is_working=body.is_working,
        note=body.note,
        now=now(),
    )
    return JsonResponse(calendar_day_out(row))


@router.delete(
    "/calendar-days/{uuid:calendar_day_id}",
    response={204: None},
    operation_id="remove_calendar_day",
)
def remove_calendar_day(request: HttpRequest, calendar_day_id: UUID) -> HttpResponse:
    """Let the published calendar hold again."""
    removing.remove_calendar_day(
        actor=actor_of(request), calendar_day_id=calendar_day_id, now=now()
    )
    return HttpResponse(status=204)
