"""Calls by programme, for those who run them: written, led on, changed, ended.

Approving takes a person in a session, never a key of a programme.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Form, Query, UploadedFile
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of, actor_who
from gongjian.foundation.kernel.api_fields import PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, creates, made_once, replayed
from gongjian.market.procurement.actions import end_call as ending
from gongjian.market.procurement.actions import save_call as saving
from gongjian.market.procurement.actions import suspend_call as suspending
from gongjian.market.procurement.actions.amend_call import amend_call
from gongjian.market.procurement.actions.approve_call import approve_call, return_call
from gongjian.market.procurement.actions.ask_question import answer_question
from gongjian.market.procurement.actions.attach_document import attach_document
from gongjian.market.procurement.actions.name_trustees import name_trustees
from gongjian.market.procurement.actions.open_call import open_call, open_next_stage

# One router: what has one address has to be in one, whatever it does.
from gongjian.market.procurement.api.calls import router
from gongjian.market.procurement.api.outputs import (
    amendment_out,
    call_out,
    call_seen,
    document_out,
    question_out,
)
from gongjian.market.procurement.api.schemas import (
    AmendmentIn,
    CallAmendmentOut,
    CallAnswerIn,
    CallChangeIn,
    CallDocumentOut,
    CallOpeningIn,
    CallPage,
    CallQuestionOut,
    CallReasonIn,
    CallSeen,
    CallVersionIn,
    NextStageIn,
    OpenCallIn,
    TrusteesIn,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.selectors import call_lists, call_parts, calls

ONE = "/open-calls/{call_number}"


def _stepped(
    request: HttpRequest, number: str, act: Callable[..., object], **said: object
) -> JsonResponse:
    """Take a step on a call, and answer with how it stands now."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=number)
    act(actor=actor, call_id=call.pk, now=now(), **said)
    return JsonResponse(call_seen(actor, calls.get_call(actor=actor, number=number)))


@router.get("/call-work", response=CallPage, operation_id="list_call_work")
def list_work(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Every call that one runs, approves or watches, drafts too, the newest first."""
    actor = actor_who(policies.works_on_calls, request)
    page = call_lists.work_list(actor=actor, cursor=query.cursor, size=query.size)
    items = [call_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def _made(request: HttpRequest, made: str) -> JsonResponse:
    actor = actor_of(request)
    return JsonResponse(call_seen(actor, calls.get_call(actor=actor, number=made)), status=201)


@router.post("/open-calls", response={201: CallSeen}, operation_id="draft_call")
@creates(_made)
def draft(request: HttpRequest, body: OpenCallIn) -> str:
    """Write a call; another person approves it before it can be opened."""
    return saving.draft_call(actor=actor_of(request), draft=body.draft(), now=now()).number


@router.put(ONE, response=CallSeen, operation_id="edit_call")
def edit(request: HttpRequest, call_number: str, body: CallChangeIn) -> JsonResponse:
    """Change a draft: all of it is sent."""
    draft = body.draft()
    return _stepped(request, call_number, saving.edit_call, draft=draft, version=body.version)


@router.post(f"{ONE}/approve", response=CallSeen, operation_id="approve_call")
def approve(request: HttpRequest, call_number: str, body: CallVersionIn) -> JsonResponse:
    """Approve a draft, in a session: no key of a programme does, and nobody who wrote any of it."""
    return _stepped(request, call_number, approve_call, version=body.version)


@router.post(f"{ONE}/return", response=CallSeen, operation_id="return_call")
def send_back(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Make an approved call a draft again, in a session."""
    return _stepped(request, call_number, return_call, reason=body.reason)


@router.put(f"{ONE}/trustees", response=CallSeen, operation_id="name_call_trustees")
def trustees(request: HttpRequest, call_number: str, body: TrusteesIn) -> JsonResponse:
    """Name all trustees in their order; who stays keeps their key."""
    named = [(one.body_id, one.email) for one in body.trustees]
    return _stepped(request, call_number, name_trustees, trustees=named, threshold=body.threshold)


@router.post(f"{ONE}/open", response=CallSeen, operation_id="open_call")
def begin(request: HttpRequest, call_number: str, body: CallOpeningIn) -> JsonResponse:
    """Open an approved call until a moment; criteria and weights are fixed from then on."""
    return _stepped(request, call_number, open_call, closes_at=body.closes_at)


@router.post(f"{ONE}/next-stage", response=CallSeen, operation_id="open_call_stage")
def go_on(request: HttpRequest, call_number: str, body: NextStageIn) -> JsonResponse:
    """Open the next stage for the companies that were chosen, each with its reason."""
    invited = [(one.company_id, one.reason) for one in body.invited]
    left_out = [(one.company_id, one.reason) for one in body.left_out]
    return _stepped(
        request, call_number, open_next_stage, invited=invited, left_out=left_out,
        closes_at=body.closes_at,
    )  # fmt: skip


def _amended(request: HttpRequest, made: list) -> JsonResponse:
    call = calls.get_call(actor=actor_of(request), number=made[0])
    amendment = call_parts.amendments_of(call)[made[1] - 1]
    return JsonResponse(amendment_out(amendment), status=201)


@router.post(f"{ONE}/amendments", response={201: CallAmendmentOut}, operation_id="amend_call")
@creates(_amended)
def amend(request: HttpRequest, call_number: str, body: AmendmentIn) -> list:
    """Change an open call's words or deadline; late in its time the deadline moves."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    made = amend_call(
        actor=actor, call_id=call.pk, draft=body.draft(), version=body.version, now=now()
    )
    return [call.number, made.number]


@router.post(
    f"{ONE}/questions/{{int:question_number}}/answer",
    response=CallQuestionOut,
    operation_id="answer_call_question",
)
def answer(
    request: HttpRequest, call_number: str, question_number: int, body: CallAnswerIn
) -> JsonResponse:
    """Answer a question, once."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    question = answer_question(
        actor=actor, call_id=call.pk, number=question_number, text=body.answer, now=now()
    )
    names = call_parts.shows_askers(call)
    return JsonResponse(question_out(question, names_company=names))


