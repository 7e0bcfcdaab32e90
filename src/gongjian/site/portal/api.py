"""One's own data by programme: to take along, and to have erased. With a session only: whoever
found a key must not be able to carry everything away, nor to erase its owner."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import StrictSchema
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.foundation.people import interface as people
from gongjian.site.portal.actions.erase_personal_data import erase_personal_data as erase
from gongjian.site.portal.errors import ProofNeeded
from gongjian.site.portal.views.personal_data import export_response

router = Router()
ZIP = {
    "responses": {
        200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
    }
}


class EraseIn(StrictSchema):
    is_sure: Literal[True] = Field(description="it cannot be undone")


@router.post("/account/export", operation_id="export_personal_data", openapi_extra=ZIP)
def export_personal_data(request: HttpRequest) -> FileResponse:
    """Everything about the caller, as a zip: account.json, deliberation.json (proposals and
    consultations), budgeting.json, procurement.json, cases.json and the files of the cases. With a
    session only: `in_person_only`."""
    return export_response(*_in_person(request))


@router.post("/account/erase", response={204: None}, operation_id="erase_personal_data")
def erase_personal_data(request: HttpRequest, body: EraseIn) -> HttpResponse:
    """Close the caller's account and take everything personal off it and off what it wrote; what
    others rely on stays, without a name.

    With a session only (`in_person_only`), within five minutes of a password or code given at
    `/accounts/reauthenticate/` (`proof_needed`).
    """
    actor, user_id = _in_person(request)
    _require_fresh_proof(request)
    erase(actor=actor, user_id=user_id, now=now())
    logout(request)
    return HttpResponse(status=204)


def _in_person(request: HttpRequest) -> tuple[Actor, UUID]:
    actor = actor_of(request)
    people.require_in_person(actor)
    if actor.user_id is None:
        raise Unauthenticated
    return actor, actor.user_id


def _require_fresh_proof(request: HttpRequest) -> None:
    """As the page asks for it; whoever has neither password nor code cannot be asked."""
    try:
        reauthentication_required(HttpResponse)(request)
    except ReauthenticationRequired as error:
        raise ProofNeeded from error
