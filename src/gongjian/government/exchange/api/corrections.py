"""Doubts about data, by programme."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who, is_signed_in
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import correct_data
from gongjian.government.exchange.api.exchange_schemas import (
    CorrectionAnswerIn,
    CorrectionIn,
    CorrectionOut,
    CorrectionPage,
    correction_out,
)
from gongjian.government.exchange.selectors import corrections

router = Router()


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    actor = actor_who(is_signed_in, request)
    found = corrections.get_correction(actor=actor, number=made)
    return JsonResponse(correction_out(found), status=201)


@router.get("/data-corrections", response=CorrectionPage, operation_id="list_corrections")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Doubts about data of your departments, the newest first."""
    actor = actor_who(policies.can_see_exchange, request)
    page = corrections.list_corrections(actor=actor, cursor=query.cursor, size=query.size)
    items = [correction_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/account/data-corrections", response=CorrectionPage, operation_id="my_corrections")
def list_mine(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Doubts that you raised, the newest first."""
    actor = actor_who(is_signed_in, request)
    page = corrections.my_corrections(actor=actor, cursor=query.cursor, size=query.size)
    items = [correction_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/data-corrections", response={201: CorrectionOut}, operation_id="raise_correction")
@creates(_shown)
def raise_correction(request: HttpRequest, body: CorrectionIn) -> str:
    """Say that a field is wrong; its source answers within the statutory working days."""
    actor = actor_who(is_signed_in, request)
    made = correct_data.raise_correction(
        actor=actor,
        dataset_code=body.dataset_code,
        field_name=body.field_name,
        text=body.text,
        query_id=body.query_id,
        now=now(),
    )
    return made.number


@router.get(
    "/data-corrections/{correction_number}",
    response=CorrectionOut,
    operation_id="get_correction",
)
def read_correction(request: HttpRequest, correction_number: str) -> JsonResponse:
    """One doubt: for whoever raised it, and for its source."""
    actor = actor_who(is_signed_in, request)
    found = corrections.get_correction(actor=actor, number=correction_number)
    return JsonResponse(correction_out(found))


@router.post(
    "/data-corrections/{correction_number}/answer",
    response=CorrectionOut,
    operation_id="answer_correction",
)
def answer_correction(
    request: HttpRequest, correction_number: str, body: CorrectionAnswerIn
) -> JsonResponse:
    """Answer for the source: corrected there, or right as it stands."""
    actor = actor_who(policies.can_ask, request)
    row = correct_data.answer_correction(
        actor=actor,
        number=correction_number,
        state=body.state,
        answer=body.answer,
        version=body.version,
        now=now(),
    )
    return JsonResponse(correction_out(corrections.get_correction(actor=actor, number=row.number)))
