"""Initiatives as the API writes them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from fractions import Fraction

from django.http import HttpRequest, JsonResponse

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.market.initiatives.api.schemas import Json
from gongjian.market.initiatives.models import Initiative, InitiativeEvent
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.costs import OutcomeCost
from gongjian.market.initiatives.selectors.evidence import evidence_of
from gongjian.market.initiatives.selectors.outcomes import Outcome, outcomes_of

_OWN = (
    "id", "state", "title", "text", "why", "language", "department_id", "area_id", "category_id",
    "provision_id", "budget_minor", "currency", "quarter", "reason", "evidence_count",
    "follower_count", "created_at", "updated_at", "version",
)  # fmt: skip
_OF_EVENT = ("id", "name", "from_state", "to_state", "at", "department_id", "text")


def initiative_out(one: Initiative) -> Json:
    return {"number": one.shown_number, **{name: getattr(one, name) for name in _OWN}}


def initiative_seen(one: Initiative, actor: Actor, at: datetime) -> Json:
    found = evidence_of(actor=actor, initiative=one, now=at)
    return {
        **initiative_out(one),
        "steps": sorted(initiatives.offered_steps(actor=actor, initiative=one)),
        "is_following": initiatives.is_following(actor, one),
        "measures": [_outcome_out(outcome) for outcome in outcomes_of(one, local_day(at))],
        "evidence": [
            {
                "reference": item.reference, "kind": item.kind.name, "title": item.told.title,
                "url": item.told.url, "state": str(item.told.state), "note": item.note,
            }
            for item in found.shown
        ],
        "hidden_evidence": found.hidden,
        "events": [_event_out(event) for event in initiatives.events_of(one)],
    }  # fmt: skip


def shown_one(request: HttpRequest, number: str, *, status: int = 200) -> JsonResponse:
    found = initiatives.get_initiative(number=number)
    return JsonResponse(initiative_seen(found, actor_of(request), now()), status=status)


def shown_created(request: HttpRequest, number: str) -> JsonResponse:
    return shown_one(request, number, status=201)


def _outcome_out(one: Outcome) -> Json:
    measure = one.measure
    return {
        "id": measure.pk, "name": measure.name, "unit": measure.unit, "rate": measure.rate,
        "months": measure.months, "baseline": _exact(one.baseline), "value": _exact(one.value),
        "target": _exact(Fraction(measure.target)), "by_when": measure.by_when, "on": one.on,
        "source": one.reading.source if one.reading else "", "reached": _exact(one.reached),
    }  # fmt: skip


def cost_out(one: OutcomeCost) -> Json:
    found = one.initiative
    return {
        "number": found.shown_number,
        **{name: getattr(found, name) for name in ("title", "state", "budget_minor", "currency")},
        "spent": [asdict(part) for part in one.spent],
        "measures": [
            {
                "id": costed.outcome.measure.pk,
                "name": costed.outcome.measure.name,
                "unit": costed.outcome.measure.unit,
                "rate": costed.outcome.measure.rate,
                "baseline": _exact(costed.outcome.baseline),
                "value": _exact(costed.outcome.value),
                "target": _exact(Fraction(costed.outcome.measure.target)),
                "unit_costs": [
                    {"currency": currency, "minor": str(cost)} for currency, cost in costed.costs
                ],
            }
            for costed in one.outcomes
        ],
    }


def _event_out(event: InitiativeEvent) -> Json:
    return {name: getattr(event, name) for name in _OF_EVENT}


def _exact(value: Fraction | None) -> str | None:
    """ "12", "25/2": as a fraction, so that nobody loses a digit."""
    return None if value is None else str(value)
