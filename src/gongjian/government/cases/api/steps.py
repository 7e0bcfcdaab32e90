"""The steps of handling, one address each: POST /api/v1/cases/{number}/{step}.

``version`` is the one the caller last saw; where the case has moved on since, the answer is 409 and
nothing is done. The answer is the case as it stands then, or 204 where the step took it out of the
caller's sight.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.cases import interface as actions
from gongjian.government.cases.actions.change_visibility import CHANGES_AN_HOUR
from gongjian.government.cases.actions.run_joint_answer import give_joint_answer
from gongjian.government.cases.api.callers import caller_of, show_case
from gongjian.government.cases.api.schemas import CaseOut

router = Router()
Words = Annotated[Text, Field(min_length=1, max_length=20_000)]
Days = Annotated[int, Field(ge=1, le=365)]


class StepIn(StrictSchema):
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class DispatchIn(StepIn):
    category_id: UUID | None = None
    area_id: UUID | None = None
    department_id: UUID | None = None
    reason: Annotated[Text, Field(max_length=2_000)] = ""


class QuestionIn(StepIn):
    question: Words


class TextIn(StepIn):
    text: Words


class ReasonIn(StepIn):
    reason: Words


class HandBackIn(ReasonIn):
    better_department_id: UUID


class ExtensionIn(ReasonIn):
    working_days: Days


class DecisionIn(StepIn):
    is_granted: bool
    reason: Annotated[Text, Field(max_length=2_000)] = ""


class AssistanceIn(StepIn):
    department_id: UUID
    request: Words
    working_days: Days


class AssistanceReplyIn(StepIn):
    reply: Words


class AnswerIn(TextIn):
    provision_id: UUID | None = None
    draft_id: UUID | None = Field(default=None, description="the draft that it was made from")
    is_draft_checked: bool = Field(
        default=False, description="a person has read and checked what was a machine's draft"
    )


class JointIn(StepIn):
    joint_id: UUID


class MergeIn(ReasonIn):
    into_number: Annotated[Text, Field(max_length=20)]


class RatingIn(StepIn):
    is_solved: bool
    satisfaction: Annotated[int, Field(ge=1, le=5)]
    reason: Annotated[Text, Field(max_length=2_000)] = ""
    wants_reopen: bool | None = None
    wants_close: bool = False


class SupportIn(StrictSchema):
    wants_notices: bool = False


class VisibilityIn(StepIn):
    is_public: bool


class LiftIn(StepIn):
    reason: Annotated[Text, Field(max_length=2_000)] = ""


class UrgencyIn(ReasonIn):
    is_urgent: bool


class AssignIn(StepIn):
    user_id: UUID


ANSWERS = {200: CaseOut, 204: None}
step = creates(show_case)


def _take(
    request: HttpRequest,
    number: str,
    action: Callable[..., object],
    body: Schema | None = None,
    **more: object,
) -> str:
    """Take the step; the case is shown after it."""
    actor, case = caller_of(request, number)
    given = body.model_dump() if body is not None else {}
    action(actor=actor, case_id=case.pk, now=now(), **given, **more)
    return case.number


@router.post("/{number}/dispatch", response=ANSWERS, operation_id="dispatch_case")
@step
def dispatch(request: HttpRequest, number: str, body: DispatchIn | None = None) -> str:
    """A dispatcher gives the case to the department the duty register names, or to another one."""
    return _take(request, number, actions.dispatch_case, body)


@router.post("/{number}/accept", response=ANSWERS, operation_id="accept_case")
@step
def accept(request: HttpRequest, number: str, body: StepIn | None = None) -> str:
    """A handler takes the case."""
    return _take(request, number, actions.accept_case, body)


@router.post("/{number}/start", response=ANSWERS, operation_id="start_case")
@step
def start(request: HttpRequest, number: str, body: StepIn | None = None) -> str:
    """Work begins."""
    return _take(request, number, actions.start_case, body)


@router.post("/{number}/assign", response=ANSWERS, operation_id="assign_handler")
@step
def assign(request: HttpRequest, number: str, body: AssignIn) -> str:
    """A supervisor names the handler."""
    return _take(request, number, actions.assign_handler, body)


@router.post("/{number}/ask-requester", response=ANSWERS, operation_id="ask_requester")
@step
def ask_requester(request: HttpRequest, number: str, body: QuestionIn) -> str:
    """Ask the requester something; the clock stands still until the reply."""
    return _take(request, number, actions.ask_requester, body)


@router.post("/{number}/reply", response=ANSWERS, operation_id="reply_to_question")
@step
def reply(request: HttpRequest, number: str, body: TextIn) -> str:
    """The requester replies."""
    return _take(request, number, actions.reply_to_question, body)


@router.post("/{number}/hand-back", response=ANSWERS, operation_id="hand_back_case")
@step
def hand_back(request: HttpRequest, number: str, body: HandBackIn) -> str:
    """Not ours: with the reason and the better owner."""
    return _take(request, number, actions.hand_back_case, body)


@router.post("/{number}/ask-extension", response=ANSWERS, operation_id="ask_extension")
@step
def ask_extension(request: HttpRequest, number: str, body: ExtensionIn) -> str:
    """Ask for more working days; somebody else decides."""
    return _take(request, number, actions.ask_extension, body)


@router.post(
    "/{number}/extensions/{uuid:extension_id}", response=ANSWERS, operation_id="decide_extension"
)
@step
def decide_extension(
    request: HttpRequest, number: str, extension_id: UUID, body: DecisionIn
) -> str:
    """Grant or refuse an extension."""
    return _take(request, number, actions.decide_extension, body, extension_id=extension_id)


@router.post("/{number}/ask-assistance", response=ANSWERS, operation_id="ask_assistance")
@step
def ask_assistance(request: HttpRequest, number: str, body: AssistanceIn) -> str:
    """Ask another department for a part, with its own clock."""
    return _take(request, number, actions.ask_assistance, body)


@router.post(
    "/{number}/assistances/{uuid:assistance_id}", response=ANSWERS, operation_id="reply_assistance"
)
@step
def reply_assistance(
    request: HttpRequest, number: str, assistance_id: UUID, body: AssistanceReplyIn
) -> str:
    """The other department replies."""
    return _take(request, number, actions.reply_assistance, body, assistance_id=assistance_id)


@router.post("/{number}/notes", response=ANSWERS, operation_id="add_note")
@step
def add_note(request: HttpRequest, number: str, body: TextIn) -> str:
    """A note that only staff see."""
    return _take(request, number, actions.add_note, body)


@router.post("/{number}/urgency", response=ANSWERS, operation_id="set_urgency")
@step
def set_urgency(request: HttpRequest, number: str, body: UrgencyIn) -> str:
    """Whoever handles or dispatches the case sets whether it is urgent; the algorithm leaves it."""
    return _take(request, number, actions.set_urgency, body)


@router.post("/{number}/answer", response=ANSWERS, operation_id="answer_case")
@step
def answer(request: HttpRequest, number: str, body: AnswerIn) -> str:
    """Answer the requester, citing the provision. What was made from a machine's draft is sent by a
    person: with a session and `is_draft_checked`, never with a key (`in_person_only`)."""
    return _take(request, number, actions.answer_case, body)


@router.post("/{number}/joint-answer", response=ANSWERS, operation_id="give_joint_answer")
@step
def joint_answer(request: HttpRequest, number: str, body: JointIn) -> str:
    """Answer by the joint answer of its hot issue, which came before it."""
    return _take(request, number, give_joint_answer, body)


@router.post("/{number}/merge", response=ANSWERS, operation_id="merge_case")
@step
def merge(request: HttpRequest, number: str, body: MergeIn) -> str:
    """Merge into another case about the same thing."""
    return _take(request, number, actions.merge_case, body)


@router.post("/{number}/reject", response=ANSWERS, operation_id="reject_case")
@step
def reject(request: HttpRequest, number: str, body: ReasonIn) -> str:
    """Reject with a reason; the requester may appeal."""
    return _take(request, number, actions.reject_case, body)


@router.post("/{number}/appeal", response=ANSWERS, operation_id="appeal_rejection")
@step
def appeal(request: HttpRequest, number: str, body: TextIn) -> str:
    """The requester says that the rejection was wrong."""
    return _take(request, number, actions.appeal_rejection, body)


@router.post("/{number}/appeals/{uuid:appeal_id}", response=ANSWERS, operation_id="decide_appeal")
@step
def decide_appeal(request: HttpRequest, number: str, appeal_id: UUID, body: DecisionIn) -> str:
    """Grant or refuse an appeal."""
    return _take(request, number, actions.decide_appeal, body, appeal_id=appeal_id)


@router.post("/{number}/close", response=ANSWERS, operation_id="close_case")
@step
def close(request: HttpRequest, number: str, body: StepIn | None = None) -> str:
    """The requester is content, or a dispatcher knows that they are: an answered case is closed."""
    return _take(request, number, actions.close_case, body)


@router.post("/{number}/rate", response=ANSWERS, operation_id="rate_case")
@step
def rate(request: HttpRequest, number: str, body: RatingIn) -> str:
    """The requester rates: was it solved, were you satisfied, why not. Unsolved reopens;
    solved closes where ``wants_close`` says so."""
    return _take(request, number, actions.rate_case, body)


@router.post("/{number}/reopen", response=ANSWERS, operation_id="reopen_case")
@step
def reopen(request: HttpRequest, number: str, body: ReasonIn) -> str:
    """The requester is not content with the answer."""
    return _take(request, number, actions.reopen_case, body)


@router.post("/{number}/visibility", response=ANSWERS, operation_id="change_visibility")
@step
def change_visibility(request: HttpRequest, number: str, body: VisibilityIn) -> str:
    """The requester makes the case public, masked, or private."""
    limit_hour(request, "visibility", CHANGES_AN_HOUR, now())
    return _take(request, number, actions.change_visibility, body)


@router.post("/{number}/hide", response=ANSWERS, operation_id="hide_case")
@step
def hide(request: HttpRequest, number: str, body: ReasonIn) -> str:
    """Staff hide a public case from the public; the requester is told why and may appeal."""
    return _take(request, number, actions.hide_case, body)


@router.post("/{number}/lift-hiding", response=ANSWERS, operation_id="lift_hiding")
@step
def lift_hiding(request: HttpRequest, number: str, body: LiftIn | None = None) -> str:
    """Staff show a hidden case to the public again."""
    return _take(request, number, actions.lift_hiding, body)


@router.post("/{number}/appeal-hiding", response=ANSWERS, operation_id="appeal_hiding")
@step
def appeal_hiding(request: HttpRequest, number: str, body: TextIn) -> str:
    """The requester says that hiding the case was wrong."""
    return _take(request, number, actions.appeal_hiding, body)


@router.post(
    "/{number}/hiding-appeals/{uuid:appeal_id}",
    response=ANSWERS,
    operation_id="decide_hiding_appeal",
)
@step
def decide_hiding_appeal(
    request: HttpRequest, number: str, appeal_id: UUID, body: DecisionIn
) -> str:
    """Grant or refuse an appeal against hiding."""
    return _take(request, number, actions.decide_hiding_appeal, body, appeal_id=appeal_id)


@router.post("/{number}/support", response=ANSWERS, operation_id="support_case")
@step
def support(request: HttpRequest, number: str, body: SupportIn | None = None) -> str:
    """Me too: once a person."""
    return _take(request, number, actions.support_case, body)


@router.post("/{number}/erase", response={204: None}, operation_id="erase_requester")
def erase(request: HttpRequest, number: str) -> HttpResponse:
    """Erase the requester from the case: for whoever has its secret, or with a session
    (`in_person_only`) by account. What is public stays, masked; what government did stays. This
    cannot be undone, nor done twice."""
    _take(request, number, actions.erase_requester)
    return HttpResponse(status=204)
