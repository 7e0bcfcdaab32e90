"""Writing services by programme."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.services import policies
from gongjian.government.services.actions import save_service as saving
from gongjian.government.services.actions.form_checks import problems_of
from gongjian.government.services.actions.save_life_event import (
    save_life_event as save_event,
)
from gongjian.government.services.api.schemas import (
    ChangedServiceIn,
    LifeEventIn,
    LifeEventOut,
    NewServiceIn,
    OwnServiceOut,
    OwnServicePage,
    event_out,
    own_service_out,
)
from gongjian.government.services.models import Service
from gongjian.government.services.selectors.services import get_service, own_services
from gongjian.government.services.selectors.sources import sources_of_offer

router = Router()


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    actor = actor_who(policies.can_edit_services, request)
    return JsonResponse(_own(get_service(actor=actor, code=made)), status=201)


@router.get("/own-services", response=OwnServicePage, operation_id="list_own_services")
def list_own(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Services that you may change, by name: published or not."""
    actor = actor_who(policies.can_edit_services, request)
    page = own_services(actor=actor, cursor=query.cursor, size=query.size)
    items = [_own(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/own-services/{slug:service_code}", response=OwnServiceOut, operation_id="get_own_service"
)
def read_own(request: HttpRequest, service_code: str) -> JsonResponse:
    """One of them as it is written now, and what is in the way of publishing it."""
    return _answer(actor_who(policies.can_edit_services, request), service_code)


@router.post("/own-services", response={201: OwnServiceOut}, operation_id="add_service")
@creates(_shown)
def add_service(request: HttpRequest, body: NewServiceIn) -> str:
    """Add a service: supervisors of its department. Nobody else sees it before it is published."""
    actor = actor_who(policies.can_edit_services, request)
    data = body.service_data(body.code)
    return saving.save_service(actor=actor, data=data, now=now()).code


@router.put(
    "/own-services/{slug:service_code}", response=OwnServiceOut, operation_id="change_service"
)
def change_service(request: HttpRequest, service_code: str, body: ChangedServiceIn) -> JsonResponse:
    """Change how a service is written; what is left out is as for a new one."""
    actor = actor_who(policies.can_edit_services, request)
    found = get_service(actor=actor, code=service_code)
    saving.save_service(
        actor=actor, service_id=found.pk, data=body.service_data(service_code),
        version=body.version, now=now(),
    )  # fmt: skip
    return _answer(actor, service_code)


@router.post(
    "/own-services/{slug:service_code}/publish",
    response=OwnServiceOut,
    operation_id="publish_service",
)
def publish_service(request: HttpRequest, service_code: str) -> JsonResponse:
    """Offer it to everybody as it is written now: refused where it asks what somebody holds."""
    actor = actor_who(policies.can_edit_services, request)
    found = get_service(actor=actor, code=service_code)
    saving.publish_service(actor=actor, service_id=found.pk, now=now())
    return _answer(actor, service_code)


@router.post(
    "/own-services/{slug:service_code}/withdraw",
    response=OwnServiceOut,
    operation_id="withdraw_service",
)
def withdraw_service(request: HttpRequest, service_code: str) -> JsonResponse:
    """Offer it no longer."""
    actor = actor_who(policies.can_edit_services, request)
    found = get_service(actor=actor, code=service_code)
    saving.withdraw_service(actor=actor, service_id=found.pk, now=now())
    return _answer(actor, service_code)


@router.put("/life-events/{slug:event_code}", response=LifeEventOut, operation_id="save_life_event")
def save_life_event(request: HttpRequest, event_code: str, body: LifeEventIn) -> JsonResponse:
    """Add a life event, or change the one with that code: administrators of the town."""
    actor = actor_who(policies.is_town_administrator, request)
    said = {name: getattr(body, name) for name in LifeEventIn.model_fields}
    return JsonResponse(event_out(save_event(actor=actor, code=event_code, now=now(), **said)))


def _answer(actor: Actor, service_code: str) -> JsonResponse:
    return JsonResponse(_own(get_service(actor=actor, code=service_code)))


def _own(found: Service) -> dict[str, object]:
    sources = sources_of_offer(found, department_id=found.department_id, on=local_day(now()))
    return own_service_out(found, sources, problems_of(sources, found.purpose))
