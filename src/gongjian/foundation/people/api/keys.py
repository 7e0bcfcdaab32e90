"""One's own keys for programmes; made and revoked by a person, never by a key."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from ninja import Query, Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, made_once, replayed
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions import create_api_key as making
from gongjian.foundation.people.api.schemas import KeyOut, KeyPage, key_out
from gongjian.foundation.people.selectors.people import list_keys, own_key

router = Router()


class KeyIn(StrictSchema):
    name: Annotated[Text, Field(min_length=1, max_length=80)] = Field(
        description="the programme that will use it"
    )


class KeyCreated(KeyOut):
    key: str | None = Field(
        description="shown in this answer only; null where the request is a repeated one"
    )


@router.get("/account/keys", response=KeyPage, operation_id="list_api_keys")
def list_api_keys(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """One's own keys, the newest first, those that no longer work among them."""
    policies.require_signed_in(actor_of(request))
    page = list_keys(actor=actor_of(request), cursor=query.cursor, size=query.size)
    items = [key_out(key) for key in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/account/keys", response={201: KeyCreated}, operation_id="create_api_key")
def create_api_key(
    request: HttpRequest, body: KeyIn, idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """Make a key that acts as the caller. With a session only: `in_person_only`."""
    actor = actor_of(request)
    policies.require_signed_in(actor)
    secrets: list[str] = []

    def make() -> str:
        key, secret = making.create_api_key(actor=actor, name=body.name, now=now())
        secrets.append(secret)
        return str(key.pk)

    made, is_new = made_once(request, idempotency_key, {"body": body}, make)
    key = own_key(actor=actor, key_id=UUID(made))
    response = JsonResponse({**key_out(key), "key": secrets[0] if is_new else None}, status=201)
    add_never_cache_headers(response)
    return replayed(response, is_new)


@router.post("/account/keys/{uuid:key_id}/revoke", response=KeyOut, operation_id="revoke_api_key")
def revoke_api_key(request: HttpRequest, key_id: UUID) -> JsonResponse:
    """Let one of one's keys stop working at once. With a session only: `in_person_only`."""
    policies.require_signed_in(actor_of(request))
    key = making.revoke_api_key(actor=actor_of(request), key_id=key_id, now=now())
    return JsonResponse(key_out(key))
