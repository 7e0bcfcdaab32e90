"""Projects of rounds by programme, from submission to rating."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictSchema
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.public.budgeting.actions import change_project as changing
from gongjian.public.budgeting.actions.edit_project import edit_project
from gongjian.public.budgeting.api.schemas import (
    BudgetProjectChangeIn,
    BudgetProjectIn,
    BudgetProjectOut,
    BudgetProjectPage,
    BudgetProjectQuery,
    BudgetProjectSeen,
    ProjectCheckIn,
    ProjectReasonIn,
    ProjectReportIn,
    StarsIn,
    event_out,
    project_out,
)
from gongjian.public.budgeting.models import BudgetRound
from gongjian.public.budgeting.selectors import projects, rounds

router = Router()
ONE = "/budget-rounds/{round_number}/projects/{int:project_number}"


def _round(request: HttpRequest, number: str) -> BudgetRound:
    return rounds.get_round(actor=actor_of(request), number=number, now=now())


def _stepped(
    request: HttpRequest,
    number: str,
    project_number: int,
    act: Callable[..., object],
    body: StrictSchema,
) -> JsonResponse:
    round_ = _round(request, number)
    act(
        actor=actor_of(request), number=round_.number, project_number=project_number, now=now(),
        **body.dict(),
    )  # fmt: skip
    return JsonResponse(project_out(projects.get_project(round_, project_number)))


@router.get(
    "/budget-rounds/{round_number}/projects",
    response=BudgetProjectPage,
    operation_id="list_budget_projects",
)
def list_many(
    request: HttpRequest, round_number: str, query: Query[BudgetProjectQuery]
) -> JsonResponse:
    """Projects of a round, by their number."""
    page = projects.list_projects(
        _round(request, round_number),
        part_id=query.part_id,
        state=query.state.value if query.state else "",
        words=query.q,
        cursor=query.cursor,
        size=query.size,
    )
    items = [project_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def _made(request: HttpRequest, made: list) -> JsonResponse:
    project = projects.get_project(_round(request, made[0]), made[1])
    return JsonResponse(project_out(project), status=201)


@router.post(
    "/budget-rounds/{round_number}/projects",
    response={201: BudgetProjectOut},
    operation_id="submit_budget_project",
)
@creates(_made)
def submit(request: HttpRequest, round_number: str, body: BudgetProjectIn) -> list:
    """Submit a project while they are collected."""
    project = changing.submit_project(
        actor=actor_of(request), number=round_number, draft=body.draft(), now=now()
    )
    return [round_number, project.number]


@router.get(ONE, response=BudgetProjectSeen, operation_id="get_budget_project")
def read_one(request: HttpRequest, round_number: str, project_number: int) -> JsonResponse:
    """A project and what has happened to it."""
    project = projects.get_project(_round(request, round_number), project_number)
    events = [event_out(one) for one in projects.events_of(project)]
    return JsonResponse({**project_out(project), "events": events})


@router.put(ONE, response=BudgetProjectOut, operation_id="edit_budget_project")
def edit(
    request: HttpRequest, round_number: str, project_number: int, body: BudgetProjectChangeIn
) -> JsonResponse:
    """Give one's own project other words while projects are collected; it is checked anew, and
    what it said stays among its events."""
    round_ = _round(request, round_number)
    edit_project(
        actor=actor_of(request), number=round_.number, project_number=project_number,
        draft=body.draft(), version=body.version, now=now(),
    )  # fmt: skip
    return JsonResponse(project_out(projects.get_project(round_, project_number)))


@router.post(f"{ONE}/check", response=BudgetProjectOut, operation_id="check_budget_project")
def check(
    request: HttpRequest, round_number: str, project_number: int, body: ProjectCheckIn
) -> JsonResponse:
    """Say whether it can be built and for how much, with the reason; its department, and who
    manages the round."""
    return _stepped(request, round_number, project_number, changing.check_project, body)


@router.post(f"{ONE}/withdraw", response=BudgetProjectOut, operation_id="withdraw_budget_project")
def withdraw(
    request: HttpRequest, round_number: str, project_number: int, body: ProjectReasonIn
) -> JsonResponse:
    """Take it back: its proposer until the vote begins, who manages the round until it is
    counted."""
    return _stepped(request, round_number, project_number, changing.withdraw_project, body)


@router.post(f"{ONE}/report", response=BudgetProjectOut, operation_id="report_budget_project")
def report(
    request: HttpRequest, round_number: str, project_number: int, body: ProjectReportIn
) -> JsonResponse:
    """Say how building goes."""
    return _stepped(request, round_number, project_number, changing.report_building, body)


@router.put(f"{ONE}/rating", response=BudgetProjectOut, operation_id="rate_budget_project")
def rate(
    request: HttpRequest, round_number: str, project_number: int, body: StarsIn
) -> JsonResponse:
    """Say how good it is, once it is built; again: another number in its place."""
    return _stepped(request, round_number, project_number, changing.rate_project, body)
