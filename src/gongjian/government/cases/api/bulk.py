"""The same step on many cases of a queue; each stands or falls for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.problems import fields_of
from gongjian.government.cases import policies
from gongjian.government.cases.actions.bulk import (
    MOST_AT_ONCE,
    Outcome,
    accept_cases,
    assign_handlers,
)
from gongjian.government.cases.api.schemas import CaseOut, case_out
from gongjian.government.cases.api.staff_schemas import HandlerOut
from gongjian.government.cases.selectors.cases import ids_of_numbers
from gongjian.government.cases.selectors.colleagues import colleagues_of

router = Router()


class ManyIn(StrictSchema):
    numbers: Annotated[
        list[Annotated[Text, Field(max_length=20)]],
        Field(min_length=1, max_length=MOST_AT_ONCE, description="of the cases"),
    ]


class ManyAssignIn(ManyIn):
    user_id: UUID


class ProblemOut(Schema):
    """Why not; as the problem document that the step alone would have answered with."""

    type: str
    title: str
    status: int
    code: str


class OutcomeOut(Schema):
    """What became of one case."""

    number: str = Field(description="as it was sent")
    is_done: bool
    case: CaseOut | None
    problem: ProblemOut | None


class OutcomesOut(Schema):
    outcomes: list[OutcomeOut]


@router.post("/handler/accept", response=OutcomesOut, operation_id="accept_cases")
def accept_many(request: HttpRequest, body: ManyIn) -> JsonResponse:
    """Accept several cases; sent again, those that are accepted already say so."""
    actor = actor_who(policies.handles_cases, request)
    return _each(body.numbers, lambda ids: accept_cases(actor=actor, case_ids=ids, now=now()))


@router.post("/handler/assign", response=OutcomesOut, operation_id="assign_handlers")
def assign_many(request: HttpRequest, body: ManyAssignIn) -> JsonResponse:
    """Give several cases to one handler."""
    actor = actor_who(policies.supervises, request)
    return _each(
        body.numbers,
        lambda ids: assign_handlers(actor=actor, case_ids=ids, user_id=body.user_id, now=now()),
    )


@router.get("/handler/colleagues", response=list[HandlerOut], operation_id="list_colleagues")
def list_colleagues(request: HttpRequest) -> JsonResponse:
    """Whom the caller can give cases to: the handlers of the departments they supervise."""
    found = colleagues_of(actor_who(policies.supervises, request))
    return JsonResponse([{"user_id": user.pk, "name": user.name} for user in found], safe=False)


def _each(
    numbers: Sequence[str], act: Callable[[Sequence[UUID]], Sequence[Outcome]]
) -> JsonResponse:
    numbers = list(dict.fromkeys(numbers))
    known = ids_of_numbers(numbers)
    outcomes = {outcome.case_id: outcome for outcome in act(list(known.values()))}
    shown = [_shown(number, outcomes[known[number]] if number in known else None)
             for number in numbers]  # fmt: skip
    return JsonResponse({"outcomes": shown})


def _shown(number: str, outcome: Outcome | None) -> dict[str, object]:
    error: GongjianError | None = NotFound() if outcome is None else outcome.error
    case = outcome.case if outcome is not None else None
    return {
        "number": number,
        "is_done": error is None,
        "case": case_out(case, in_full=True) if case is not None else None,
        "problem": fields_of(error) if error is not None else None,
    }
