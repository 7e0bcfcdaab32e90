"""Evaluation and award by programme; what evaluators, companies and approvers do in it: judging."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.actions import appoint_evaluator as appointing
from gongjian.market.procurement.actions import begin_evaluation as beginning
from gongjian.market.procurement.actions import exclude_bid as excluding
from gongjian.market.procurement.actions import give_up_award as giving_up
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.decide_complaint import make_complaint
from gongjian.market.procurement.api.outputs import call_seen
from gongjian.market.procurement.api.schemas import CallReasonIn, CallSeen, Email, Reason
from gongjian.market.procurement.models import AwardComplaint
from gongjian.market.procurement.rules.evaluation import REASON_LENGTH
from gongjian.market.procurement.selectors import awards, calls, market_figures
from gongjian.market.procurement.selectors.red_flags import flags_of

router = Router()
ONE = "/calls/{call_number}"


class EvaluatorIn(StrictSchema):
    email: Email
    reason: Annotated[Text, Field(max_length=REASON_LENGTH)] = Field(
        "", description="Why a bidder's unconfirmed claim that they own a part does not matter"
    )


class ExclusionIn(StrictSchema):
    company_id: UUID
    ground: Annotated[Text, Field(max_length=16)] = Field(
        description="abnormal, conditions or debarred"
    )
    reason: Reason


class ComplaintIn(StrictSchema):
    company_id: UUID
    text: Reason


class ComplaintOut(Schema):
    number: int
    company_id: UUID
    company: str
    text: str
    made_at: datetime
    state: str
    decision: str
    remedy: str
    decided_at: datetime | None


class CallSignOut(Schema):
    code: str
    is_raised: bool
    numbers: dict[str, int | str]


class MarketFiguresOut(Schema):
    currency: str
    awards: int
    bids: int
    single_bids: int
    small_firms: int
    estimate_minor: int
    amount_minor: int


def stepped(
    request: HttpRequest, call_number: str, act: Callable[..., object], /, **said: object
) -> JsonResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    act(actor=actor, call_id=call.pk, now=now(), **said)
    return JsonResponse(call_seen(actor, calls.get_call(actor=actor, number=call_number)))


@router.get("/market-figures", response=list[MarketFiguresOut], operation_id="get_market_figures")
def read_figures(request: HttpRequest) -> JsonResponse:
    """Competition, money and small firms of the awards of a year, by currency."""
    names = MarketFiguresOut.model_fields
    found = market_figures.market_figures(now=now())
    return JsonResponse([{name: getattr(one, name) for name in names} for one in found], safe=False)


@router.get(f"{ONE}/result", response=dict[str, Any], operation_id="get_call_result")
def read_result(request: HttpRequest, call_number: str) -> HttpResponse:
    """The public file of the newest ranking: every score with its reason, every price, the order;
    404 until there is one."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    ranking = awards.get_ranking(call)
    return HttpResponse(ranking.file, content_type="application/json; charset=utf-8")


