"""Everything about one case for whoever works on it: what the workbench shows on one page."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases import policies
from gongjian.government.cases.api.callers import caller_of
from gongjian.government.cases.api.staff_schemas import (
    AppealOut,
    AssistanceOut,
    ExtensionOut,
    GuessOut,
    HandlerOut,
    StaffCaseOut,
    appeal_out,
    assistance_out,
    extension_out,
    guesses_out,
    staff_case_out,
)
from gongjian.government.cases.api.suggestions import SimilarOut, similar_out
from gongjian.government.cases.rules import Step
from gongjian.government.cases.selectors.answer_templates import ready_answers
from gongjian.government.cases.selectors.colleagues import handlers_of
from gongjian.government.cases.selectors.guesses import guessed_categories
from gongjian.government.cases.selectors.handling import open_matters
from gongjian.government.cases.selectors.similar import cases_like

router = Router()


class ReadyAnswerOut(Schema):
    """A template with its places filled for this case."""

    template_id: UUID
    name: str
    text: str
    provision_id: UUID | None = Field(description="which it cites, in the version of today")
    provision: str


class WorkOut(Schema):
    """A case as those who work on it have it before them."""

    case: StaffCaseOut
    requester: str = Field(description="the name of the account that asked")
    provision_id: UUID | None = Field(description="by which the lead department is responsible")
    provision: str
    steps: list[Step] = Field(description="that this caller may take now")
    extensions: list[ExtensionOut] = Field(description="waiting for a decision")
    appeals: list[AppealOut] = Field(description="against its rejection, not yet decided")
    hiding_appeals: list[AppealOut] = Field(description="against its hiding, not yet decided")
    assistances: list[AssistanceOut]
    guesses: list[GuessOut] = Field(description="where the caller dispatches")
    ready_answers: list[ReadyAnswerOut] = Field(description="where the caller answers")
    handlers: list[HandlerOut] = Field(description="where the caller names the handler")
    similar: list[SimilarOut] = Field(description="where the caller merges")


@router.get("/{number}/work", response=WorkOut, operation_id="get_work")
def read_work(request: HttpRequest, number: str) -> JsonResponse:
    """What is open on a case, and what there is to choose for the steps the caller may take. For
    staff on the case only; the timeline is an operation of its own."""
    actor, case = caller_of(request, number)
    if not policies.is_staff_on(actor, case):
        raise NotFound
    steps, matters = policies.steps_of(actor, case), open_matters(case)
    provision = case.duty.provision if case.duty else None
    like = cases_like(actor=actor, case=case) if Step.MERGE in steps else []
    return JsonResponse(
        {
            "case": staff_case_out(case),
            "requester": case.requester.name if case.requester else "",
            "provision_id": provision.pk if provision else None,
            "provision": str(provision) if provision else "",
            "steps": steps,
            "extensions": [extension_out(one) for one in matters.extensions],
            "appeals": [appeal_out(one) for one in matters.appeals],
            "hiding_appeals": [appeal_out(one) for one in matters.hiding_appeals],
            "assistances": [assistance_out(one) for one in matters.assistances],
            "guesses": guesses_out(guessed_categories(case)) if Step.DISPATCH in steps else [],
            "ready_answers": [
                asdict(one) for one in (ready_answers(case) if Step.ANSWER in steps else [])
            ],
            "handlers": [
                {"user_id": user.pk, "name": user.name}
                for user in (handlers_of(case) if Step.ASSIGN in steps else [])
            ],
            "similar": similar_out(like),
        }
    )
