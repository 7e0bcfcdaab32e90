"""What the API takes and gives. Only what this actor may see ever gets into a schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext
from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

from gongjian.foundation.kernel.api_fields import (
    Email,
    Latitude,
    Longitude,
    PageOut,
    StrictSchema,
    Text,
    wrong_input,
)
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.rules import CaseKind, CaseState, ClockName, Step
from gongjian.government.cases.selectors.clocks import Clock
from gongjian.government.cases.selectors.timelines import TimelineEntry


class CaseIn(StrictSchema):
    """A new case. Only ``title`` or ``text`` is needed; the rest is found or asked."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "text": "The street light in front of the school has been out for three days.",
                "address": "12 Lake Road",
                "is_public": True,
            }
        }
    )

    title: Annotated[Text, Field(max_length=200)] = ""
    text: Annotated[Text, Field(max_length=20_000)] = ""
    kind: CaseKind = CaseKind.REPORT
    is_public: bool = Field(
        default=False, description="shown to everybody, with personal data covered"
    )
    language: Annotated[Text, Field(max_length=10)] = "en"
    category_id: UUID | None = None
    area_id: UUID | None = None
    address: Annotated[Text, Field(max_length=200)] = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    contact_name: Annotated[Text, Field(max_length=80)] = ""
    contact_email: Email = ""
    contact_phone: Annotated[Text, Field(max_length=40)] = ""

    @model_validator(mode="after")
    def _is_enough(self) -> CaseIn:
        if not (self.title or self.text):
            raise wrong_input(gettext("A case needs a title or a text."))
        return self


class CaseOut(Schema):
    """A case as far as this caller may know it; texts are masked for the public."""

    number: str
    kind: CaseKind
    state: CaseState
    is_open: bool
    version: int
    title: str
    text: str
    is_public: bool
    category_id: UUID | None
    area_id: UUID | None
    address: str
    longitude: float | None
    latitude: float | None
    lead_department_id: UUID | None
    received_at: datetime
    updated_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    is_solved: bool | None
    satisfaction: int | None
    support_count: int


class CaseCreated(CaseOut):
    """The new case and, once, the secret that opens it without an account."""

    secret: str


class CasePage(PageOut):
    items: list[CaseOut]


class ClockOut(Schema):
    """Something that is to happen by a moment, which is the first that is too late."""

    name: ClockName
    ends_at: datetime
    is_paused: bool = Field(description="stands still until the requester replies")
    provision: str = Field(description="which sets the time; “” where none does")


class CaseSeen(CaseOut):
    """One case, with what this caller can do about it."""

    steps: list[Step] = Field(description="that this caller may take now")
    clocks: list[ClockOut] = Field(description="that run now, the next to end first")
    is_supporting: bool = Field(description="the caller has said “me too”")
    merged_into: str | None = Field(
        description="the number of the case that goes on instead, where the caller may open it"
    )
    hidden_at: datetime | None = Field(description="since when staff hide it from the public")


class AttachmentOut(Schema):
    """A photo or document; its content is at ``/cases/{number}/attachments/{id}``."""

    id: UUID
    name: str
    media_type: str
    size: int = Field(description="in bytes")
    is_public: bool
    has_thumbnail: bool = Field(description="a small picture is at …/attachments/{id}/small")
    added_at: datetime


class EntryOut(Schema):
    """One thing that happened to a case."""

    event: str
    at: datetime
    from_state: str
    to_state: str
    visibility: Visibility = Field(description="who may know of it")
    text: str
    department: str
    person: str = Field(description="who did it; to staff only")
    provision: str
    data: dict[str, Any] = Field(description="a new due date, a decision, a rating, …")
    attachments: list[AttachmentOut]


class EntryPage(PageOut):
    items: list[EntryOut]


def case_out(case: Case, *, in_full: bool) -> dict[str, object]:
    """The fields of CaseOut, masked unless in full; a plain dict, because validating our own data
    would cost a quarter of the request."""
    return {
        "number": case.shown_number,
        "kind": case.kind,
        "state": case.state,
        "is_open": case.is_open,
        "version": case.version,
        "title": case.title if in_full else case.public_title,
        "text": case.text if in_full else case.public_text,
        "is_public": case.is_public,
        "category_id": case.category_id,
        "area_id": case.area_id,
        "address": case.address if in_full else case.public_address,
        "longitude": case.longitude,
        "latitude": case.latitude,
        "lead_department_id": case.lead_department_id,
        "received_at": case.received_at,
        "updated_at": case.updated_at,
        "due_at": case.due_at,
        "answered_at": case.answered_at,
        "closed_at": case.closed_at,
        "is_solved": case.is_solved,
        "satisfaction": case.satisfaction,
        "support_count": case.support_count,
    }


def clock_out(clock: Clock) -> dict[str, object]:
    """The fields of ClockOut."""
    return {
        "name": clock.name,
        "ends_at": clock.ends_at,
        "is_paused": clock.is_paused,
        "provision": str(clock.provision) if clock.provision else "",
    }


def entry_out(entry: TimelineEntry) -> dict[str, object]:
    """The fields of EntryOut."""
    provision = entry.answer.provision if entry.answer else None
    return {
        "event": entry.name,
        "at": entry.at,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "visibility": entry.visibility,
        "text": entry.text,
        "department": entry.department,
        "person": entry.person,
        "provision": str(provision) if provision else "",
        "data": entry.data,
        "attachments": [attachment_out(attachment) for attachment in entry.attachments],
    }


def attachment_out(attachment: Attachment) -> dict[str, object]:
    """The fields of AttachmentOut."""
    return {
        "id": attachment.pk,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "is_public": attachment.is_public,
        "has_thumbnail": bool(attachment.thumbnail),
        "added_at": attachment.added_at,
    }
