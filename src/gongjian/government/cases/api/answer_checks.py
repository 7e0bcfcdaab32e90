"""A look at a drafted answer: what it speaks of, what is missing, how it reads. Nothing is kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.government.cases import policies
from gongjian.government.cases.api.callers import caller_of
from gongjian.government.cases.rules import Step
from gongjian.methods.answer_check import AnswerCheck, Flaw, check_answer
from gongjian.methods.answer_words import Part, Wanted

router = Router()


class DraftedIn(StrictSchema):
    text: Annotated[Text, Field(min_length=1, max_length=20_000)]


class AskOut(Schema):
    """One thing that was asked."""

    text: str
    wanted: Wanted
    share: float = Field(description="of its telling words, how many the answer holds, 0 to 1")
    gives: bool = Field(description="the answer holds something of the kind that is wanted")
    is_addressed: bool


class PartOut(Schema):
    part: Part
    words: list[str] = Field(description="that are it; none: it is missing")


class FlawOut(Schema):
    flaw: Flaw
    words: list[str]


class AnswerCheckOut(Schema):
    """Suggestions, never a condition: the answer may be sent whatever stands here."""

    asks: list[AskOut]
    parts: list[PartOut]
    flaws: list[FlawOut]
    completeness: float = Field(description="0 to 1; rough, hardly more than how much is said")
    clarity: float = Field(description="0 to 1; rough")


@router.post("/{number}/answer-check", response=AnswerCheckOut, operation_id="check_answer")
def check(request: HttpRequest, number: str, body: DraftedIn) -> JsonResponse:
    """Look at an answer before it is sent, beside what was asked: for whoever may answer now."""
    actor, case = caller_of(request, number)
    policies.require(Step.ANSWER, actor, case)
    return JsonResponse(check_out(check_answer(f"{case.title}\n{case.text}", body.text)))


def check_out(found: AnswerCheck) -> dict[str, object]:
    """The fields of AnswerCheckOut."""
    asks = [{**asdict(ask), "is_addressed": ask.is_addressed} for ask in found.asks]
    return {**asdict(found), "asks": asks}
