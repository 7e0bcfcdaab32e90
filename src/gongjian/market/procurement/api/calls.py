"""Calls by programme, as everybody reads them; companies' questions; following."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.ask_question import ask_question
from gongjian.market.procurement.actions.follow_call import follow_call, unfollow_call
from gongjian.market.procurement.api.outputs import call_out, call_seen, question_out
from gongjian.market.procurement.api.schemas import (
    CallPage,
    CallQuery,
    CallQuestionIn,
    CallQuestionOut,
    CallSeen,
)
from gongjian.market.procurement.selectors import call_lists, call_parts, calls
from gongjian.market.procurement.selectors.call_lists import CallFilters, Show

router = Router()


@router.get("/open-calls", response=CallPage, operation_id="list_calls")
def list_many(request: HttpRequest, query: Query[CallQuery]) -> JsonResponse:
    """Public calls: open ones by their deadline, others the newest first."""
    filters = CallFilters(
        show=Show(query.show),
        words=query.q,
        procedure=query.procedure or "",
        area=duties.get_area(query.area_id) if query.area_id else None,
        category=duties.get_category(query.category_id) if query.category_id else None,
        is_reserved=query.is_reserved,
    )
    page = call_lists.list_calls(filters=filters, now=now(), cursor=query.cursor, size=query.size)
    items = [call_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/open-calls/{call_number}", response=CallSeen, operation_id="get_call")
def read_one(request: HttpRequest, call_number: str) -> JsonResponse:
    """A call with criteria, documents, questions, changes, history, and what the law asked."""
    actor = actor_of(request)
    return JsonResponse(call_seen(actor, calls.get_call(actor=actor, number=call_number)))


def _made(request: HttpRequest, made: list) -> JsonResponse:
    call = calls.get_call(actor=actor_of(request), number=made[0])
    question = call_parts.get_question(call, made[1])
    # To whoever asked in its name it is no secret.
    return JsonResponse(question_out(question, names_company=True), status=201)


@router.post(
    "/open-calls/{call_number}/questions",
    response={201: CallQuestionOut},
    operation_id="ask_call_question",
)
@creates(_made)
def ask(request: HttpRequest, call_number: str, body: CallQuestionIn) -> list:
    """Ask in the name of a company; everybody reads the question, and later who asked."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    asked = ask_question(
        actor=actor, call_id=call.pk, company_id=body.company_id, text=body.text, now=now()
    )
    return [call.number, asked.number]


@router.put("/open-calls/{call_number}/follow", response={204: None}, operation_id="follow_call")
def follow(request: HttpRequest, call_number: str) -> HttpResponse:
    """Be told what happens to a call; again: nothing."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    follow_call(actor=actor, call_id=call.pk, now=now())
    return HttpResponse(status=204)


@router.delete(
    "/open-calls/{call_number}/follow", response={204: None}, operation_id="unfollow_call"
)
def unfollow(request: HttpRequest, call_number: str) -> HttpResponse:
    """Be told no more."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    unfollow_call(actor=actor, call_id=call.pk)
    return HttpResponse(status=204)
