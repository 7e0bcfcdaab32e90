"""Who looked at my data, by programme."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who, is_signed_in
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.government.exchange.actions.question_look import question_look
from gongjian.government.exchange.api.look_schemas import (
    DataLookOut,
    DataLookPage,
    DatasetLooksPage,
    DatasetLooksQuery,
    LookQuestionIn,
    LookQuestionOut,
    LooksQuery,
    look_out,
    question_out,
)
from gongjian.government.exchange.selectors import own_looks
from gongjian.government.exchange.selectors.look_proofs import proof_of

router = Router()
PROOF: dict[str, object] = {
    "responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}
}


@router.get("/account/data-looks", response=DataLookPage, operation_id="my_data_looks")
def list_looks(request: HttpRequest, query: Query[LooksQuery]) -> JsonResponse:
    """Every look at your data, the newest first, refusals too; what an investigation kept from you
    from its release date on."""
    actor = actor_who(is_signed_in, request)
    page = own_looks.own_queries(
        actor=actor,
        on=local_day(now()),
        filters=query.filters(),
        cursor=query.cursor,
        size=query.size,
    )
    items = [look_out(row, actor) for row in page.items]
    return _private({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/account/data-looks/{uuid:query_id}", response=DataLookOut, operation_id="get_my_data_look"
)
def read_look(request: HttpRequest, query_id: UUID) -> JsonResponse:
    """One look at your data."""
    actor = actor_who(is_signed_in, request)
    return _private(look_out(own_looks.get_own_query(actor=actor, query_id=query_id), actor))


@router.get(
    "/account/data-looks/{uuid:query_id}/proof",
    operation_id="get_data_look_proof",
    openapi_extra=PROOF,
)
def read_proof(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """The proof of one look, for `gongjian data verify`; `not_sealed_yet` for a few seconds after
    the look."""
    actor = actor_who(is_signed_in, request)
    answer = HttpResponse(proof_of(actor=actor, query_id=query_id), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return saved_as(answer, f"look-{query_id}.json")


def _asked(request: HttpRequest, made: str) -> JsonResponse:
    actor = actor_who(is_signed_in, request)
    row = own_looks.get_own_query(actor=actor, query_id=UUID(made))
    response = _private(question_out(own_looks.questions_of(actor, row)[0]))
    response.status_code = 201
    return response


@router.post(
    "/account/data-looks/{uuid:query_id}/question",
    response={201: LookQuestionOut},
    operation_id="question_data_look",
)
@creates(_asked)
def question(request: HttpRequest, query_id: UUID, body: LookQuestionIn) -> str:
    """Ask the department that looked why: a case of yours, which it answers within its statutory
    working days. Of one look one question is open at a time."""
    actor = actor_who(is_signed_in, request)
    question_look(
        actor=actor,
        query_id=query_id,
        text=body.text,
        language=get_language() or "en",
        now=now(),
    )
    return str(query_id)


@router.get(
    "/account/data-looks/{uuid:query_id}/questions",
    response=list[LookQuestionOut],
    operation_id="list_data_look_questions",
)
def list_questions(request: HttpRequest, query_id: UUID) -> JsonResponse:
    """What you asked about one look, the latest first, and what was answered."""
    actor = actor_who(is_signed_in, request)
    row = own_looks.get_own_query(actor=actor, query_id=query_id)
    found = [question_out(one) for one in own_looks.questions_of(actor, row)]
    response = JsonResponse(found, safe=False)
    response["Cache-Control"] = "no-store"
    return response


@router.get("/account/datasets", response=DatasetLooksPage, operation_id="my_datasets")
def list_datasets(request: HttpRequest, query: Query[DatasetLooksQuery]) -> JsonResponse:
    """Every dataset of the catalogue by title, and how often it was looked into about you."""
    actor = actor_who(is_signed_in, request)
    looks, following = own_looks.own_datasets(
        actor=actor, on=local_day(now()), words=query.q, cursor=query.cursor, size=query.size
    )
    items = [
        {
            "dataset_code": one.dataset.code,
            "title": one.dataset.title,
            "looks": one.looks,
            "last_at": one.last_at,
        }
        for one in looks
    ]
    return _private({"items": items, "next_cursor": following})


def _private(said: dict[str, object]) -> JsonResponse:
    response = JsonResponse(said)
    response["Cache-Control"] = "no-store"
    return response
