"""Cases by programme: everything the pages do."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, JsonResponse
from ninja import Header, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.government.cases.actions.receive_case import (
    CaseDraft,
    receive_case,
    tracking_secret,
)
from gongjian.government.cases.api_schemas import CaseCreated, CaseIn, CaseOut, case_out
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.selectors import cases
from gongjian.government.duties import interface as duties

router = Router()


@router.post("", response={201: CaseCreated}, operation_id="receive_case")
def create_case(
    request: HttpRequest,
    body: CaseIn,
    idempotency_key: Annotated[str, Header(max_length=120)] = "",
) -> JsonResponse:
    """Say what is wrong or missing. Without a key or a session it is anonymous: keep the secret."""
    actor = actor_of(request)
    draft = _draft(actor, body, idempotency_key)
    case = receive_case(actor=actor, draft=draft, now=now())
    secret = tracking_secret(case.pk)
    shown = case_out(actor.with_cases(frozenset({case.pk})), case)
    response = JsonResponse({**shown, "secret": secret}, status=201)
    response["Location"] = f"/api/v1/cases/{case.shown_number}"
    return response


@router.get("/{number}", response=CaseOut, operation_id="get_case")
def read_case(request: HttpRequest, number: str) -> JsonResponse:
    """One case, as far as this caller may know it."""
    actor = actor_of(request)
    return JsonResponse(case_out(actor, cases.get_case(actor=actor, number=number)))


def _draft(actor: Actor, body: CaseIn, idempotency_key: str) -> CaseDraft:
    area = None
    try:
        if body.area_id:
            area = duties.get_area(body.area_id)
        elif body.longitude is not None and body.latitude is not None:
            area = duties.area_at(body.longitude, body.latitude)
        if body.category_id:
            duties.get_category(body.category_id)
    except NotFound as error:
        field = "area_id" if body.area_id and area is None else "category_id"
        raise Invalid(fields={field: [error.message]}) from error
    return CaseDraft(
        **body.model_dump(exclude={"area_id"}),
        area_id=area.pk if area else None,
        area_path=area.path if area else "",
        channel=Channel.API,
        requester_id=actor.user_id if actor.api_key_id is None else None,
        source=f"api:{actor.reference}" if idempotency_key else "",
        source_reference=idempotency_key,
    )
