"""The trail by programme."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictQuery, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.trail.selectors.stories import story_of
from gongjian.foundation.trail.selectors.trails import is_told_of, trail_of
from gongjian.foundation.trail.told import stage_out, whole_trail
from gongjian.foundation.trail.views.trails import trail_answer

router = Router()
FILE = {"responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}}


class TrailQuery(StrictQuery):
    reference: Annotated[
        Text, Field(min_length=3, max_length=80, description='as the trail has it: "case:0192…"')
    ]


class TrailThingOut(Schema):
    reference: str
    title: str
    number: str
    url: str
    state: str
    language: str
    at: datetime | None
    note: str
    owner: str = Field(description="the public body that answers for it, or the company")
    is_late: bool


class TrailStageOut(Schema):
    kind: str
    things: list[TrailThingOut]
    hidden_count: int = Field(description="of those that the caller may not see")


class TrailOut(Schema):
    stages: list[TrailStageOut]
    is_cut: bool = Field(description="there is more than is listed")


class EdgeOut(Schema):
    source: str = Field(description='a reference; "hidden:case" stands for all hidden cases')
    relation: str
    target: str


class TrailMomentOut(Schema):
    at: datetime
    words: str
    by: str = Field(description="a public body or a company, never a person")
    is_late: bool
    reference: str = Field(description="of the thing to which it happened")
    days_since: int | None = Field(description="since the moment before; null for the first")


class TrailSpanOut(Schema):
    kind: str
    begins_on: date
    days: int | None = Field(
        description="until things of the next kind came; null: the last, or they were there before"
    )


class TrailMoneyOut(Schema):
    name: Literal["budgeted", "awarded", "agreed", "paid"]
    currency: str
    amount_minor: int = Field(description="in the smallest unit of the currency")


class TrailTotalsOut(Schema):
    people: int = Field(description="different people behind it")
    people_is_exact: bool = Field(description="false: too many to tell apart; nobody is left out")
    days: int = Field(description="from the first moment to the last")
    spans: list[TrailSpanOut]
    money: list[TrailMoneyOut]
    rated: int = Field(description="public cases rated by those who asked")
    solved: int = Field(description="of those, that say solved")
    stars: int = Field(description="sum of all ratings of 1 to 5 stars")
    starred: int = Field(description="how many gave stars")
    ballots: int = Field(description="in its budget rounds; secret, so not among people")


class WholeTrailOut(TrailOut):
    reference: str = Field(description="of the thing asked for")
    edges: list[EdgeOut]
    moments: list[TrailMomentOut]
    moments_are_cut: bool = Field(description="more happened than is told here")
    totals: TrailTotalsOut


@router.get(
    "/trail/{trail_kind}/{trail_number}", response=WholeTrailOut, operation_id="get_trail_by_number"
)
def read_whole_trail(
    request: HttpRequest,
    trail_kind: Annotated[Text, Path(max_length=40)],
    trail_number: Annotated[Text, Path(max_length=60)],
) -> JsonResponse:
    """Where a thing came from and what became of it, by the number that people know it by: what led
    to what, what happened when, and what it all adds up to."""
    story = story_of(actor=actor_of(request), kind_path=trail_kind, number=trail_number, now=now())
    return JsonResponse(whole_trail(story))


@router.get(
    "/trail/{trail_kind}/{trail_number}/file",
    operation_id="download_trail",
    openapi_extra={
        "responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}
    },
)
def download_trail(
    request: HttpRequest,
    trail_kind: Annotated[Text, Path(max_length=40)],
    trail_number: Annotated[Text, Path(max_length=60)],
) -> HttpResponse:
    """The same with the town's signature and the places of its moments in the ledger: a file that
    `gongjian trail verify` checks offline."""
    return trail_answer(request, trail_kind, trail_number)


@router.get("/trail", response=TrailOut, operation_id="get_trail")
def read_trail(request: HttpRequest, query: Query[TrailQuery]) -> JsonResponse:
    """Where a thing came from and what came of it, as far as the caller may know of it."""
    actor, at = actor_of(request), now()
    if not is_told_of(actor=actor, reference=query.reference, now=at):
        raise NotFound
    trail = trail_of(actor=actor, reference=query.reference, now=at)
    return JsonResponse(
        {"stages": [stage_out(one) for one in trail.stages], "is_cut": trail.is_cut}
    )
