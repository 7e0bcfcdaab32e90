"""Administration of the models: how sure they have to be, training, going back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid, StaleVersion
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage import policies
from gongjian.government.triage.actions.restore_model import restore_model as restore
from gongjian.government.triage.actions.restore_model import retire_model as retire
from gongjian.government.triage.actions.restore_threshold import (
    restore_threshold as restore_one,
)
from gongjian.government.triage.actions.set_triage import set_triage
from gongjian.government.triage.actions.training_runs import ask_training as ask
from gongjian.government.triage.forms import TriageSettingsForm
from gongjian.government.triage.outcome_names import outcome_name
from gongjian.government.triage.selectors import models
from gongjian.government.triage.selectors.champion import settings_now
from gongjian.government.triage.selectors.examples import count_examples
from gongjian.government.triage.selectors.model_cards import model_card
from gongjian.government.triage.views.models import charts


@requires(policies.can_govern_models)
def manage_models(request: HttpRequest) -> HttpResponse:
    """What is set, what was trained, and what it can be changed to."""
    moment, settings = now(), settings_now()
    form = TriageSettingsForm(posted(request), initial=TriageSettingsForm.initial_of(settings))
    if form.is_valid():
        try:
            set_triage(actor=actor_of(request), now=moment, **form.values())
        except (Invalid, StaleVersion) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("It holds from the next case on."))
            return redirect("manage_models")
    in_use, run = models.model_in_use(), models.last_training()
    page = models.list_models(cursor=request.GET.get("cursor", ""))
    card = model_card(in_use) if in_use else None
    shown = {
        "form": form,
        "card": card,
        "last_former": models.last_former(),
        "page": page,
        "restorable": models.restorable_ids(page.items),
        "run": run,
        "run_outcome": outcome_name(run, moment) if run else "",
        "is_training": run is not None and models.is_alive(run, moment),
        "example_count": count_examples(),
        "least_examples": rules.LEAST_EXAMPLES,
        "settings_share": settings.precision_share,
        **(charts(card) if card else {}),
    }
    return render(request, "triage/manage_models.html", shown, status=422 if form.is_bound else 200)


@require_POST
@requires(policies.can_govern_models)
def ask_training(request: HttpRequest) -> HttpResponse:
    try:
        ask(actor=actor_of(request), now=now())
    except Conflict as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("A model is being trained. That takes some minutes."))
    return redirect("manage_models")


@require_POST
@requires(policies.can_govern_models)
def restore_model(request: HttpRequest, model_id: UUID) -> HttpResponse:
    return _do(request, model_id, restore, _("This model sorts cases from now on."))


@require_POST
@requires(policies.can_govern_models)
def retire_model(request: HttpRequest, model_id: UUID) -> HttpResponse:
    told = _("No model is in use: dispatchers choose every category.")
    return _do(request, model_id, retire, told)


@require_POST
@requires(policies.can_govern_models)
def restore_threshold(request: HttpRequest, model_id: UUID) -> HttpResponse:
    return _do(request, model_id, restore_one, _("Its own threshold holds again."))


def _do(
    request: HttpRequest, model_id: UUID, action: Callable[..., object], told: str
) -> HttpResponse:
    action(actor=actor_of(request), model_id=model_id, now=now())
    messages.success(request, told)
    return redirect("manage_models")
