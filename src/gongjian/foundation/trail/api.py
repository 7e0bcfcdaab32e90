"""The trail by programme."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest, JsonResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictQuery, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.trail.selectors.stories import Story, story_of
from gongjian.foundation.trail.selectors.trails import Stage, Thing, is_told_of, trail_of

router = Router()


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


def whole_trail(story: Story) -> dict[str, object]:
    """A trail as JSON has it."""
    totals, weight = story.totals, story.totals.weight
    return {
        "reference": story.here.reference,
        "stages": [_stage(one) for one in story.trail.stages],
        "is_cut": story.trail.is_cut,
        "edges": [
            {"source": one.source, "relation": one.relation, "target": one.target}
            for one in story.trail.edges
        ],
        "moments": [
            {
                "at": one.moment.at, "words": one.moment.words, "by": one.moment.by,
                "is_late": one.moment.is_late, "reference": one.thing.reference,
                "days_since": one.days_since,
            }
            for one in story.entries
        ],
        "moments_are_cut": story.is_timeline_cut,
        "totals": {
            "people": totals.people.count, "people_is_exact": totals.people.is_exact,
            "days": totals.days,
            "spans": [
                {"kind": one.kind, "begins_on": one.begins_on, "days": one.days}
                for one in totals.spans
            ],
            "money": [
                {"name": one.name, "currency": one.currency, "amount_minor": one.amount_minor}
                for one in totals.money
            ],
            "rated": weight.rated, "solved": weight.solved, "stars": weight.stars,
            "starred": weight.starred, "ballots": weight.voters,
        },
    }  # fmt: skip


@router.get("/trail", response=TrailOut, operation_id="get_trail")
def read_trail(request: HttpRequest, query: Query[TrailQuery]) -> JsonResponse:
    """Where a thing came from and what came of it, as far as the caller may know of it."""
    actor, at = actor_of(request), now()
    if not is_told_of(actor=actor, reference=query.reference, now=at):
        raise NotFound
    trail = trail_of(actor=actor, reference=query.reference, now=at)
    return JsonResponse({"stages": [_stage(one) for one in trail.stages], "is_cut": trail.is_cut})


def _stage(stage: Stage) -> dict[str, object]:
    things = [_thing(one) for one in stage.things]
    return {"kind": stage.kind.name, "things": things, "hidden_count": stage.hidden_count}


def _thing(thing: Thing) -> dict[str, object]:
    told = thing.told
    return {
        "reference": thing.reference, "title": told.title, "number": told.number,
        "url": told.url, "state": str(told.state), "language": told.language, "at": told.at,
        "note": told.note, "owner": told.owner, "is_late": told.is_late,
    }  # fmt: skip
