"""Writing services: supervisors of the department, and administrators of the town."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Conflict, Invalid, StaleVersion
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.people import interface as people
from gongjian.government.services import policies
from gongjian.government.services.actions import save_service as saving
from gongjian.government.services.actions.form_checks import problems_of
from gongjian.government.services.actions.save_life_event import (
    save_life_event as save_event,
)
from gongjian.government.services.forms import (
    EMPTY_FORM,
    LifeEventForm,
    ServiceForm,
    written,
)
from gongjian.government.services.models import LifeEvent, Service
from gongjian.government.services.selectors.services import (
    get_service,
    own_services,
    versions_of,
)
from gongjian.government.services.selectors.sources import sources_of_offer


@requires(policies.can_edit_services)
@require_safe
def own_service_list(request: HttpRequest) -> HttpResponse:
    page = own_services(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    shown = {"page": page, "is_administrator": policies.is_town_administrator(actor_of(request))}
    return render(request, "services/own_service_list.html", shown)


@requires(policies.can_edit_services)
def add_service(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@requires(policies.can_edit_services)
def change_service(request: HttpRequest, service_code: str) -> HttpResponse:
    return _edit(request, get_service(actor=actor_of(request), code=service_code))


@requires(policies.can_edit_services)
@require_safe
def own_service(request: HttpRequest, service_code: str) -> HttpResponse:
    """How a service stands: what its form would ask, and what is in the way of publishing it."""
    return _show(request, get_service(actor=actor_of(request), code=service_code))


@requires(policies.can_edit_services)
@require_POST
def publish_service(request: HttpRequest, service_code: str) -> HttpResponse:
    found = get_service(actor=actor_of(request), code=service_code)
    try:
        saving.publish_service(actor=actor_of(request), service_id=found.pk, now=now())
    except Invalid as error:
        wrong = [str(text) for texts in error.fields.values() for text in texts]
        return _show(request, found, wrong=wrong, status=error.status)
    messages.success(request, _("It is published. Everybody finds it now."))
    return redirect("service", service_code)


@requires(policies.can_edit_services)
@require_POST
def withdraw_service(request: HttpRequest, service_code: str) -> HttpResponse:
    found = get_service(actor=actor_of(request), code=service_code)
    saving.withdraw_service(actor=actor_of(request), service_id=found.pk, now=now())
    messages.success(request, _("It is not offered any more."))
    return redirect("own_service", service_code)


@requires(policies.is_town_administrator)
def save_life_event(request: HttpRequest) -> HttpResponse:
    """Add a life event, or with ``?code=`` change one."""
    known = list(LifeEvent.objects.order_by("position", "name")[:200])
    code = request.GET.get("code", "")
    chosen = next((one for one in known if one.code == code), None)
    names = ("code", "name", "words", "position", "is_active")
    initial = {name: getattr(chosen, name) for name in names} if chosen else {}
    form = LifeEventForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_event(actor=actor_of(request), now=now(), **form.cleaned_data)
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("save_life_event")
    shown = {"form": form, "known": known, "chosen": chosen}
    status = 422 if form.is_bound else 200
    return render(request, "services/save_life_event.html", shown, status=status)


def _edit(request: HttpRequest, found: Service | None) -> HttpResponse:
    actor, moment = actor_of(request), now()
    departments = [
        (str(body.pk), body.name)
        for body in people.public_bodies()
        if policies.can_edit_services_of(actor, body.pk)
    ]
    fresh = {"form": written(EMPTY_FORM), "cost": 0, "currency": "CNY"}
    form = ServiceForm(
        posted(request),
        departments=departments,
        on=local_day(moment),
        initial=ServiceForm.initial_of(found) if found else fresh,
    )
    if found:
        form.fields["code"].disabled = form.fields["department_id"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            saved = saving.save_service(
                actor=actor,
                service_id=found.pk if found else None,
                data=form.service_data(),
                version=form.cleaned_data["version"] if found else None,
                now=moment,
            )
        except (Invalid, Conflict, StaleVersion) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Saved. Nobody else sees it before it is published."))
            return redirect("own_service", saved.code)
    status = 422 if form.is_bound else 200
    return render(
        request, "services/save_service.html", {"form": form, "service": found}, status=status
    )


def _show(
    request: HttpRequest, found: Service, wrong: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    sources = sources_of_offer(found, department_id=found.department_id, on=local_day(now()))
    shown = {
        "service": found,
        "sources": sources,
        "wrong": wrong or problems_of(sources, found.purpose),
        "versions": versions_of(found),
    }
    return render(request, "services/own_service.html", shown, status=status)
