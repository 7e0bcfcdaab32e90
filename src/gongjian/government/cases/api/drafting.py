"""Drafts by a language model: asked for, read; and their log.

A draft is only a draft: an answer that was made from one is sent by a person, with a session, who
says that they have checked it. A key is refused there (`in_person_only`).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, made_once, replayed
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases import policies
from gongjian.government.cases.actions.ask_draft import ask_draft
from gongjian.government.cases.api.callers import caller_of
from gongjian.government.cases.models import DraftRequest
from gongjian.government.cases.models.draft_request import DraftKind, DraftState
from gongjian.government.cases.selectors import drafts
from gongjian.government.cases.views.draft_words import outcome_words
from gongjian.methods.machine_drafts import StatementKind

router = Router()
log_router = Router()


class DraftIn(StrictSchema):
    kind: DraftKind = Field(description="`answer` for whoever may answer, `summary` for all staff")
    template_id: UUID | None = Field(
        default=None, description="a ready answer for the case that an answer shall follow"
    )


class StatementOut(Schema):
    kind: StatementKind
    text: str


class DraftOut(Schema):
    """A text by a machine, for a person to check."""

    id: UUID
    kind: DraftKind
    state: DraftState = Field(description="`waiting` and `writing`: ask again in some seconds")
    asked_at: datetime
    asked_by: str
    outcome: str = Field(description="why it was not written, or not yet; in words in `message`")
    message: str
    host: str = Field(description="where the masked text went")
    model: str
    finished_at: datetime | None
    prompt_tokens: int | None
    completion_tokens: int | None
    milliseconds: int | None
    answered: bool = Field(description="a person made an answer of it")


class WrittenDraftOut(DraftOut):
    text: str
    is_cut: bool = Field(description="it breaks off at the most tokens a draft may have")
    statements: list[StatementOut] = Field(description="in it, but not in the case: to be checked")


class LoggedDraftOut(DraftOut):
    number: str = Field(description="of the case")


class DraftPage(PageOut):
    items: list[LoggedDraftOut]


class DraftCountsOut(Schema):
    asked: int
    written: int
    failed: int
    used: int
    prompt_tokens: int
    completion_tokens: int


class DraftingOut(Schema):
    """Whether drafting is on, and what it did in the last days."""

    is_on: bool
    host: str
    model: str
    per_day: int
    per_person_hour: int
    days: int = Field(description="that are counted")
    counts: DraftCountsOut


@router.post("/{number}/drafts", response={201: WrittenDraftOut}, operation_id="ask_draft")
def ask(
    request: HttpRequest, number: str, body: DraftIn, idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """Have a draft of an answer, or a summary, written by the town's language model; while one of
    that kind is being written, it is that one. 409 `drafting_off` where the town has none; 429
    `drafts_used_up` beyond what a person may ask for in an hour, or the town in a day."""
    actor, case = caller_of(request, number)
    made, is_new = made_once(
        request,
        idempotency_key,
        {"body": body},
        lambda: str(
            ask_draft(
                actor=actor, case_id=case.pk, kind=body.kind.value, now=now(),
                template_id=body.template_id,
            ).pk
        ),
    )  # fmt: skip
    draft = drafts.get_draft(actor=actor, case=case, draft_id=UUID(made))
    return replayed(JsonResponse(written_draft_out(draft), status=201), is_new)


@router.get("/{number}/drafts", response=list[WrittenDraftOut], operation_id="list_drafts")
def list_all(request: HttpRequest, number: str) -> JsonResponse:
    """The last fifty drafts of a case, the newest first; for its staff."""
    actor, case = caller_of(request, number)
    if not policies.is_staff_on(actor, case):
        raise NotFound
    return JsonResponse([written_draft_out(draft) for draft in drafts.drafts_of(case)], safe=False)


@router.get("/{number}/drafts/{uuid:draft_id}", response=WrittenDraftOut, operation_id="get_draft")
def get(request: HttpRequest, number: str, draft_id: UUID) -> JsonResponse:
    """One draft; for the staff of its case."""
    actor, case = caller_of(request, number)
    return JsonResponse(
        written_draft_out(drafts.get_draft(actor=actor, case=case, draft_id=draft_id))
    )


@log_router.get("/requests", response=DraftPage, operation_id="list_draft_requests")
def list_log(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the language model was asked for, the newest first, without what it wrote; for
    administrators and auditors, where they look after the area."""
    actor = actor_who(policies.sees_draft_log, request)
    page = drafts.draft_log(actor=actor, cursor=query.cursor, size=query.size)
    rows = [{**draft_out(row), "number": row.case.shown_number} for row in page.items]
    return JsonResponse({"items": rows, "next_cursor": page.next_cursor})


@log_router.get("", response=DraftingOut, operation_id="get_drafting")
def get_state(request: HttpRequest) -> JsonResponse:
    """Whether drafting is on, where text goes, and counts; for administrators and auditors."""
    actor = actor_who(policies.sees_draft_log, request)
    counts = drafts.draft_counts(actor=actor, now=now())
    endpoint = drafts.endpoint()
    return JsonResponse(
        {
            "is_on": endpoint is not None,
            "host": endpoint.host if endpoint else "",
            "model": endpoint.model if endpoint else "",
            "per_day": settings.DRAFTING_PER_DAY,
            "per_person_hour": settings.DRAFTING_PER_PERSON_HOUR,
            "days": drafts.COUNTED_DAYS,
            "counts": {name: getattr(counts, name) for name in DraftCountsOut.model_fields},
        }
    )


def draft_out(draft: DraftRequest) -> dict[str, object]:
    own = (
        "id kind state asked_at outcome host model finished_at prompt_tokens completion_tokens "
        "milliseconds"
    )
    return {
        **{name: getattr(draft, name) for name in own.split()},
        "asked_by": draft.asked_by.name if draft.asked_by else "",
        "message": outcome_words(draft),
        "answered": draft.answer_id is not None,
    }


def written_draft_out(draft: DraftRequest) -> dict[str, object]:
    return {
        **draft_out(draft),
        "text": draft.text,
        "is_cut": draft.is_cut,
        "statements": [{"kind": kind, "text": words} for kind, words in draft.statements],
    }
