"""What evaluators, companies and approvers do while bids are judged, by programme. Declaring
interests, scoring, and deciding on exclusions and complaints take a person in a session, never a
key of a programme."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of, actor_who, is_signed_in
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.market.procurement.actions import ask_explanation as explaining
from gongjian.market.procurement.actions import exclude_bid as excluding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.decide_complaint import decide_complaint
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.api.evaluation import (
    ONE,
    ComplaintOut,
    complaint_out,
    router,
    stepped,
)
from gongjian.market.procurement.api.openings import JudgedBidOut, bid_out
from gongjian.market.procurement.api.schemas import CallReasonIn, CallSeen, Reason
from gongjian.market.procurement.evaluation_words import letter_words
from gongjian.market.procurement.models import BidScore, Call, Evaluator, PriceExplanation
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.evaluation import MOST_SCORE, REASON_LENGTH
from gongjian.market.procurement.selectors import awards, calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import bidders_of
from gongjian.market.procurement.selectors.score_sheets import bid_to_judge, bids_to_judge

EXPLANATION = f"{ONE}/explanations/{{uuid:company_id}}"
EXCLUSION = f"{ONE}/exclusions/{{uuid:company_id}}"
SCORES = f"{ONE}/scores/{{bid_code}}"
Words = Annotated[Text, Field(max_length=REASON_LENGTH)]
MOST_BIDDERS, MOST_CRITERIA = 1000, 100


class InterestIn(StrictSchema):
    company_id: UUID
    has_interest: bool
    text: Annotated[Text, Field(max_length=500)] = Field("", description="which, if any")


class InterestsIn(StrictSchema):
    bidders: Annotated[list[InterestIn], Field(max_length=MOST_BIDDERS)] = Field(
        description="every bidder of the stage"
    )


class JudgementIn(StrictSchema):
    criterion: Annotated[int, Field(ge=1, le=MOST_CRITERIA)] = Field(description="its place")
    score: Annotated[int, Field(ge=0, le=MOST_SCORE)]
    reason: Reason


class JudgementsIn(StrictSchema):
    judgements: Annotated[list[JudgementIn], Field(min_length=1, max_length=MOST_CRITERIA)]


class PriceQuestionIn(StrictSchema):
    company_id: UUID
    question: Reason


class ExplanationIn(StrictSchema):
    answer: Reason


class ExclusionDecisionIn(StrictSchema):
    is_confirmed: bool
    reason: Words = Field("", description="If not, why; it is published")


class ComplaintDecisionIn(StrictSchema):
    is_upheld: bool
    reason: Reason
    remedy: Literal["", "lift", "exclude", "rank_again", "cancel"] = Field(
        "", description="what follows, if it is upheld"
    )


class CallToJudgeOut(Schema):
    call_number: str
    title: str
    stage: int
    state: str
    appointed_at: datetime


class BidderOut(Schema):
    company_id: UUID
    company: str


class JudgementOut(Schema):
    company_id: UUID
    criterion: int
    score: int
    reason: str


class ScoreSheetOut(Schema):
    state: str
    bidders: list[BidderOut] = Field(description="in whom to declare an interest, or none")
    bid_codes: list[str] = Field(description="which to judge; empty until it is time")
    scores: list[JudgementOut] = Field(description="what one has given oneself")


class ExplanationOut(Schema):
    company_id: UUID
    question: str
    asked_at: datetime
    answer_by: datetime
    answer: str
    answered_at: datetime | None


class AwardLetterOut(Schema):
    company_id: UUID
    written_at: datetime
    paragraphs: list[str]


@router.get("/calls-to-judge", response=list[CallToJudgeOut], operation_id="list_calls_to_judge")
def list_to_judge(request: HttpRequest) -> JsonResponse:
    """Calls whose bids one judges, the newest first; none to a key."""
    found = evaluations.judged_by(actor=actor_who(is_signed_in, request))
    told = [
        {
            "call_number": one.call.number,
            "title": one.call.title,
            "stage": one.stage_number,
            "state": one.state,
            "appointed_at": one.appointed_at,
        }
        for one in found
    ]
    return JsonResponse(told, safe=False)


@router.get(f"{ONE}/scores", response=ScoreSheetOut, operation_id="get_score_sheet")
def read_sheet(request: HttpRequest, call_number: str) -> JsonResponse:
    """What an evaluator is to do and has done, in a session: declare, score each bid, lock."""
    return _sheet(request, *_mine(request, call_number))


@router.post(f"{ONE}/scores/declare", response=ScoreSheetOut, operation_id="declare_interest")
def declare(request: HttpRequest, call_number: str, body: InterestsIn) -> JsonResponse:
    """Say of every bidder whether one has an interest in it; who has one judges no more."""
    call, _evaluator = _mine(request, call_number)
    declared = {one.company_id: Declared(one.has_interest, one.text) for one in body.bidders}
    found = declare_interest(actor=actor_of(request), call_id=call.pk, declared=declared, now=now())
    return _sheet(request, call, found)


@router.post(f"{ONE}/scores/lock", response=ScoreSheetOut, operation_id="lock_scores")
def lock(request: HttpRequest, call_number: str) -> JsonResponse:
    """Say that one has judged every bid; nothing of it can be changed after."""
    call, _evaluator = _mine(request, call_number)
    scoring.lock_scores(actor=actor_of(request), call_id=call.pk, now=now())
    return read_sheet(request, call_number)


@router.get(SCORES, response=JudgedBidOut, operation_id="get_judged_bid")
def read_bid(request: HttpRequest, call_number: str, bid_code: str) -> JsonResponse:
    """All that an evaluator reads of a bid, trade secrets too, in a session."""
    call, evaluator = _mine(request, call_number)
    return JsonResponse(bid_out(bid_to_judge(actor_of(request), call, evaluator, bid_code)))


@router.put(SCORES, response=ScoreSheetOut, operation_id="score_bid")
def score(
    request: HttpRequest, call_number: str, bid_code: str, body: JudgementsIn
) -> JsonResponse:
    """Give a bid scores with reasons by some criteria, in a session; again, until one locks."""
    actor = actor_of(request)
    call, evaluator = _mine(request, call_number)
    bid = bid_to_judge(actor, call, evaluator, bid_code)
    places = {one.place: one.pk for one in evaluations.criteria_of(call)}
    if not {one.criterion for one in body.judgements} <= places.keys():
        raise NotFound
    scoring.score_bid(
        actor=actor, call_id=call.pk, company_id=bid.company_id, now=now(),
        judgements=[
            scoring.Judgement(places[one.criterion], one.score, one.reason)
            for one in body.judgements
        ],
    )  # fmt: skip
    return read_sheet(request, call_number)


@router.post(f"{ONE}/explanations", response=CallSeen, operation_id="ask_explanation")
def ask(request: HttpRequest, call_number: str, body: PriceQuestionIn) -> JsonResponse:
    """Ask a company how it comes to its price; it has some working days to answer."""
    return stepped(request, call_number, explaining.ask_explanation, **body.dict())


@router.get(EXPLANATION, response=ExplanationOut, operation_id="get_price_explanation")
def read_explanation(request: HttpRequest, call_number: str, company_id: UUID) -> JsonResponse:
    """What a company of one's own was asked about its price, and its answer."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    found = evaluations.explanations_of(call).get(company_id)
    if found is None or company_id not in member_ids(actor):
        raise NotFound
    return JsonResponse(_explanation(found))


