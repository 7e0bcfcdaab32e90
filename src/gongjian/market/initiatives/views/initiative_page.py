"""An initiative as everybody sees it, with the steps that somebody may take on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.form_fields import VersionForm
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.market.initiatives.forms import (
    EvidenceForm,
    MeasureForm,
    RateMeasureForm,
    ReadingForm,
    ReasonForm,
    RemoveEvidenceForm,
    ReviewForm,
    StepForm,
)
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.quarters import quarter_words
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.evidence import evidence_of
from gongjian.market.initiatives.selectors.outcomes import outcomes_of
from gongjian.market.initiatives.views.shown_initiatives import (
    budget_words,
    manager_name,
    shown_entries,
    shown_outcomes,
)

STEP_FORMS: dict[InitiativeStep, type[VersionForm]] = {
    InitiativeStep.PLAN: StepForm,
    InitiativeStep.START: StepForm,
    InitiativeStep.DELIVER: StepForm,
    InitiativeStep.REVIEW: ReviewForm,
    InitiativeStep.REFUSE: ReasonForm,
    InitiativeStep.DROP: ReasonForm,
    InitiativeStep.RESUME: ReasonForm,
}
WORK_FORMS: dict[str, tuple[InitiativeStep, type[VersionForm]]] = {
    "measure": (InitiativeStep.SAVE_MEASURE, MeasureForm),
    "rate": (InitiativeStep.SAVE_MEASURE, RateMeasureForm),
    "reading": (InitiativeStep.ADD_READING, ReadingForm),
    "evidence": (InitiativeStep.ADD_EVIDENCE, EvidenceForm),
    "remove_evidence": (InitiativeStep.REMOVE_EVIDENCE, RemoveEvidenceForm),
}


@public
@require_safe
def initiative(request: HttpRequest, initiative_number: str) -> HttpResponse:
    return show_initiative(request, initiatives.get_initiative(number=initiative_number))


def show_initiative(
    request: HttpRequest,
    found: Initiative,
    *,
    wrong: Mapping[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; ``wrong`` are forms as they were sent, with what is wrong in them."""
    actor, at, wrong = actor_of(request), now(), wrong or {}
    steps = initiatives.offered_steps(actor=actor, initiative=found)
    shown: dict[str, Any] = {
        "initiative": found,
        "steps": {step.value for step in steps},
        "is_late": found.is_late(local_day(at)),
        "quarter": quarter_words(found.quarter),
        "budget": budget_words(found),
        "manager": manager_name(found),
        "outcomes": shown_outcomes(outcomes_of(found, local_day(at))),
        "evidence": evidence_of(actor=actor, initiative=found, now=at),
        "entries": shown_entries(initiatives.events_of(found), found.language),
        "is_following": initiatives.is_following(actor, found),
        "is_signed_in": actor.is_signed_in,
        "trail": trail.trail_of(actor=actor, reference=reference_of(found), now=at),
        "forms": {**_forms(found, steps), **wrong},
        "wrong": next(iter(wrong.values()), None),
        "wrong_reading": wrong["reading"].data.get("measure") if "reading" in wrong else "",
        "works": bool(steps - {InitiativeStep.FOLLOW}),
    }
    return render(request, "initiatives/initiative.html", shown, status=status)


def _forms(found: Initiative, steps: frozenset[InitiativeStep]) -> dict[str, forms.Form]:
    initial = {"version": found.version}
    made: dict[str, forms.Form] = {
        step.value: form(initial=initial, auto_id=f"{step.value}_%s")
        for step, form in STEP_FORMS.items()
        if step in steps
    }
    for key, (step, form) in WORK_FORMS.items():
        if step in steps:
            # The forms of readings and of evidence stand on the page many times.
            is_many = key in {"reading", "remove_evidence"}
            made[key] = form(initial=initial, auto_id=False if is_many else f"{key}_%s")
    return made
