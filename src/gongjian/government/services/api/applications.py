"""Applying by programme."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who, is_signed_in
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.cases import interface as cases
from gongjian.government.services.actions import begin_application as beginning
from gongjian.government.services.actions import dispute_answer as disputing
from gongjian.government.services.actions import prefill_application as prefilling
from gongjian.government.services.actions import submit_application as submitting
from gongjian.government.services.actions import withdraw_application as withdrawing
from gongjian.government.services.api.schemas import (
    AnswersIn,
    ApplicationIn,
    ApplicationOut,
    ApplicationPage,
    DisputeIn,
    application_out,
)
from gongjian.government.services.selectors.applications import (
    get_own_application,
    own_applications,
)

router = Router()
HERE = "/applications/{application_number}"


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    return _answer(actor_who(is_signed_in, request), made, status=201)


@router.post(
    "/services/{slug:service_code}/applications",
    response={201: ApplicationOut},
    operation_id="begin_application",
)
@creates(_shown)
def begin_application(request: HttpRequest, service_code: str, body: ApplicationIn) -> str:
    """Begin to apply, and agree to what may be fetched. Nothing is asked of a source yet."""
    actor = actor_who(is_signed_in, request)
    made = beginning.begin_application(
        actor=actor,
        service_code=service_code,
        accepted=body.accepted,
        language=translation.get_language() or "en",
        channel=cases.Channel.API,
        now=now(),
    )
    return made.case.number


@router.get("/account/applications", response=ApplicationPage, operation_id="list_applications")
def list_mine(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Your applications, the latest first."""
    actor = actor_who(is_signed_in, request)
    page = own_applications(actor=actor, cursor=query.cursor, size=query.size)
    items = [application_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(HERE, response=ApplicationOut, operation_id="get_application")
def read_application(request: HttpRequest, application_number: str) -> JsonResponse:
    """One of your applications, every answer with its source."""
    return _answer(actor_who(is_signed_in, request), application_number)


@router.post(HERE + "/prefill", response=ApplicationOut, operation_id="prefill_application")
def prefill_application(request: HttpRequest, application_number: str) -> JsonResponse:
    """Ask the sources that you agreed to and that have not answered yet; collect from slow ones."""
    actor, key = _own(request, application_number)
    prefilling.prefill_application(actor=actor, application_id=key, now=now())
    return _answer(actor, application_number)


@router.put(HERE + "/answers", response=ApplicationOut, operation_id="save_answers")
def save_answers(request: HttpRequest, application_number: str, body: AnswersIn) -> JsonResponse:
    """Keep what is told so far; what is left out is taken out."""
    actor, key = _own(request, application_number)
    submitting.save_answers(actor=actor, application_id=key, answers=body.answers, now=now())
    return _answer(actor, application_number)


@router.post(HERE + "/submit", response=ApplicationOut, operation_id="submit_application")
def submit_application(
    request: HttpRequest, application_number: str, body: AnswersIn
) -> JsonResponse:
    """Hand it in with all that is told by hand. Handed in again, nothing happens."""
    actor, key = _own(request, application_number)
    submitting.submit_application(actor=actor, application_id=key, answers=body.answers, now=now())
    return _answer(actor, application_number)


@router.post(HERE + "/withdraw", response=ApplicationOut, operation_id="withdraw_application")
def withdraw_application(request: HttpRequest, application_number: str) -> JsonResponse:
    """Take it back, as long as nobody answered; its consents with it."""
    actor, key = _own(request, application_number)
    withdrawing.withdraw_application(actor=actor, application_id=key, now=now())
    return _answer(actor, application_number)


@router.post(
    HERE + "/consents/{uuid:consent_id}/withdraw",
    response=ApplicationOut,
    operation_id="withdraw_consent",
)
def withdraw_consent(
    request: HttpRequest, application_number: str, consent_id: UUID
) -> JsonResponse:
    """Have no more fetched by one consent; what came is taken out."""
    actor, key = _own(request, application_number)
    withdrawing.withdraw_consent(actor=actor, application_id=key, consent_id=consent_id, now=now())
    return _answer(actor, application_number)


@router.post(
    HERE + "/answers/{slug:question_name}/dispute",
    response=ApplicationOut,
    operation_id="dispute_answer",
)
def dispute_answer(
    request: HttpRequest, application_number: str, question_name: str, body: DisputeIn
) -> JsonResponse:
    """Say that what a source gave is wrong; the answer stays, and the source is asked."""
    actor, key = _own(request, application_number)
    disputing.dispute_answer(
        actor=actor, application_id=key, name=question_name, text=body.text, now=now()
    )
    return _answer(actor, application_number)


def _own(request: HttpRequest, number: str) -> tuple[Actor, UUID]:
    actor = actor_who(is_signed_in, request)
    return actor, get_own_application(actor=actor, number=number).pk


def _answer(actor: Actor, number: str, *, status: int = 200) -> JsonResponse:
    found = get_own_application(actor=actor, number=number)
    return JsonResponse(application_out(found), status=status)