@router.post(f"{EXPLANATION}/answer", response=ExplanationOut, operation_id="explain_price")
def explain(
    request: HttpRequest, call_number: str, company_id: UUID, body: ExplanationIn
) -> JsonResponse:
    """Account for the price of a company of one's own, once and in time."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    found = explaining.explain_price(
        actor=actor, call_id=call.pk, company_id=company_id, answer=body.answer, now=now()
    )
    return JsonResponse(_explanation(found))


@router.post(f"{EXCLUSION}/decide", response=CallSeen, operation_id="decide_exclusion")
def decide(
    request: HttpRequest, call_number: str, company_id: UUID, body: ExclusionDecisionIn
) -> JsonResponse:
    """Agree to an exclusion that another person proposed, or refuse it, in a session."""
    act = excluding.decide_exclusion
    return stepped(request, call_number, act, company_id=company_id, **body.dict())


@router.post(f"{EXCLUSION}/lift", response=CallSeen, operation_id="lift_exclusion")
def lift(
    request: HttpRequest, call_number: str, company_id: UUID, body: CallReasonIn
) -> JsonResponse:
    """Let an excluded bid count again, as another person than who excluded it, in a session."""
    act = excluding.lift_exclusion
    return stepped(request, call_number, act, company_id=company_id, reason=body.reason)


@router.post(
    f"{ONE}/complaints/{{int:complaint_number}}/decide",
    response=ComplaintOut,
    operation_id="decide_complaint",
)
def settle(
    request: HttpRequest, call_number: str, complaint_number: int, body: ComplaintDecisionIn
) -> JsonResponse:
    """Decide on a complaint, with reasons, in a session; after the last one the call goes on."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    found = decide_complaint(
        actor=actor, call_id=call.pk, number=complaint_number, now=now(), **body.dict()
    )
    return JsonResponse(complaint_out(found))


@router.get(
    f"{ONE}/letters/{{uuid:company_id}}", response=AwardLetterOut, operation_id="get_award_letter"
)
def read_letter(request: HttpRequest, call_number: str, company_id: UUID) -> JsonResponse:
    """What a bidder was told of the ranking, in the reader's language; to its members and to those
    who see all of the call."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    letter = awards.get_letter(actor=actor, call=call, company_id=company_id)
    return JsonResponse(
        {
            "company_id": letter.company_id,
            "written_at": letter.written_at,
            "paragraphs": [one for one in letter_words(letter.data, call.currency) if one],
        }
    )


def _mine(request: HttpRequest, call_number: str) -> tuple[Call, Evaluator]:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    return call, evaluations.get_evaluator(actor=actor, call=call)


def _sheet(request: HttpRequest, call: Call, evaluator: Evaluator) -> JsonResponse:
    try:
        to_judge = bids_to_judge(actor_of(request), call, evaluator)
    except NotFound:
        to_judge = []
    bidders = [{"company_id": key, "company": name} for key, name in bidders_of(call).items()]
    return JsonResponse(
        {
            "state": evaluator.state,
            "bidders": bidders,
            "bid_codes": [bid.code for bid in to_judge],
            "scores": [_score(one) for one in evaluations.own_scores(evaluator).values()],
        }
    )


def _score(one: BidScore) -> dict[str, Any]:
    return {
        "company_id": one.company_id,
        "criterion": one.criterion.place,
        "score": one.score,
        "reason": one.reason,
    }


def _explanation(one: PriceExplanation) -> dict[str, Any]:
    names = ("company_id", "question", "asked_at", "answer_by", "answer", "answered_at")
    return {name: getattr(one, name) for name in names}
