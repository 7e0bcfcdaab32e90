"""Changing the register: administrators only; each action says of which area."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.duties.actions import add_duty as adding
from gongjian.government.duties.actions import change_duty as changing
from gongjian.government.duties.actions import end_duty as ending
from gongjian.government.duties.api.register import router
from gongjian.government.duties.api.schemas import DutyIn, DutyOut, EndIn, TermsIn, duty_out
from gongjian.government.duties.selectors.duties import get_duty


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    return JsonResponse(duty_out(get_duty(UUID(made))), status=201)


@router.post("/duties", response={201: DutyOut}, operation_id="add_duty")
@creates(_shown)
def add_duty(request: HttpRequest, body: DutyIn) -> str:
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
    return str(duty.pk)


@router.post("/duties/{uuid:duty_id}/versions", response={201: DutyOut}, operation_id="change_duty")
@creates(_shown)
def change_duty(request: HttpRequest, duty_id: UUID, body: TermsIn) -> str:
    """Let other terms hold from a day on; the newest version ends the day before."""
    duty = changing.change_duty(
        actor=actor_of(request),
        duty_id=duty_id,
        terms=body.terms(),
        in_force_from=body.in_force_from,
        in_force_until=body.in_force_until,
        now=now(),
    )
    return str(duty.pk)


@router.post("/duties/{uuid:duty_id}/end", response=DutyOut, operation_id="end_duty")
def end_duty(request: HttpRequest, duty_id: UUID, body: EndIn) -> JsonResponse:
    """Let the newest version end with a day, without a successor."""
    duty = ending.end_duty(
        actor=actor_of(request), duty_id=duty_id, last_day=body.last_day, now=now()
    )
    return JsonResponse(duty_out(get_duty(duty.pk)))
