"""What the API shows of cases to those who work on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.government.cases.api.schemas import CaseOut, case_out
from gongjian.government.cases.models import Appeal, Assistance, Case, Extension
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.models.urgency import UrgencyReason
from gongjian.government.cases.selectors.guesses import GuessedCategory


class UrgencyReasonOut(Schema):
    """Why a case is urgent, or, set by hand, why not."""

    reason: UrgencyReason
    words: list[str] = Field(description="of the requester that led to it, or of who set it")


class StaffCaseOut(CaseOut):
    """A case in full, with where it stands in the house."""

    channel: Channel
    is_urgent: bool = Field(description="goes first and is never closed by itself")
    urgency_reasons: list[UrgencyReasonOut]
    contact_name: str
    contact_email: str
    contact_phone: str
    handler_id: UUID | None
    handler: str = Field(description="the handler's name")
    dispatch_note: str = Field(description="why it waits for a dispatcher")
    better_department_id: UUID | None = Field(description="whose it is, says who handed it back")
    hand_back_count: int
    is_settled: bool = Field(description="a dispatcher settled who is responsible")
    accept_due_at: datetime | None
    paused_at: datetime | None = Field(description="since when the clock stands still")


class GuessOut(Schema):
    """A category that the case may be about."""

    category_id: UUID
    name: str
    share: int = Field(description="of a hundred, among the guesses")
    words: list[str] = Field(description="of the text, that led to it")


class ExtensionOut(Schema):
    """More working days that were asked for and wait for a decision."""

    id: UUID
    working_days: int
    reason: str
    asked_by: str
    asked_at: datetime


class AppealOut(Schema):
    """An appeal against a rejection that waits for a decision."""

    id: UUID
    text: str
    made_at: datetime


class AssistanceOut(Schema):
    """A part that another department was asked for."""

    id: UUID
    department_id: UUID
    request: str
    duty_id: UUID | None = Field(description="the duty that names the department as supporting")
    asked_at: datetime
    due_at: datetime
    reply: str
    replied_at: datetime | None
    withdrawn_at: datetime | None = Field(description="since when it is no longer needed")


class HandlerOut(Schema):
    user_id: UUID
    name: str


def staff_case_out(case: Case) -> dict[str, object]:
    """The fields of StaffCaseOut; the handler is there already."""
    return {
        **case_out(case, in_full=True),
        "channel": case.channel,
        "is_urgent": case.is_urgent,
        "urgency_reasons": case.urgency_reasons,
        "contact_name": case.contact_name,
        "contact_email": case.contact_email,
        "contact_phone": case.contact_phone,
        "handler_id": case.handler_id,
        "handler": case.handler.name if case.handler else "",
        "dispatch_note": case.dispatch_note,
        "better_department_id": case.better_department_id,
        "hand_back_count": case.hand_back_count,
        "is_settled": case.is_settled,
        "accept_due_at": case.accept_due_at,
        "paused_at": case.paused_at,
    }


def guesses_out(guesses: Sequence[GuessedCategory]) -> list[dict[str, object]]:
    return [
        {
            "category_id": guess.category.pk,
            "name": guess.category.name,
            "share": guess.share,
            "words": guess.words,
        }
        for guess in guesses
    ]


def extension_out(extension: Extension) -> dict[str, object]:
    return {
        "id": extension.pk,
        "working_days": extension.working_days,
        "reason": extension.reason,
        "asked_by": extension.asked_by.name if extension.asked_by else "",
        "asked_at": extension.asked_at,
    }


def appeal_out(appeal: Appeal) -> dict[str, object]:
    return {"id": appeal.pk, "text": appeal.text, "made_at": appeal.made_at}


def assistance_out(assistance: Assistance) -> dict[str, object]:
    return {
        "id": assistance.pk,
        "department_id": assistance.department_id,
        "request": assistance.request,
        "duty_id": assistance.duty_id,
        "asked_at": assistance.asked_at,
        "due_at": assistance.due_at,
        "reply": assistance.reply,
        "replied_at": assistance.replied_at,
        "withdrawn_at": assistance.withdrawn_at,
    }
