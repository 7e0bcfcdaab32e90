"""The telephone desk: what a caller says becomes a case, or counts for one that others reported."""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import Latitude, Longitude, StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases import policies
from gongjian.government.cases.actions import take_call as calls
from gongjian.government.cases.actions.receive_case import CaseDraft
from gongjian.government.cases.api.places import place_of
from gongjian.government.cases.api.schemas import (
    CaseCreated,
    CaseOut,
    case_out,
)
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import CaseKind
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.tracking import tracking_secret
from gongjian.government.cases.views.phone_desk import LEAST_TEXT

router = Router()


class CallIn(StrictSchema):
    """What the operator hears."""

    text: Annotated[Text, Field(min_length=LEAST_TEXT, max_length=20_000)]
    title: Annotated[Text, Field(max_length=200)] = ""
    kind: CaseKind = CaseKind.HELP
    is_public: bool = Field(default=False, description="only where the caller agreed")
    language: Annotated[Text, Field(max_length=10)] | None = Field(
        default=None, description="the request's own where it is not given"
    )
    category_id: UUID | None = None
    area_id: UUID | None = None
    address: Annotated[Text, Field(max_length=200)] = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    contact_name: Annotated[Text, Field(max_length=80)] = ""
    contact_phone: Annotated[Text, Field(max_length=40)] = ""


class CallerIn(StrictSchema):
    telephone: Annotated[Text, Field(max_length=40)] = Field(
        default="", description="by which the caller counts once; without it every time"
    )


class CallerJoined(CaseOut):
    """The case, and whether the caller counts there for the first time."""

    is_new: bool


def _show_taken(request: HttpRequest, made: str) -> HttpResponse:
    """What is read out to the caller; also of areas that the operator cannot look into."""
    actor_who(policies.takes_calls, request)
    case = cases.get_visible(actor=Actor.system("phone"), case_id=UUID(made))
    if case.erased_at is not None:
        raise NotFound
    shown = {**case_out(case, in_full=True), "secret": tracking_secret(case.pk)}
    return JsonResponse(shown, status=201)


@router.post("", response={201: CaseCreated}, operation_id="take_call")
@creates(_show_taken)
def take(request: HttpRequest, body: CallIn) -> str:
    """Make a call a case and dispatch it at once, so that number, secret, department and due date
    can be read out. For whoever takes calls."""
    actor, place = actor_who(policies.takes_calls, request), place_of(body)
    given = body.model_dump(exclude={"area_id", "language"})
    draft = CaseDraft(
        **given, area_id=place.area_id, area_path=place.area_path, channel=Channel.PHONE,
        language=body.language or translation.get_language() or "en",
    )  # fmt: skip
    return str(calls.take_call(actor=actor, draft=draft, now=now()).pk)


def _show_joined(request: HttpRequest, made: Any) -> HttpResponse:
    case_id, is_new = made
    case = cases.get_visible(actor=actor_who(policies.takes_calls, request), case_id=UUID(case_id))
    return JsonResponse({**case_out(case, in_full=False), "is_new": is_new})


@router.post("/{number}/callers", response=CallerJoined, operation_id="join_caller")
@creates(_show_joined)
def join(request: HttpRequest, number: str, body: CallerIn) -> tuple[str, bool]:
    """Count a caller among those who have the same trouble as an open public case."""
    actor = actor_who(policies.takes_calls, request)
    found = cases.get_case(actor=actor, number=number)
    case, is_new = calls.join_caller(
        actor=actor, case_id=found.pk, telephone=body.telephone, call=secrets.token_hex(16),
        now=now(),
    )  # fmt: skip
    return str(case.pk), is_new
