"""What waits: the handler's queue by deadline, the dispatcher's by age, requests for more time."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases import policies
from gongjian.government.cases.api.filters import ListFilters, QueueFilters
from gongjian.government.cases.api.staff_schemas import (
    AppealOut,
    AssistanceOut,
    ExtensionOut,
    GuessOut,
    StaffCaseOut,
    appeal_out,
    assistance_out,
    extension_out,
    guesses_out,
    staff_case_out,
)
from gongjian.government.cases.models import CaseEvent
from gongjian.government.cases.selectors.decisions import extension_queue, hiding_appeal_queue
from gongjian.government.cases.selectors.guesses import guesses_of
from gongjian.government.cases.selectors.queues import (
    MOST_COUNTED,
    Whose,
    dispatcher_count,
    dispatcher_queue,
    handler_queue,
    queue_counts,
)

router = Router()


class HandlerQuery(QueueFilters, PageQuery):
    whose: Whose = Field(
        default=Whose.ALL,
        description=(
            "`mine`: those the caller handles; `nobodys`: those free; `unaccepted`, `overdue`; "
            "`asked`: parts of other departments' cases; `waiting`: for the requester, whose clock "
            "stands, so that they are in none of the others; `to_close`: urgent ones that were "
            "answered, which a supervisor closes"
        ),
    )


class DispatcherQuery(ListFilters, PageQuery):
    """Which of the cases that wait for a dispatcher."""


class QueueRowOut(Schema):
    """A case to handle, or the part of one that another department asked for."""

    case: StaffCaseOut
    due_at: datetime = Field(description="the part's own deadline where it is a part")
    assistance: AssistanceOut | None


class HandlerPage(PageOut):
    items: list[QueueRowOut]


class HandlerCounts(Schema):
    """How much lies on the desk of the caller's departments."""

    open: int = Field(description=f"{MOST_COUNTED} stands for that many or more; the others alike")
    unaccepted: int
    waiting: int
    overdue: int
    mine: int
    nobodys: int
    assistance: int
    to_close: int = Field(description="urgent ones, answered; where the caller supervises")


class HandBackOut(Schema):
    """A department said that it is not responsible."""

    at: datetime
    department: str
    reason: str


class WaitingOut(Schema):
    """A case that waits for a dispatcher, with what there is to know for placing it."""

    case: StaffCaseOut
    guesses: list[GuessOut]
    by_register: UUID | None = Field(description="the department that the duty register names")
    hand_backs: list[HandBackOut] = Field(description="the last one first")
    appeal: AppealOut | None


class DispatcherPage(PageOut):
    items: list[WaitingOut]


class DispatcherCounts(Schema):
    waiting: int = Field(description=f"{MOST_COUNTED} stands for that many or more")


class WantedTimeOut(Schema):
    case: StaffCaseOut
    extension: ExtensionOut


class ExtensionPage(PageOut):
    items: list[WantedTimeOut]


class HidingAppealOut(Schema):
    case: StaffCaseOut
    appeal: AppealOut


class HidingAppealPage(PageOut):
    items: list[HidingAppealOut]


def hand_back_out(event: CaseEvent) -> dict[str, object]:
    department = event.department.name if event.department else ""
    return {"at": event.at, "department": department, "reason": event.text}


@router.get("/handler", response=HandlerPage, operation_id="list_handler_queue")
def list_handler_queue(request: HttpRequest, query: Query[HandlerQuery]) -> JsonResponse:
    """Open cases of the caller's departments, and parts they were asked for: urgent ones first,
    then by deadline."""
    page = handler_queue(
        actor=actor_who(policies.handles_cases, request), now=now(), filters=query.filters(),
        whose=query.whose, cursor=query.cursor, size=query.size,
    )  # fmt: skip
    items = [
        {
            "case": staff_case_out(row.case),
            "due_at": row.due_at,
            "assistance": assistance_out(row.assistance) if row.assistance else None,
        }
        for row in page.items
    ]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/handler/counts", response=HandlerCounts, operation_id="count_handler_queue")
def count_handler_queue(request: HttpRequest) -> JsonResponse:
    """The numbers beside the handler's queue."""
    actor = actor_who(policies.handles_cases, request)
    return JsonResponse(asdict(queue_counts(actor=actor, now=now())))


@router.get("/dispatcher", response=DispatcherPage, operation_id="list_dispatcher_queue")
def list_dispatcher_queue(request: HttpRequest, query: Query[DispatcherQuery]) -> JsonResponse:
    """What triage could not place, what was handed back or is appealed: urgent ones first, then the
    longest waiting."""
    page = dispatcher_queue(
        actor=actor_who(policies.dispatches_cases, request), filters=query.filters(),
        cursor=query.cursor, size=query.size,
    )  # fmt: skip
    guesses = guesses_of(page.items)
    items = [
        {
            "case": staff_case_out(case),
            "guesses": guesses_out(guesses[case.pk]),
            "by_register": case.duty.lead_department_id if case.duty else None,
            "hand_backs": [hand_back_out(event) for event in case.hand_backs],
            "appeal": next((appeal_out(appeal) for appeal in case.open_appeals), None),
        }
        for case in page.items
    ]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/dispatcher/counts", response=DispatcherCounts, operation_id="count_dispatcher_queue")
def count_dispatcher_queue(request: HttpRequest) -> JsonResponse:
    """How many cases wait for a dispatcher."""
    actor = actor_who(policies.dispatches_cases, request)
    return JsonResponse({"waiting": dispatcher_count(actor=actor)})


@router.get("/extensions", response=ExtensionPage, operation_id="list_extension_queue")
def list_extension_queue(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Requests for more time that the caller may decide, the oldest first."""
    actor = actor_who(policies.decides_extensions, request)
    page = extension_queue(actor=actor, cursor=query.cursor, size=query.size)
    items = [
        {"case": staff_case_out(one.case), "extension": extension_out(one)} for one in page.items
    ]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/hiding-appeals", response=HidingAppealPage, operation_id="list_hiding_appeal_queue")
def list_hiding_appeal_queue(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Appeals against hiding a case that the caller may decide, the oldest first."""
    actor = actor_who(policies.decides_hiding_appeals, request)
    page = hiding_appeal_queue(actor=actor, cursor=query.cursor, size=query.size)
    items = [{"case": staff_case_out(one.case), "appeal": appeal_out(one)} for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})
