"""The steps of handling, one address each: POST /api/v1/cases/{number}/{step}.

``version`` is the one the caller last saw; where the case has moved on since, the answer is 409 and
nothing is done.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import File, Router, Schema, UploadedFile
from pydantic import ConfigDict, Field

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.cases import interface as actions
from gongjian.government.cases import policies
from gongjian.government.cases.actions.attach_file import UPLOADS_AN_HOUR, attach_file
from gongjian.government.cases.api.callers import caller_of
from gongjian.government.cases.api.schemas import CaseOut, Text, case_out
from gongjian.government.cases.rules import Step
from gongjian.government.cases.selectors import cases

router = Router()
Words = Annotated[Text, Field(min_length=1, max_length=20_000)]
Days = Annotated[int, Field(ge=1, le=365)]


class StepIn(Schema):
    model_config = ConfigDict(extra="forbid")

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


class MergeIn(ReasonIn):
    into_number: Annotated[Text, Field(max_length=20)]


class RatingIn(StepIn):
    is_solved: bool
    satisfaction: Annotated[int, Field(ge=1, le=5)]
    reason: Annotated[Text, Field(max_length=2_000)] = ""
    wants_reopen: bool | None = None
    wants_close: bool = False


class AssignIn(StepIn):
    user_id: UUID


def _done(request: HttpRequest, number: str, action, body: Schema | None, **more) -> JsonResponse:  # type: ignore[no-untyped-def]
    """Take the step and show the case as it is now."""
    actor, case = caller_of(request, number)
    given = body.model_dump() if body is not None else {}
    action(actor=actor, case_id=case.pk, now=now(), **given, **more)
    return JsonResponse(_as_seen(actor, case.number))


def _as_seen(actor: Actor, number: str) -> dict[str, object]:
    case = cases.get_case(actor=actor, number=number)
    return case_out(case, in_full=policies.sees_in_full(actor, case))


@router.post("/{number}/dispatch", response=CaseOut, operation_id="dispatch_case")
def dispatch(request: HttpRequest, number: str, body: DispatchIn) -> JsonResponse:
    """A dispatcher gives the case to the department the duty register names, or to another one."""
    return _done(request, number, actions.dispatch_case, body)


@router.post("/{number}/accept", response=CaseOut, operation_id="accept_case")
def accept(request: HttpRequest, number: str, body: StepIn) -> JsonResponse:
    """A handler takes the case."""
    return _done(request, number, actions.accept_case, body)


@router.post("/{number}/start", response=CaseOut, operation_id="start_case")
def start(request: HttpRequest, number: str, body: StepIn) -> JsonResponse:
    """Work begins."""
    return _done(request, number, actions.start_case, body)


@router.post("/{number}/assign", response=CaseOut, operation_id="assign_handler")
def assign(request: HttpRequest, number: str, body: AssignIn) -> JsonResponse:
    """A supervisor names the handler."""
    return _done(request, number, actions.assign_handler, body)


@router.post("/{number}/ask-requester", response=CaseOut, operation_id="ask_requester")
def ask_requester(request: HttpRequest, number: str, body: QuestionIn) -> JsonResponse:
    """Ask the requester something; the clock stands still until the reply."""
    return _done(request, number, actions.ask_requester, body)


@router.post("/{number}/reply", response=CaseOut, operation_id="reply_to_question")
def reply(request: HttpRequest, number: str, body: TextIn) -> JsonResponse:
    """The requester replies."""
    return _done(request, number, actions.reply_to_question, body)


@router.post("/{number}/hand-back", response=CaseOut, operation_id="hand_back_case")
def hand_back(request: HttpRequest, number: str, body: HandBackIn) -> JsonResponse:
    """Not ours: with the reason and the better owner."""
    return _done(request, number, actions.hand_back_case, body)


@router.post("/{number}/ask-extension", response=CaseOut, operation_id="ask_extension")
def ask_extension(request: HttpRequest, number: str, body: ExtensionIn) -> JsonResponse:
    """Ask for more working days; somebody else decides."""
    return _done(request, number, actions.ask_extension, body)


@router.post(
    "/{number}/extensions/{uuid:extension_id}", response=CaseOut, operation_id="decide_extension"
)
def decide_extension(
    request: HttpRequest, number: str, extension_id: UUID, body: DecisionIn
) -> JsonResponse:
    """Grant or refuse an extension."""
    return _done(request, number, actions.decide_extension, body, extension_id=extension_id)


@router.post("/{number}/ask-assistance", response=CaseOut, operation_id="ask_assistance")
def ask_assistance(request: HttpRequest, number: str, body: AssistanceIn) -> JsonResponse:
    """Ask another department for a part, with its own clock."""
    return _done(request, number, actions.ask_assistance, body)


@router.post(
    "/{number}/assistances/{uuid:assistance_id}", response=CaseOut, operation_id="reply_assistance"
)
def reply_assistance(
    request: HttpRequest, number: str, assistance_id: UUID, body: AssistanceReplyIn
) -> JsonResponse:
    """The other department replies."""
    return _done(request, number, actions.reply_assistance, body, assistance_id=assistance_id)


@router.post("/{number}/notes", response=CaseOut, operation_id="add_note")
def add_note(request: HttpRequest, number: str, body: TextIn) -> JsonResponse:
    """A note that only staff see."""
    return _done(request, number, actions.add_note, body)


@router.post("/{number}/answer", response=CaseOut, operation_id="answer_case")
def answer(request: HttpRequest, number: str, body: AnswerIn) -> JsonResponse:
    """Answer the requester, citing the provision."""
    return _done(request, number, actions.answer_case, body)


@router.post("/{number}/merge", response=CaseOut, operation_id="merge_case")
def merge(request: HttpRequest, number: str, body: MergeIn) -> JsonResponse:
    """Merge into another case about the same thing."""
    return _done(request, number, actions.merge_case, body)


@router.post("/{number}/reject", response=CaseOut, operation_id="reject_case")
def reject(request: HttpRequest, number: str, body: ReasonIn) -> JsonResponse:
    """Reject with a reason; the requester may appeal."""
    return _done(request, number, actions.reject_case, body)


@router.post("/{number}/appeal", response=CaseOut, operation_id="appeal_rejection")
def appeal(request: HttpRequest, number: str, body: TextIn) -> JsonResponse:
    """The requester says that the rejection was wrong."""
    return _done(request, number, actions.appeal_rejection, body)


@router.post("/{number}/appeals/{uuid:appeal_id}", response=CaseOut, operation_id="decide_appeal")
def decide_appeal(
    request: HttpRequest, number: str, appeal_id: UUID, body: DecisionIn
) -> JsonResponse:
    """Grant or refuse an appeal."""
    return _done(request, number, actions.decide_appeal, body, appeal_id=appeal_id)


@router.post("/{number}/close", response=CaseOut, operation_id="close_case")
def close(request: HttpRequest, number: str, body: StepIn) -> JsonResponse:
    """The requester is content, or a dispatcher knows that they are: an answered case is closed."""
    return _done(request, number, actions.close_case, body)


@router.post("/{number}/rate", response=CaseOut, operation_id="rate_case")
def rate(request: HttpRequest, number: str, body: RatingIn) -> JsonResponse:
    """The requester rates: was it solved, were you satisfied, why not. Unsolved reopens;
    solved closes where ``wants_close`` says so."""
    return _done(request, number, actions.rate_case, body)


@router.post("/{number}/reopen", response=CaseOut, operation_id="reopen_case")
def reopen(request: HttpRequest, number: str, body: ReasonIn) -> JsonResponse:
    """The requester is not content with the answer."""
    return _done(request, number, actions.reopen_case, body)


@router.post("/{number}/support", response=CaseOut, operation_id="support_case")
def support(request: HttpRequest, number: str) -> JsonResponse:
    """Me too: once a person."""
    return _done(request, number, actions.support_case, None)


@router.post("/{number}/attachments", response={201: CaseOut}, operation_id="attach_file")
def attach(request: HttpRequest, number: str, file: File[UploadedFile]) -> JsonResponse:
    """Add a photo or document; photos lose what they say of their maker and place."""
    actor, case = caller_of(request, number)
    policies.require(Step.ATTACH, actor, case)
    limit_hour(request, "upload", UPLOADS_AN_HOUR, now())
    attach_file(actor=actor, case_id=case.pk, name=file.name or "", content=file, now=now())
    return JsonResponse(_as_seen(actor, case.number), status=201)
