"""What is like a text, and what it is about: while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import Latitude, Longitude, StrictSchema, Text
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.cases.api.places import area_of, category_of
from gongjian.government.cases.api.schemas import CaseOut, case_out
from gongjian.government.cases.rules import CaseKind
from gongjian.government.cases.selectors.similar import SimilarCase, similar_cases
from gongjian.government.cases.selectors.suggestions import suggested_categories
from gongjian.government.cases.views.public_submit import LOOKUPS_AN_HOUR
from gongjian.government.cases.views.suggesting import COMPARED_TEXT
from gongjian.methods.case_kinds import kind_of

router = Router()


class WordsIn(StrictSchema):
    """What somebody is about to say, and where."""

    text: Annotated[Text, Field(min_length=1, max_length=20_000)]
    area_id: UUID | None = None
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    category_id: UUID | None = None


class SimilarOut(CaseOut):
    score: float = Field(description="how alike, up to 1")


class SuggestedCategoryOut(Schema):
    """A fitting category; without department and days the duty register has a gap."""

    category_id: UUID
    name: str
    department: str
    working_days: int | None


class SuggestionsOut(Schema):
    similar: list[SimilarOut] = Field(description="open public cases, the likest first")
    categories: list[SuggestedCategoryOut] = Field(description="the fittest first")
    kind: CaseKind = Field(description="what the words seem to be; a report where none tells")


# By POST: what people write stays out of logs.
@router.post("", response=SuggestionsOut, operation_id="get_suggestions")
def suggest(request: HttpRequest, body: WordsIn) -> JsonResponse:
    """Open public cases like a text, to say “me too” to, and categories that fit it, with who would
    be responsible. Nothing is kept.

    More than 1,000 m from the point no case is like it; of another category one counts less."""
    limit_hour(request, "suggestions", LOOKUPS_AN_HOUR, now())
    area, text = area_of(body), body.text[:COMPARED_TEXT]
    suggested = suggested_categories(text=text, area=area, on=local_day(now()))
    categories = [
        {
            "category_id": one.category_id,
            "name": one.name,
            "department": one.department,
            "working_days": one.working_days,
        }
        for one in suggested
    ]
    similar = similar_out(
        similar_cases(
            text=text, area=area, longitude=body.longitude, latitude=body.latitude,
            category=category_of(body.category_id),
        )
    )  # fmt: skip
    return JsonResponse({"similar": similar, "categories": categories, "kind": kind_of(text)})


def similar_out(found: Sequence[SimilarCase]) -> list[dict[str, object]]:
    return [{**case_out(one.case, in_full=False), "score": round(one.score, 3)} for one in found]
