"""Submitting, reading, listing and finding cases."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.government.cases import policies
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case
from gongjian.government.cases.api.callers import caller_of
from gongjian.government.cases.api.places import place_of
from gongjian.government.cases.api.schemas import (
    CaseCreated,
    CaseIn,
    CaseOut,
    CasePage,
    EntryOut,
    Text,
    case_out,
    entry_out,
)
from gongjian.government.cases.models.case import Channel, Kind, State
from gongjian.government.cases.rules import CaseKind, CaseState
from gongjian.government.cases.selectors.case_filters import CaseFilters
from gongjian.government.cases.selectors.case_lists import list_cases
from gongjian.government.cases.selectors.search import search_cases
from gongjian.government.cases.selectors.timelines import timeline
from gongjian.government.cases.selectors.tracking import tracking_secret
from gongjian.government.duties import interface as duties

router = Router()


@router.post("", response={201: CaseCreated}, operation_id="receive_case")
def create_case(
    request: HttpRequest,
    body: CaseIn,
    idempotency_key: IdempotencyKey = "",
) -> JsonResponse:
    """Say what is wrong or missing. Without a key or a session it is anonymous: keep the secret."""
    actor = actor_of(request)
    # Strangers share no namespace: the answer to a repeated key holds the case's secret.
    caller = str(actor.api_key_id or actor.user_id or client_address(request))
    draft = _draft(actor, caller, body, idempotency_key)
    case = receive_case(actor=actor, draft=draft, now=now())
    shown = {**case_out(case, in_full=True), "secret": tracking_secret(case.pk)}
    response = JsonResponse(shown, status=201)
    response["Location"] = f"/api/v1/cases/{case.shown_number}"
    return response


class ListQuery(Schema):
    """The filters of lists and searches; the same as on the pages."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[Text, Field(max_length=200)] = ""
    state: CaseState | None = None
    kind: CaseKind | None = None
    category_id: UUID | None = None
    area_id: UUID | None = None
    department_id: UUID | None = None
    is_open: bool | None = None
    received_from: date | None = None
    received_until: date | None = None
    staff: bool = False
    cursor: Annotated[Text, Field(max_length=400)] = ""
    size: Annotated[int, Field(ge=1, le=100)] = 25


@router.get("", response=CasePage, operation_id="list_cases")
def list_many(request: HttpRequest, query: Query[ListQuery]) -> JsonResponse:
    """Public cases, newest first, narrowed by filters and words; with ``staff`` the cases that the
    caller's roles show in full."""
    actor = actor_of(request)
    if query.staff and not actor.is_staff:
        raise NotAllowed
    filters = _filters(query)
    if query.q:
        page = search_cases(
            actor=actor, query=query.q, filters=filters, cursor=query.cursor, size=query.size,
            staff=query.staff,
        )  # fmt: skip
    else:
        page = list_cases(
            actor=actor, filters=filters, cursor=query.cursor, size=query.size, staff=query.staff
        )
    items = [case_out(case, in_full=query.staff) for case in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/{number}", response=CaseOut, operation_id="get_case")
def read_case(request: HttpRequest, number: str) -> JsonResponse:
    """One case, as far as this caller may know it."""
    actor, case = caller_of(request, number)
    return JsonResponse(case_out(case, in_full=policies.sees_in_full(actor, case)))


@router.get("/{number}/timeline", response=list[EntryOut], operation_id="get_timeline")
def read_timeline(request: HttpRequest, number: str) -> JsonResponse:
    """What happened to a case, oldest first, as far as this caller may know it."""
    actor, case = caller_of(request, number)
    return JsonResponse(
        [entry_out(entry) for entry in timeline(actor=actor, case=case)], safe=False
    )


def _filters(query: ListQuery) -> CaseFilters:
    try:
        area = duties.get_area(query.area_id) if query.area_id else None
        category = duties.get_category(query.category_id) if query.category_id else None
    except NotFound as error:
        raise Invalid(fields={"area_id": [error.message]}) from error
    return CaseFilters(
        state=State(query.state.value) if query.state else None,
        kind=Kind(query.kind.value) if query.kind else None,
        category_path=category.path if category else "",
        area_path=area.path if area else "",
        department_id=query.department_id,
        is_open=query.is_open,
        received_from=query.received_from,
        received_until=query.received_until,
    )


def _draft(actor: Actor, caller: str, body: CaseIn, idempotency_key: str) -> CaseDraft:
    place = place_of(body)
    return CaseDraft(
        **body.model_dump(exclude={"area_id"}),
        area_id=place.area_id,
        area_path=place.area_path,
        channel=Channel.API,
        requester_id=actor.user_id if actor.api_key_id is None else None,
        source=f"api:{caller}" if idempotency_key else "",
        source_reference=idempotency_key,
    )
