"""The product manager's desk: what waits for a decision, and making an initiative of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError, NotFound, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.idempotency import fingerprint_of, once
from gongjian.foundation.trail import interface as trail
from gongjian.market.initiatives import policies, rules
from gongjian.market.initiatives.actions import save_initiative as saving
from gongjian.market.initiatives.forms import EditInitiativeForm, InitiativeForm, NewInitiativeForm
from gongjian.market.initiatives.models import State
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.demand import waiting_demand
from gongjian.market.initiatives.selectors.evidence import (
    known_reference,
    place_of,
    reference_of_number,
)

RENAMED = {
    "department_id": "department", "manager_id": "manager", "area_id": "area",
    "category_id": "category", "provision_id": "provision", "budget_minor": "budget",
}  # fmt: skip
"""Fields of drafts, as forms call them."""


@requires(policies.works_on_initiatives)
@require_safe
def initiative_desk(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and the initiatives that this actor works on."""
    actor, at = actor_of(request), now()
    state = request.GET.get("state", "")
    page = initiatives.managed_initiatives(
        actor=actor, state=State(state) if state in State.values else None,
        cursor=request.GET.get("cursor", ""),
    )  # fmt: skip
    manages = policies.manages_initiatives(actor)
    is_first = not (state or request.GET.get("cursor"))
    demand = waiting_demand(actor=actor, now=at) if manages and is_first else None
    shown = {
        "page": page,
        "late": {one.pk for one in page.items if one.is_late(local_day(at))},
        "demand": _parts(demand) if demand else [],
        "manages": manages,
        "state": state,
        "tabs": [(_("All"), "?", not state)]
        + [
            (capfirst(choice.label), f"?state={choice.value}", choice.value == state)
            for choice in State
        ],
    }
    return render(request, "initiatives/initiative_desk.html", shown)


@requires(policies.manages_initiatives)
def create_initiative(request: HttpRequest) -> HttpResponse:
    """A new one; with ``of`` in the address (kind and number, or a reference), made of that."""
    actor, at = actor_of(request), now()
    evidence = _evidence(request)
    language = get_language() or settings.LANGUAGE_CODE
    initial: dict[str, Any] = {"language": language}
    if evidence:
        told = evidence[0][1]
        initial |= {"title": told.title[: rules.TITLE_LENGTH], "language": told.language}
        area, category = place_of(evidence[0][0])
        initial |= {"area": area, "category": category}
    form = NewInitiativeForm(
        posted(request), on=local_day(at), managers=initiatives.managers_to_choose(""),
        initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        references = [reference for reference, _told in evidence]
        note = form.cleaned_data["note"]

        def make() -> str:
            made = saving.create_initiative(
                actor=actor, draft=form.draft(), evidence=references, note=note, now=at
            )
            return made.number

        try:
            number, _is_new = once(
                scope=f"initiative-form:{actor.user_id}",
                key=str(form.cleaned_data["request_id"]),
                fingerprint=fingerprint_of(sorted(request.POST.items())),
                make=make,
            )
        except GongjianError as error:
            _show(form, error)
        else:
            messages.success(request, _("It is public, and whoever is behind it is told."))
            return redirect("initiative", number)
    shown = {"form": form, "evidence": evidence, "is_new": True}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/edit_initiative.html", shown, status=status)


@requires(policies.manages_initiatives)
def change_initiative(request: HttpRequest, initiative_number: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    found = initiatives.get_initiative(number=initiative_number)
    policies.require(InitiativeStep.CHANGE, actor, found)
    form = EditInitiativeForm(
        posted(request), on=local_day(at), initiative=found,
        managers=initiatives.managers_to_choose(found.area_path),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            saving.change_initiative(
                actor=actor, initiative_id=found.pk, draft=form.draft(), now=at,
                reason=form.cleaned_data["reason"], version=form.cleaned_data["version"],
            )  # fmt: skip
        except GongjianError as error:
            if isinstance(error, StaleVersion):
                fresh = initiatives.get_initiative(number=initiative_number)
                renew_version(form, request, fresh.version)
            _show(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("initiative", found.number)
    shown = {"form": form, "initiative": found, "evidence": [], "is_new": False}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/edit_initiative.html", shown, status=status)


def _evidence(request: HttpRequest) -> list[tuple[str, trail.Told]]:
    """What the address names: ``of=hotissue:0192…``, or ``kind=case&number=7K3M9-Q2XAB``."""
    actor, at = actor_of(request), now()
    names = list(request.GET.getlist("of"))[: saving.FIRST_EVIDENCE]
    if request.GET.get("number"):
        names.append(
            reference_of_number(
                actor=actor, kind=request.GET.get("kind", ""), number=request.GET["number"]
            )
        )
    found = [known_reference(actor=actor, reference=name, now=at) for name in names]
    if names and not found:
        raise NotFound
    return found


def _show(form: InitiativeForm, error: GongjianError) -> None:
    error.fields = {RENAMED.get(name, name): texts for name, texts in error.fields.items()}
    show_errors(form, error)


def _parts(demand: Any) -> list[tuple[str, str, list]]:
    return [
        (_("Hottest issues"), "local_fire_department", demand.issues),
        (_("Accepted proposals"), "thumb_up_alt", demand.proposals),
        (_("Consultations that are over"), "forum", demand.consultations),
        (_("Budget projects that got money"), "attach_money", demand.projects),
    ]
