"""An initiative as open contracting tells of it: why, with what budget, and who asked for it.

Only what everybody may know: evidence that is not public is counted. docs/reference has the table.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.references import split_reference
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.selectors.evidence import references_of
from gongjian.market.initiatives.selectors.outcomes import Outcome, outcomes_of
from gongjian.market.open_contracting import interface as open_contracting
from gongjian.market.open_contracting.interface import amount, day_begun, moment, town_url

Json = dict[str, Any]
KINDS = {
    "case": "case",
    "hotissue": "hotIssue",
    "proposal": "proposal",
    "consultation": "consultation",
    "budgetproject": "budgetProject",
}
"""The extension's codelist ``requestKind``."""
TITLED = frozenset({"hotissue", "consultation"})
"""Titles that the town wrote. What people wrote they may have erased, and a release never changes:
it leads to their page instead."""


def whole_of(initiative: Initiative, now: datetime) -> Json:
    """All sections; as many queries as kinds of evidence and measures."""
    whole: Json = {"planning": _planning(initiative, now)}
    if initiative.department is not None:
        whole["buyer"] = open_contracting.reference(initiative.department)
        whole["parties"] = open_contracting.parties_of([(initiative.department, "buyer")])
    return whole


def _planning(initiative: Initiative, now: datetime) -> Json:
    budget: Json = {
        "id": initiative.number,
        "project": initiative.title,
        "projectID": initiative.number,
        "description": initiative.text,
        "uri": town_url(reverse("initiative", args=[initiative.number])),
    }
    if initiative.budget_minor is not None:
        budget["amount"] = amount(initiative.budget_minor, initiative.currency)
    outcomes = [_outcome(one) for one in outcomes_of(initiative, local_day(now))]
    told: Json = {
        "rationale": initiative.why,
        "budget": budget,
        "status": initiative.state,
        "statusReason": initiative.reason,
        "outcomes": outcomes,
        **_requests(initiative, now),
    }
    if initiative.quarter is not None:
        due = day_begun(rules.quarter_end(initiative.quarter))
        told["milestones"] = [
            {"id": "delivery", "title": initiative.title, "type": "delivery", "dueDate": due}
        ]
    return {name: part for name, part in told.items() if part not in ("", [], {})}


def _requests(initiative: Initiative, now: datetime) -> Json:
    references = references_of(initiative)
    told = trail.describe(actor=Actor.anonymous(), references=references, now=now)
    requests, hidden = [], dict.fromkeys(KINDS, 0)
    for name in references:
        kind, _key = split_reference(name)
        if name not in told:
            hidden[kind] += 1
            continue
        thing = told[name]
        request: Json = {"id": name, "kind": KINDS[kind], "uri": town_url(thing.url)}
        if kind in TITLED:
            request["title"] = thing.title
        if thing.at is not None:
            request["date"] = moment(thing.at)
        if thing.asked is not None:
            request["people"] = thing.asked
        requests.append(request)
    counts = [{"id": KINDS[kind], "count": count} for kind, count in hidden.items() if count]
    return {"requests": requests, "privateRequests": counts, "rating": _rating(references)}


def _rating(references: list[str]) -> Json:
    keys: list[UUID] = [split_reference(one)[1] for one in references if one.startswith("case:")]
    rated, solved, satisfied = cases.ratings_of(keys) if keys else (0, 0, 0)
    return {"rated": rated, "solved": solved, "satisfied": satisfied} if rated else {}


def _outcome(outcome: Outcome) -> Json:
    measure = outcome.measure
    told: Json = {
        "id": str(measure.pk),
        "title": measure.name,
        "unit": measure.unit,
        "baseline": _decimal(outcome.baseline),
        "target": _decimal(Fraction(measure.target)),
        "dueDate": day_begun(measure.by_when),
        "value": _decimal(outcome.value),
        "source": outcome.reading.source if outcome.reading else "",
    }
    if outcome.on is not None:
        told["valueDate"] = day_begun(outcome.on)
    return {name: part for name, part in told.items() if part}


def _decimal(value: Fraction | None) -> str:
    """To four places, as measures are kept."""
    if value is None:
        return ""
    scaled = round(value * 10_000)
    sign, digits = "-" if scaled < 0 else "", f"{abs(scaled):05}"
    return f"{sign}{digits[:-4]}.{digits[-4:]}".rstrip("0").rstrip(".")
