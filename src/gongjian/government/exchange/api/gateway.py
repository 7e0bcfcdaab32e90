"""The gateway by HTTP, for departments' own systems; and the keys and nodes of departments.

Queries are authenticated by their signature, so they need neither a session nor an API key.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import manage_keys
from gongjian.government.exchange.actions.conclude_query import Result, collect_query
from gongjian.government.exchange.actions.relay_query import read_collection, relay_query
from gongjian.government.exchange.api.callers import SignedAccess, wrong_signatures_counted
from gongjian.government.exchange.api.exchange_schemas import (
    CollectionIn,
    DataQueryOut,
    DataQueryPage,
    DepartmentKeyIn,
    DepartmentKeyOut,
    NodeIn,
    NodeOut,
    QueryAnswer,
    QueryIn,
    answer_out,
    query_out,
)
from gongjian.government.exchange.errors import QueryRefused, SourceFailed
from gongjian.government.exchange.models import DepartmentKey
from gongjian.government.exchange.selectors import own_queries
from gongjian.government.exchange.selectors.keys import key_document, keys_of

router = Router()
_ANSWERS = {200: QueryAnswer, 202: QueryAnswer, 403: QueryAnswer, 502: QueryAnswer}


@router.post("/exchange/queries", response=_ANSWERS, auth=SignedAccess(), operation_id="query_data")
def query_data(request: HttpRequest, body: QueryIn) -> JsonResponse:
    """Ask a source. 200: answered; 202: the source is at it, to be collected; 403: refused, with
    every check and the signed decision; 502: the source did not answer as it should. A query that
    came before is 409, one with a wrong signature 401."""
    try:
        with wrong_signatures_counted(request):
            return _answer(relay_query(token=body.query))
    except QueryRefused as refused:
        return JsonResponse(answer_out(Result(refused.query)), status=403)
    except SourceFailed as failed:
        return JsonResponse(answer_out(Result(failed.query)), status=502)


@router.post(
    "/exchange/queries/{uuid:query_id}/collect",
    response=_ANSWERS,
    auth=SignedAccess(),
    operation_id="collect_data",
)
def collect_data(request: HttpRequest, query_id: UUID, body: CollectionIn) -> JsonResponse:
    """Collect what a slow source has found meanwhile, within 15 minutes; answers as for a query."""
    with wrong_signatures_counted(request):
        consumer_id = read_collection(token=body.collection, query_id=query_id)
    try:
        return _answer(collect_query(query_id=query_id, consumer_id=consumer_id))
    except QueryRefused as refused:
        return JsonResponse(answer_out(Result(refused.query)), status=403)
    except SourceFailed as failed:
        return JsonResponse(answer_out(Result(failed.query)), status=502)


@router.get("/exchange/queries", response=DataQueryPage, operation_id="list_data_queries")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Queries that your departments asked or were asked, the newest first; never their answers."""
    actor = actor_who(policies.can_see_exchange, request)
    page = own_queries.list_queries(actor=actor, cursor=query.cursor, size=query.size)
    items = [query_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/exchange/queries/{uuid:query_id}", response=DataQueryOut, operation_id="get_data_query"
)
def read_query(request: HttpRequest, query_id: UUID) -> JsonResponse:
    """One query with its checks and proofs, without its answer."""
    actor = actor_who(policies.can_see_exchange, request)
    return JsonResponse(query_out(own_queries.get_query(actor=actor, query_id=query_id)))


@router.get("/exchange/keys", response=dict, operation_id="list_exchange_keys")
def list_keys(request: HttpRequest) -> JsonResponse:
    """Public keys of the gateway, as a JWK Set, and of all departments with their times."""
    return JsonResponse(key_document())


@router.post(
    "/exchange/departments/{uuid:department_id}/key",
    response=DepartmentKeyOut,
    operation_id="change_department_key",
)
def change_key(request: HttpRequest, department_id: UUID, body: DepartmentKeyIn) -> JsonResponse:
    """Put another key of your department in use; the one before is retired. In person: with an API
    key the answer is `in_person_only`."""
    actor = actor_who(policies.can_answer, request)
    if body.key is None:
        row = manage_keys.rotate_key(actor=actor, department_id=department_id, now=now())
    else:
        row = manage_keys.register_key(
            actor=actor,
            department_id=department_id,
            jwk=body.key,
            proof=body.proof,
            succession=body.succession,
            now=now(),
        )
    return JsonResponse(_key_out(row))


@router.get(
    "/exchange/departments/{uuid:department_id}/keys",
    response=list[DepartmentKeyOut],
    operation_id="list_department_keys",
)
def list_department_keys(request: HttpRequest, department_id: UUID) -> JsonResponse:
    """All keys of a department, the newest first."""
    actor_who(policies.can_see_exchange, request)
    return JsonResponse([_key_out(row) for row in keys_of(department_id)], safe=False)


@router.put(
    "/exchange/departments/{uuid:department_id}/node",
    response=NodeOut,
    operation_id="save_department_node",
)
def save_node(request: HttpRequest, department_id: UUID, body: NodeIn) -> JsonResponse:
    """Say where the node of a department answers; administrators of the town, in person: with an
    API key the answer is `in_person_only`."""
    actor = actor_who(policies.is_town_administrator, request)
    row = manage_keys.save_node(
        actor=actor,
        department_id=department_id,
        url=body.url,
        is_active=body.is_active,
        now=now(),
    )
    return JsonResponse({"url": row.url, "is_active": row.is_active})


def _answer(result: Result) -> JsonResponse:
    response = JsonResponse(answer_out(result), status=202 if result.is_waiting else 200)
    response["Cache-Control"] = "no-store"
    return response


def _key_out(row: DepartmentKey) -> dict[str, object]:
    return {
        "kid": row.kid,
        "is_hosted": row.is_hosted,
        "since": row.since,
        "retired_at": row.retired_at,
    }