@router.get(f"{ONE}/signs", response=list[CallSignOut], operation_id="list_call_signs")
def read_signs(request: HttpRequest, call_number: str) -> JsonResponse:
    """Signs worth a second look, with the numbers that they were computed from."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    told = [
        {"code": one.code, "is_raised": one.is_raised, "numbers": one.numbers}
        for one in flags_of(call)
    ]
    return JsonResponse(told, safe=False)


@router.post(f"{ONE}/evaluators", response=CallSeen, operation_id="appoint_evaluator")
def appoint(request: HttpRequest, call_number: str, body: EvaluatorIn) -> JsonResponse:
    """Appoint somebody to judge the bids of the present stage; after the deadline."""
    return stepped(
        request, call_number, appointing.appoint_evaluator, email=body.email, reason=body.reason
    )


@router.post(
    f"{ONE}/evaluators/{{int:evaluator_number}}/excuse",
    response=CallSeen,
    operation_id="excuse_evaluator",
)
def excuse(
    request: HttpRequest, call_number: str, evaluator_number: int, body: CallReasonIn
) -> JsonResponse:
    """Let an evaluator go who has not locked; what they scored counts for nothing."""
    act = appointing.excuse_evaluator
    return stepped(request, call_number, act, number=evaluator_number, reason=body.reason)


@router.post(f"{ONE}/open-technical", response=CallSeen, operation_id="open_technical")
def open_technical(request: HttpRequest, call_number: str) -> JsonResponse:
    """Let the trustees open the technical parts; whoever judges has to have declared."""
    return stepped(request, call_number, beginning.open_technical)


@router.post(f"{ONE}/evaluate", response=CallSeen, operation_id="begin_evaluation")
def begin(request: HttpRequest, call_number: str) -> JsonResponse:
    """Give the open technical parts to the evaluators."""
    return stepped(request, call_number, beginning.begin_evaluation)


@router.post(f"{ONE}/open-prices", response=CallSeen, operation_id="open_call_prices")
def prices(request: HttpRequest, call_number: str) -> JsonResponse:
    """Let the trustees open the prices, once every evaluator has locked."""
    return stepped(request, call_number, scoring.open_prices)


@router.post(f"{ONE}/exclusions", response=CallSeen, operation_id="exclude_bid")
def exclude(request: HttpRequest, call_number: str, body: ExclusionIn) -> JsonResponse:
    """Exclude a bid from the ranking, on a ground and for a reason that are published; once prices
    are open, propose it to another person, who decides in a session."""
    return stepped(request, call_number, excluding.exclude_bid, **body.dict())


@router.post(f"{ONE}/intend", response=CallSeen, operation_id="intend_award")
def intend(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Rank the bids, publish the ranking, and intend to award the first."""
    return stepped(request, call_number, awarding.intend_award, reason=body.reason)


@router.post(f"{ONE}/end-without-award", response=CallSeen, operation_id="end_without_award")
def end(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Declare a call unsuccessful of whose bids none has a place, and tell each why."""
    return stepped(request, call_number, awarding.end_without_award, reason=body.reason)


@router.post(f"{ONE}/rank-again", response=CallSeen, operation_id="rank_bids_again")
def again(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Withdraw an intended award; bids can be excluded and ranked again."""
    return stepped(request, call_number, awarding.rank_again, reason=body.reason)


@router.post(f"{ONE}/award", response=CallSeen, operation_id="award_call")
def award(request: HttpRequest, call_number: str) -> JsonResponse:
    """Award what was intended, when the standstill is over."""
    return stepped(request, call_number, awarding.award_call)


@router.post(f"{ONE}/award/decline", response=CallSeen, operation_id="decline_award")
def decline(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Decline an award, for the company that won, in a session; the others are ranked again."""
    return stepped(request, call_number, giving_up.decline_award, reason=body.reason)


@router.post(f"{ONE}/award/give-up", response=CallSeen, operation_id="give_up_award")
def give_up(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Give up an award whose winner does not sign, in a session, as another person than who
    intended or made it; the others are ranked again."""
    return stepped(request, call_number, giving_up.give_up_award, reason=body.reason)


@router.get(f"{ONE}/complaints", response=list[ComplaintOut], operation_id="list_call_complaints")
def list_complaints(request: HttpRequest, call_number: str) -> JsonResponse:
    """Complaints of bidders, and what was decided on them."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    return JsonResponse([complaint_out(one) for one in awards.complaints_of(call)], safe=False)


@router.post(f"{ONE}/complaints", response={201: ComplaintOut}, operation_id="make_call_complaint")
def complain(request: HttpRequest, call_number: str, body: ComplaintIn) -> JsonResponse:
    """Object to an intended award, for a company that bid; the call rests until it is decided. A
    company complains about an award once: sent again, it is refused."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    made = make_complaint(
        actor=actor, call_id=call.pk, company_id=body.company_id, text=body.text, now=now()
    )
    return JsonResponse(complaint_out(made), status=201)


def complaint_out(one: AwardComplaint) -> dict[str, Any]:
    same = ("number", "company_id", "text", "made_at", "state", "decision", "remedy", "decided_at")
    return {**{name: getattr(one, name) for name in same}, "company": one.company.name}
