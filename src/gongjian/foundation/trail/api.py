"""The trail by programme."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictQuery, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
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


class TrailStageOut(Schema):
    kind: str
    things: list[TrailThingOut]
    hidden_count: int = Field(description="of those that the caller may not see")


class TrailOut(Schema):
    stages: list[TrailStageOut]
    is_cut: bool = Field(description="there is more than is listed")


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
        "note": told.note,
    }  # fmt: skip
