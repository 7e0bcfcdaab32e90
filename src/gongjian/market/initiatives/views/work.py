"""What people do on the page of an initiative; each parses, calls one action, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.form_fields import VersionForm
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.market.initiatives import policies, rules
from gongjian.market.initiatives.actions import change_evidence as evidence
from gongjian.market.initiatives.actions import follow_initiative as following
from gongjian.market.initiatives.actions import save_measure as measures
from gongjian.market.initiatives.actions import take_step as stepping
from gongjian.market.initiatives.forms import (
    EvidenceForm,
    MeasureForm,
    RateMeasureForm,
    ReadingForm,
    RemoveEvidenceForm,
)
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.evidence import reference_of_number
from gongjian.market.initiatives.views.initiative_page import STEP_FORMS, show_initiative

TOLD: dict[InitiativeStep, str | Promise] = {
    InitiativeStep.PLAN: gettext_lazy("It is on the roadmap. Whoever is behind it is told."),
    InitiativeStep.START: gettext_lazy("It is under way. Whoever is behind it is told."),
    InitiativeStep.DELIVER: gettext_lazy("It is delivered. Whoever is behind it is told."),
    InitiativeStep.REVIEW: gettext_lazy("It is reviewed. Whoever is behind it is told."),
    InitiativeStep.REFUSE: gettext_lazy("It is refused. Whoever is behind it reads the reason."),
    InitiativeStep.DROP: gettext_lazy("It is dropped. Whoever is behind it reads the reason."),
    InitiativeStep.RESUME: gettext_lazy("It is taken up again. Whoever is behind it is told."),
}


@require_POST
@requires(policies.works_on_initiatives)
def take_initiative_step(
    request: HttpRequest, initiative_number: str, initiative_step: str
) -> HttpResponse:
    """One step of `STEP_FORMS`."""
    if initiative_step not in {step.value for step in STEP_FORMS}:
        raise NotFound
    step = InitiativeStep(initiative_step)

    def act(found: Initiative, data: dict[str, Any]) -> object:
        return stepping.take_step(
            actor=actor_of(request), initiative_id=found.pk, step=step, now=now(), **data
        )

    form = STEP_FORMS[step](request.POST, auto_id=f"{step.value}_%s")
    return _take(request, initiative_number, step, step.value, form, act, TOLD[step])


@require_POST
@requires(policies.works_on_initiatives)
def add_measure(request: HttpRequest, initiative_number: str) -> HttpResponse:
    form = MeasureForm(request.POST, auto_id="measure_%s")
    return _measure(request, initiative_number, "measure", form)


@require_POST
@requires(policies.works_on_initiatives)
def add_rate_measure(request: HttpRequest, initiative_number: str) -> HttpResponse:
    form = RateMeasureForm(request.POST, auto_id="rate_%s")
    return _measure(request, initiative_number, "rate", form)


def _measure(
    request: HttpRequest, number: str, key: str, form: MeasureForm | RateMeasureForm
) -> HttpResponse:
    def act(found: Initiative, data: dict[str, Any]) -> object:
        return measures.add_measure(
            actor=actor_of(request), initiative_id=found.pk, draft=form.draft(), now=now(),
            version=data["version"],
        )  # fmt: skip

    return _take(
        request, number, InitiativeStep.SAVE_MEASURE, key, form, act, _("The measure is added.")
    )


@require_POST
@requires(policies.works_on_initiatives)
def remove_measure(request: HttpRequest, initiative_number: str, measure_id: UUID) -> HttpResponse:
    found = initiatives.get_initiative(number=initiative_number)
    measures.remove_measure(
        actor=actor_of(request), initiative_id=found.pk, measure_id=measure_id, now=now()
    )
    messages.success(request, _("The measure is taken away."))
    return redirect("initiative", found.number)


@require_POST
@requires(policies.works_on_initiatives)
def add_reading(request: HttpRequest, initiative_number: str, measure_id: UUID) -> HttpResponse:
    def act(found: Initiative, data: dict[str, Any]) -> object:
        return measures.add_reading(
            actor=actor_of(request), initiative_id=found.pk, measure_id=measure_id, now=now(),
            **data,
        )  # fmt: skip

    given = request.POST.copy()
    given["measure"] = str(measure_id)
    form = ReadingForm(given, auto_id=f"reading-{measure_id}_%s")
    told = _("It is entered, and everybody reads it.")
    return _take(request, initiative_number, InitiativeStep.ADD_READING, "reading", form, act, told)


@require_POST
@requires(policies.works_on_initiatives)
def add_evidence(request: HttpRequest, initiative_number: str) -> HttpResponse:
    actor = actor_of(request)

    def act(found: Initiative, data: dict[str, Any]) -> object:
        reference = reference_of_number(actor=actor, kind=data["kind"], number=data["number"])
        return evidence.add_evidence(
            actor=actor, initiative_id=found.pk, reference=reference, note=data["note"],
            now=now(), version=data["version"],
        )  # fmt: skip

    form = EvidenceForm(request.POST, auto_id="evidence_%s")
    told = _("It is among the evidence. Whoever is behind it is told.")
    return _take(
        request, initiative_number, InitiativeStep.ADD_EVIDENCE, "evidence", form, act, told
    )


@require_POST
@requires(policies.works_on_initiatives)
def remove_evidence(request: HttpRequest, initiative_number: str) -> HttpResponse:
    def act(found: Initiative, data: dict[str, Any]) -> object:
        return evidence.remove_evidence(
            actor=actor_of(request), initiative_id=found.pk, now=now(), **data
        )

    form = RemoveEvidenceForm(request.POST, auto_id=False)
    return _take(
        request, initiative_number, InitiativeStep.REMOVE_EVIDENCE, "remove_evidence", form, act,
        _("It is taken back; the history says why."),
    )  # fmt: skip


@require_POST
@requires(policies.follows_initiatives)
def follow_initiative(request: HttpRequest, initiative_number: str) -> HttpResponse:
    at, actor = now(), actor_of(request)
    limit_hour(request, "follow-initiative", rules.FOLLOWS_AN_HOUR, at)
    found = initiatives.get_initiative(number=initiative_number)
    if request.POST.get("do") == "stop":
        following.unfollow_initiative(actor=actor, initiative_id=found.pk)
        messages.success(request, _("You are told nothing more of it."))
    else:
        following.follow_initiative(actor=actor, initiative_id=found.pk, now=at)
        messages.success(request, _("You are told what happens to it."))
    return redirect("initiative", found.number)


def _take(
    request: HttpRequest,
    number: str,
    step: InitiativeStep,
    key: str,
    form: VersionForm,
    act: Callable[[Initiative, dict[str, Any]], object],
    told: str | Promise,
) -> HttpResponse:
    """One step: its form, its action, and back to the page; or the page with what was wrong."""
    found = initiatives.get_initiative(number=number)
    policies.require(step, actor_of(request), found)
    wrong: dict[str, forms.Form] = {key: form}
    if not form.is_valid():
        return show_initiative(request, found, wrong=wrong, status=422)
    try:
        act(found, form.cleaned_data)
    except GongjianError as error:
        found = initiatives.get_initiative(number=number)
        if isinstance(error, StaleVersion):
            renew_version(form, request, found.version)
        if isinstance(error, NotFound) and key == "evidence":
            form.add_error("number", str(error))
        else:
            show_errors(form, error)
        return show_initiative(request, found, wrong=wrong, status=error.status)
    messages.success(request, str(told))
    return redirect("initiative", found.number)
