"""Administration: accounts and their roles.

What gives somebody power (a role, a closed account opened again, a second factor taken off) is
refused to keys; see ``policies.require_in_person``.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.api_fields import PageQuery, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.people import topics
from gongjian.foundation.people.actions import close_account as closing
from gongjian.foundation.people.actions import grant_role as granting
from gongjian.foundation.people.actions import open_account as opening
from gongjian.foundation.people.actions import reset_second_factor as resetting
from gongjian.foundation.people.api.schemas import (
    GrantIn,
    PersonIn,
    PersonPage,
    PersonWithRoles,
    person_out,
)
from gongjian.foundation.people.selectors.people import get_person, list_people

router = Router()


class PeopleQuery(PageQuery):
    q: Annotated[Text, Field(max_length=120)] = Field(
        default="", description="how an address or a name begins"
    )
    role: Role | Literal["staff"] | None = Field(
        default=None, description="`staff`: whoever works here"
    )


@router.get("/people", response=PersonPage, operation_id="list_people")
def list_many(request: HttpRequest, query: Query[PeopleQuery]) -> JsonResponse:
    """Accounts by address; for administrators."""
    page = list_people(
        actor=actor_of(request), query=query.q, role=query.role or "", cursor=query.cursor,
        size=query.size,
    )  # fmt: skip
    areas = topics.area_names()
    items = [person_out(person, areas) for person in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/people/{uuid:user_id}", response=PersonWithRoles, operation_id="get_person")
def read_person(request: HttpRequest, user_id: UUID) -> JsonResponse:
    """One account and its roles; for administrators."""
    return _shown(request, user_id)


@router.post("/people", response={201: PersonWithRoles}, operation_id="open_account")
@creates(lambda request, made: _shown(request, UUID(made), status=201))
def open_account(request: HttpRequest, body: PersonIn) -> str:
    """Open an account for an address that the caller vouches for; its owner sets a password by
    "forgotten password"."""
    user = opening.open_account(
        actor=actor_of(request), email=body.email, name=body.name, now=now()
    )
    return str(user.pk)


@router.post(
    "/people/{uuid:user_id}/roles", response={201: PersonWithRoles}, operation_id="grant_role"
)
@creates(lambda request, made: _shown(request, UUID(made), status=201))
def grant_role(request: HttpRequest, user_id: UUID, body: GrantIn) -> str:
    """Give a role in one organisation and one area with all below; administrators of that area.
    With a session only: `in_person_only`."""
    granting.grant_role(
        actor=actor_of(request),
        user_id=user_id,
        role=body.role,
        organisation_id=body.organisation_id,
        area_path=body.area_path,
        now=now(),
    )
    return str(user_id)


@router.delete(
    "/people/{uuid:user_id}/roles/{int:role_id}",
    response={204: None},
    operation_id="revoke_role",
)
def revoke_role(request: HttpRequest, user_id: UUID, role_id: int) -> HttpResponse:
    """Take a role away; administrators of its area."""
    granting.revoke_role(actor=actor_of(request), user_id=user_id, grant_id=role_id, now=now())
    return HttpResponse(status=204)


@router.post("/people/{uuid:user_id}/close", response=PersonWithRoles, operation_id="close_account")
def close_account(request: HttpRequest, user_id: UUID) -> JsonResponse:
    """Close an account: no sign-in, no session and no key works any more; its roles are kept."""
    closing.close_account(actor=actor_of(request), user_id=user_id, now=now())
    return _shown(request, user_id)


@router.post(
    "/people/{uuid:user_id}/reopen", response=PersonWithRoles, operation_id="reopen_account"
)
def reopen_account(request: HttpRequest, user_id: UUID) -> JsonResponse:
    """Open a closed account again. With a session only: `in_person_only`."""
    closing.reopen_account(actor=actor_of(request), user_id=user_id, now=now())
    return _shown(request, user_id)


@router.post(
    "/people/{uuid:user_id}/reset-second-factor",
    response={204: None},
    operation_id="reset_second_factor",
)
def reset_second_factor(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Take somebody's authenticator app and recovery codes off, and tell them. With a session only:
    `in_person_only`."""
    resetting.reset_second_factor(actor=actor_of(request), user_id=user_id, now=now())
    return HttpResponse(status=204)


def _shown(request: HttpRequest, user_id: UUID, status: int = 200) -> JsonResponse:
    person = get_person(actor=actor_of(request), user_id=user_id)
    return JsonResponse(person_out(person, topics.area_names()), status=status)
