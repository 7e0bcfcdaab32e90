"""What the caller asked, and what they support."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema

from gongjian.foundation.kernel.access import actor_who, is_signed_in
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery
from gongjian.government.cases.api.schemas import CaseOut, CasePage, case_out
from gongjian.government.cases.selectors.own_cases import my_cases, my_supports

router = Router()


class SupportOut(Schema):
    """ "Me too", said to a case."""

    case: CaseOut
    at: datetime
    wants_notices: bool


class SupportPage(PageOut):
    items: list[SupportOut]


@router.get("/cases", response=CasePage, operation_id="list_my_cases")
def list_mine(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the caller asked with their account, the newest first, in full."""
    actor = actor_who(is_signed_in, request)
    page = my_cases(actor=actor, cursor=query.cursor, size=query.size)
    items = [case_out(case, in_full=True) for case in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/supports", response=SupportPage, operation_id="list_my_supports")
def list_supports(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the caller said "me too" to, the latest first."""
    actor = actor_who(is_signed_in, request)
    page = my_supports(actor=actor, cursor=query.cursor, size=query.size)
    items = [
        {
            "case": case_out(one.case, in_full=False),
            "at": one.at,
            "wants_notices": one.wants_notices,
        }
        for one in page.items
    ]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})
