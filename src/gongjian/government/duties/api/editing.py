"""Changing the register: administrators only; each action says of which area."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.clock import now
from gongjian.government.duties.actions import add_duty as adding
from gongjian.government.duties.actions import change_duty as changing
from gongjian.government.duties.actions import end_duty as ending
from gongjian.government.duties.actions import remove_calendar_day as removing
from gongjian.government.duties.actions import set_calendar_day as setting
from gongjian.government.duties.api.register import router
from gongjian.government.duties.api.schemas import (
    CalendarDayIn,
    CalendarDayOut,
    DutyIn,
    DutyOut,
    EndIn,
    TermsIn,
    calendar_day_out,
    duty_out,
)
from gongjian.government.duties.selectors.calendars import declared_days
from gongjian.government.duties.selectors.duties import get_duty


@router.post("/duties", response={201: DutyOut}, operation_id="add_duty")
def add_duty(request: HttpRequest, body: DutyIn) -> JsonResponse:
    """Name who is responsible. A second department for exactly the same needs
    ``allows_overlap``."""
    duty = adding.add_duty(
        actor=actor_of(request),
        category_id=body.category_id,
        area_id=body.area_id,
        terms=body.terms(),
        in_force_from=body.in_force_from,
        in_force_until=body.in_force_until,
        allows_overlap=body.allows_overlap,
        now=now(),
    )
    return JsonResponse(duty_out(get_duty(duty.pk)), status=201)


@router.post("/duties/{uuid:duty_id}/versions", response={201: DutyOut}, operation_id="change_duty")
def change_duty(request: HttpRequest, duty_id: UUID, body: TermsIn) -> JsonResponse:
    """Let other terms hold from a day on; the newest version ends the day before."""
    duty = changing.change_duty(
        actor=actor_of(request),
        duty_id=duty_id,
        terms=body.terms(),
        in_force_from=body.in_force_from,
        in_force_until=body.in_force_until,
        now=now(),
    )
    return JsonResponse(duty_out(get_duty(duty.pk)), status=201)


@router.post("/duties/{uuid:duty_id}/end", response=DutyOut, operation_id="end_duty")
def end_duty(request: HttpRequest, duty_id: UUID, body: EndIn) -> JsonResponse:
    """Let the newest version end with a day, without a successor."""
    duty = ending.end_duty(
        actor=actor_of(request), duty_id=duty_id, last_day=body.last_day, now=now()
    )
    return JsonResponse(duty_out(get_duty(duty.pk)))


@router.get("/calendar-days", response=list[CalendarDayOut], operation_id="list_calendar_days")
def list_calendar_days(
    request: HttpRequest, since: date | None = None, until: date | None = None
) -> JsonResponse:
    """Days declared against the published calendars."""
    rows = declared_days(since=since, until=until)
    return JsonResponse([calendar_day_out(row) for row in rows], safe=False)


@router.post("/calendar-days", response=CalendarDayOut, operation_id="set_calendar_day")
def set_calendar_day(request: HttpRequest, body: CalendarDayIn) -> JsonResponse:
    """Declare a day working or not; the same day again is declared anew."""
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