class CallDocumentIn(StrictSchema):
    title: Annotated[Text, Field(min_length=1, max_length=120)]


@router.post(
    f"{ONE}/documents", response={201: CallDocumentOut}, operation_id="attach_call_document"
)
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
def attach(
    request: HttpRequest,
    call_number: str,
    file: File[UploadedFile],
    said: Form[CallDocumentIn],
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Add a document to a draft or an open call."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)

    def add() -> str:
        document = attach_document(
            actor=actor, call_id=call.pk, title=said.title, name=file.name or "",
            content=file.file or b"", now=now(),
        )  # fmt: skip
        return str(document.pk)

    content = {"call_number": call_number, "file": file, "said": said}
    made, is_new = made_once(request, idempotency_key, content, add)
    found = next(one for one, _old in call_parts.documents_of(call) if str(one.pk) == made)
    return replayed(JsonResponse(document_out(call, found), status=201), is_new)


@router.post(f"{ONE}/suspend", response=CallSeen, operation_id="suspend_call")
def suspend(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Stop a call and its clocks where they are."""
    return _stepped(request, call_number, suspending.suspend_call, reason=body.reason)


@router.post(f"{ONE}/resume", response=CallSeen, operation_id="resume_call")
def resume(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Go on; deadlines move by as long as they stood still."""
    return _stepped(request, call_number, suspending.resume_call, reason=body.reason)


@router.post(f"{ONE}/cancel", response=CallSeen, operation_id="cancel_call")
def cancel(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Give a call up before there is a contract."""
    return _stepped(request, call_number, ending.cancel_call, reason=body.reason)


@router.post(f"{ONE}/unsuccessful", response=CallSeen, operation_id="declare_call_unsuccessful")
def declare(request: HttpRequest, call_number: str, body: CallReasonIn) -> JsonResponse:
    """Say that a closed call led to no award."""
    return _stepped(request, call_number, ending.declare_unsuccessful, reason=body.reason)
