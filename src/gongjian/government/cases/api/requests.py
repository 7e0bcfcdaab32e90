"""Submitting, reading, listing and finding cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, replayed
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.government.cases import policies
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case
from gongjian.government.cases.api.callers import CaseAccess, caller_of, requester_of
from gongjian.government.cases.api.filters import SearchFilters
from gongjian.government.cases.api.places import KEPT, place_of
from gongjian.government.cases.api.schemas import (
    CaseCreated,
    CaseIn,
    CaseOut,
    CasePage,
    CaseSeen,
    EntryPage,
    case_out,
    clock_out,
    entry_out,
)
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.selectors.case_lists import list_cases, recently_solved
from gongjian.government.cases.selectors.cases import goes_on_as
from gongjian.government.cases.selectors.clocks import clocks_of
from gongjian.government.cases.selectors.offered_steps import offered_steps
from gongjian.government.cases.selectors.receipts import receipt_of
from gongjian.government.cases.selectors.search import search_cases
from gongjian.government.cases.selectors.supports import is_supporting
from gongjian.government.cases.selectors.timelines import timeline_page
from gongjian.government.cases.selectors.tracking import tracking_secret

router = Router(auth=CaseAccess())
solved_router = Router()


@router.post("", response={201: CaseCreated}, operation_id="receive_case")
def create_case(
    request: HttpRequest,
    body: CaseIn,
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Say what is wrong or missing.

    With a session, or with a key and neither contact_email nor contact_phone, the case is its
    person's, as if sent by the form. Otherwise it is of whoever has the secret, so keep that or
    give it to the one who asked; an e-mail with the same link goes to contact_email.
    """
    actor = actor_of(request)
    # Strangers share no namespace: the answer to a repeated key holds the case's secret.
    caller = str(actor.api_key_id or actor.user_id or client_address(request))
    draft = _draft(actor, caller, body, idempotency_key)
    at = now()
    case = receive_case(actor=actor, draft=draft, now=at)
    shown = {**case_out(case, in_full=True), "secret": tracking_secret(case.pk)}
    response = JsonResponse(shown, status=201)
    response["Location"] = f"/api/v1/cases/{case.shown_number}"
    # The case itself keeps its key: one row less to write for each of very many.
    return replayed(response, is_new=case.received_at == at)


class ListQuery(SearchFilters, PageQuery):
    """The filters of lists and searches; the same as on the pages."""

    staff: bool = Field(
        default=False, description="what the caller’s roles show in full, instead of what is public"
    )


class SolvedOut(CaseOut):
    answer: str = Field(description="masked; “” where it was solved without one")
    days: int = Field(description="from the receipt to that answer")


@router.get("", response=CasePage, operation_id="list_cases")
def list_many(request: HttpRequest, query: Query[ListQuery]) -> JsonResponse:
    """Public cases, newest first, narrowed by filters and words; with ``staff`` the cases that the
    caller's roles show in full."""
    actor = actor_of(request)
    if query.staff and not actor.is_staff:
        raise NotAllowed
    filters = query.filters()
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


@router.get("/{number}", response=CaseSeen, operation_id="get_case")
def read_case(request: HttpRequest, number: str) -> JsonResponse:
    """One case, as far as this caller may know it."""
    actor, case = caller_of(request, number)
    target = goes_on_as(actor=actor, case=case)
    clocks = clocks_of(case=case, now=now())
    return JsonResponse(
        {
            **case_out(case, in_full=policies.sees_in_full(actor, case)),
            "steps": offered_steps(actor=actor, case=case, clocks=clocks),
            "clocks": [clock_out(clock) for clock in clocks],
            "is_supporting": is_supporting(actor=actor, case=case),
            "merged_into": target.shown_number if target else None,
            "hidden_at": case.hidden_at,
        }
    )


@router.get("/{number}/timeline", response=EntryPage, operation_id="get_timeline")
def read_timeline(request: HttpRequest, number: str, query: Query[PageQuery]) -> JsonResponse:
    """What happened to a case, oldest first, as far as this caller may know it."""
    actor, case = caller_of(request, number)
    page = timeline_page(actor=actor, case=case, cursor=query.cursor, size=query.size)
    items = [entry_out(entry) for entry in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


class CaseReceiptOut(Schema):
    receipt: str = Field(description="C2SP tlog-proof; `POST /ledger/check` checks it")


@router.get("/{number}/receipt", response=CaseReceiptOut, operation_id="get_case_receipt")
def read_receipt(request: HttpRequest, number: str) -> JsonResponse:
    """The proof from the ledger that the case was received, for whoever sees it in full; 409
    `not_sealed_yet` in its first second."""
    actor, case = caller_of(request, number)
    answer = JsonResponse({"receipt": receipt_of(actor=actor, case=case)})
    answer["Cache-Control"] = "no-store"
    return answer


@solved_router.get("", response=list[SolvedOut], operation_id="list_recently_solved")
def list_solved(request: HttpRequest) -> JsonResponse:
    """The public cases whose requesters said last that they were solved."""
    solved = [
        {**case_out(one.case, in_full=False), "answer": one.answer, "days": one.days}
        for one in recently_solved()
    ]
    return JsonResponse(solved, safe=False)


def _draft(actor: Actor, caller: str, body: CaseIn, idempotency_key: str) -> CaseDraft:
    place = place_of(body, KEPT)
    return CaseDraft(
        **body.model_dump(exclude={"area_id"}),
        area_id=place.area_id,
        area_path=place.area_path,
        channel=Channel.API,
        requester_id=requester_of(actor, body.contact_email, body.contact_phone),
        source=f"api:{caller}" if idempotency_key else "",
        source_reference=idempotency_key,
    )
