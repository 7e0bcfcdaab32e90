"""What a sensor reports: a bin that is full, water that stands, noise above the limit."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import Latitude, Longitude, StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.cases.actions.receive_case import CaseDraft
from gongjian.government.cases.actions.receive_reading import receive_reading
from gongjian.government.cases.api.places import EVER, place_of
from gongjian.government.cases.api.schemas import CaseOut, case_out
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.selectors import cases

router = Router()


class ReadingIn(StrictSchema):
    """One report of one sensor. While its case is open, further reports join it."""

    sensor: Annotated[Text, Field(min_length=1, max_length=80)]
    title: Annotated[Text, Field(min_length=1, max_length=200)]
    text: Annotated[Text, Field(max_length=2_000)] = ""
    category_id: UUID | None = None
    area_id: UUID | None = None
    address: Annotated[Text, Field(max_length=200)] = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    measured: Annotated[
        dict[Annotated[Text, Field(max_length=40)], Annotated[Text, Field(max_length=120)]],
        Field(max_length=20),
    ] = {}
    is_public: bool = True


def _show(request: HttpRequest, made: Any) -> HttpResponse:
    case_id, is_new = made
    # It was this programme's report that made or joined it, whoever else may see it.
    case = cases.get_visible(actor=Actor.system("sensor"), case_id=UUID(case_id))
    return JsonResponse(case_out(case, in_full=True), status=201 if is_new else 200)


@router.post("", response={200: CaseOut, 201: CaseOut}, operation_id="receive_reading")
@creates(_show)
def create_reading(request: HttpRequest, body: ReadingIn) -> tuple[str, bool]:
    """Report what a sensor measured. 201: a new case; 200: it joined the sensor's open case."""
    # A repeat joins its case whatever went out of use meanwhile; a new case needs more.
    place = place_of(body, EVER)
    draft = CaseDraft(
        title=body.title, text=body.text, category_id=body.category_id, address=body.address,
        longitude=body.longitude, latitude=body.latitude, is_public=body.is_public,
        channel=Channel.SENSOR, data=dict(body.measured), area_id=place.area_id,
        area_path=place.area_path,
    )  # fmt: skip
    case, is_new = receive_reading(
        actor=actor_of(request), sensor=body.sensor, draft=draft, now=now()
    )
    return str(case.pk), is_new
