"""One's own account: who one is here, and what one may do.

Signing in, the address, the password and the second factor are changed on the site only: whoever
found a key must not be able to take the account over.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.actions import change_account as changing
from gongjian.foundation.people.api.schemas import PersonWithRoles, person_out
from gongjian.foundation.people.selectors.actors import actor_of_user
from gongjian.foundation.people.selectors.notices import undelivered_to
from gongjian.foundation.people.selectors.people import own_account
from gongjian.foundation.people.selectors.second_factor import (
    has_second_factor,
    lacks_second_factor,
)

router = Router()


class UndeliveredOut(Schema):
    notice_id: UUID
    written_at: datetime
    error: str


class AccountOut(PersonWithRoles):
    phone: str
    language: str = Field(description="of what is sent to the address")
    has_second_factor: bool
    needs_second_factor: bool = Field(description="true: the roles rest until one is set up")
    undelivered: UndeliveredOut | None = Field(
        description="the newest letter that the address refused"
    )


class AccountChange(StrictSchema):
    """What is left out stays as it is."""

    name: Annotated[Text, Field(max_length=80)] | None = None
    phone: Annotated[Text, Field(max_length=30)] | None = None
    language: Annotated[Text, Field(max_length=10)] | None = None


@router.get("/account", response=AccountOut, operation_id="get_account")
def get_account(request: HttpRequest) -> JsonResponse:
    """Who the caller is, and what they may do."""
    return JsonResponse(_account_out(actor_of(request)))


@router.patch("/account", response=AccountOut, operation_id="change_account")
def change_account(request: HttpRequest, body: AccountChange) -> JsonResponse:
    """Change one's own name, phone or language of letters."""
    actor = actor_of(request)
    policies.require_signed_in(actor)
    user = own_account(actor)
    present = {"name": user.name, "phone": user.phone, "language": user.language}
    changing.change_account(actor=actor, **(present | body.model_dump(exclude_none=True)))
    return JsonResponse(_account_out(actor))


def _account_out(actor: Actor) -> dict[str, object]:
    policies.require_signed_in(actor)
    user = own_account(actor)
    undelivered = undelivered_to(user.pk)
    return {
        **person_out(user, topics.area_names()),
        "phone": user.phone,
        "language": user.language,
        "has_second_factor": has_second_factor(user.pk),
        "needs_second_factor": lacks_second_factor(actor_of_user(user)),
        "undelivered": undelivered
        and {
            "notice_id": undelivered.pk,
            "written_at": undelivered.created_at,
            "error": undelivered.error,
        },
    }
