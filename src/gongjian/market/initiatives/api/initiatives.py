"""Reading and making initiatives."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of, actor_who
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.duties import interface as duties
from gongjian.market.initiatives import policies, rules
from gongjian.market.initiatives.actions import follow_initiative as following
from gongjian.market.initiatives.actions import save_initiative as saving
from gongjian.market.initiatives.api.outputs import (
    cost_out,
    initiative_out,
    shown_created,
    shown_one,
)
from gongjian.market.initiatives.api.schemas import (
    DemandsOut,
    FollowOut,
    InitiativeChangeIn,
    InitiativeOut,
    InitiativePage,
    InitiativeQuery,
    InitiativeSeen,
    Json,
    NewInitiativeIn,
    OutcomeCostPage,
)
from gongjian.market.initiatives.selectors import costs, initiatives
from gongjian.market.initiatives.selectors.demand import Demand, waiting_demand
from gongjian.market.initiatives.selectors.initiatives import InitiativeFilters

router = Router()
ONE = "/initiatives/{initiative_number}"


@router.get("/initiatives", response=InitiativePage, operation_id="list_initiatives")
def list_many(request: HttpRequest, query: Query[InitiativeQuery]) -> JsonResponse:
    """One part of the roadmap: the plan by its quarters, the others with the latest first."""
    area = duties.get_area(query.area_id) if query.area_id else None
    category = duties.get_known_category(query.category_id) if query.category_id else None
    filters = InitiativeFilters(
        department_id=query.department_id,
        area_path=area.path if area else "",
        category_path=category.path if category else "",
        words=query.q,
    )
    page = initiatives.list_initiatives(
        part=query.part, filters=filters, cursor=query.cursor, size=query.size
    )
    items = [initiative_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/initiatives", response={201: InitiativeSeen}, operation_id="create_initiative")
@creates(shown_created)
def create(request: HttpRequest, body: NewInitiativeIn) -> str:
    """Consider doing something, in public, made of what the caller may see."""
    made = saving.create_initiative(
        actor=actor_of(request), draft=body.draft(), evidence=body.evidence, note=body.note,
        now=now(),
    )  # fmt: skip
    return made.number


@router.get("/demand", response=DemandsOut, operation_id="list_demand")
def demand(request: HttpRequest) -> JsonResponse:
    """What waits for a decision: of which no initiative was made yet."""
    actor = actor_who(policies.manages_initiatives, request)
    found = waiting_demand(actor=actor, now=now())
    parts = {
        "issues": found.issues, "proposals": found.proposals,
        "consultations": found.consultations, "projects": found.projects,
    }  # fmt: skip
    return JsonResponse({name: [_demand_out(one) for one in parts[name]] for name in parts})


def _demand_out(one: Demand) -> Json:
    told = one.told
    return {
        "reference": one.reference, "title": told.title, "url": told.url,
        "state": str(told.state), "note": told.note,
    }  # fmt: skip


@router.get("/initiative-costs", response=OutcomeCostPage, operation_id="list_outcome_costs")
def list_costs(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Initiatives that were begun: what was paid, what was measured, what a unit cost."""
    page = costs.outcome_costs(
        today=local_day(now()), cursor=query.cursor, size=min(query.size, costs.PAGE_SIZE)
    )
    items = [cost_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(ONE, response=InitiativeSeen, operation_id="get_initiative")
def read_one(request: HttpRequest, initiative_number: str) -> JsonResponse:
    """An initiative with its measures, evidence and history, as far as the caller may know."""
    return shown_one(request, initiative_number)


@router.put(ONE, response=InitiativeOut, operation_id="change_initiative")
def change(request: HttpRequest, initiative_number: str, body: InitiativeChangeIn) -> JsonResponse:
    """Say something else of it; the history keeps what it said before."""
    found = initiatives.get_initiative(number=initiative_number)
    saving.change_initiative(
        actor=actor_of(request), initiative_id=found.pk, draft=body.draft(), reason=body.reason,
        version=body.version, now=now(),
    )  # fmt: skip
    return JsonResponse(initiative_out(initiatives.get_initiative(number=initiative_number)))


@router.put(f"{ONE}/follow", response=FollowOut, operation_id="follow_initiative")
def follow(request: HttpRequest, initiative_number: str) -> JsonResponse:
    """Be told what happens to it."""
    at = now()
    limit_hour(request, "follow-initiative", rules.FOLLOWS_AN_HOUR, at)
    found = initiatives.get_initiative(number=initiative_number)
    following.follow_initiative(actor=actor_of(request), initiative_id=found.pk, now=at)
    return JsonResponse({"is_following": True})


@router.delete(f"{ONE}/follow", response=FollowOut, operation_id="unfollow_initiative")
def unfollow(request: HttpRequest, initiative_number: str) -> JsonResponse:
    """Be told no more."""
    found = initiatives.get_initiative(number=initiative_number)
    following.unfollow_initiative(actor=actor_of(request), initiative_id=found.pk)
    return JsonResponse({"is_following": False})
