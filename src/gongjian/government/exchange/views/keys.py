"""Keys and nodes of departments."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import manage_keys
from gongjian.government.exchange.exchange_forms import NodeForm, RegisterKeyForm
from gongjian.government.exchange.selectors.keys import keys_of, nodes_and_keys


@requires(policies.can_see_exchange)
@require_safe
def exchange_departments(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/exchange_departments.html", {"rows": nodes_and_keys()})


@requires(policies.can_see_exchange)
@require_safe
def department_keys(request: HttpRequest, department_id: UUID) -> HttpResponse:
    return _page(request, department_id)


@require_POST
@requires(policies.can_answer)
def rotate_department_key(request: HttpRequest, department_id: UUID) -> HttpResponse:
    manage_keys.rotate_key(actor=actor_of(request), department_id=department_id, now=now())
    messages.success(request, _("A new key is in use; the one before is retired."))
    return redirect("department_keys", department_id)


@require_POST
@requires(policies.can_answer)
def register_department_key(request: HttpRequest, department_id: UUID) -> HttpResponse:
    form = RegisterKeyForm(posted(request))
    if form.is_valid():
        try:
            key, proof, succession = _read(form.cleaned_data["key"])
            manage_keys.register_key(
                actor=actor_of(request),
                department_id=department_id,
                jwk=key,
                proof=proof,
                succession=succession,
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("A new key is in use; the one before is retired."))
            return redirect("department_keys", department_id)
    return _page(request, department_id, form)


@requires(policies.is_town_administrator)
def save_department_node(request: HttpRequest, department_id: UUID) -> HttpResponse:
    body = people.get_public_body(department_id)
    held = next((node for one, _k, node in nodes_and_keys() if one.pk == body.pk), None)
    initial = {"url": held.url if held else "", "is_active": held.is_active if held else True}
    form = NodeForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        manage_keys.save_node(
            actor=actor_of(request), department_id=department_id, now=now(), **form.cleaned_data
        )
        messages.success(request, _("The node was saved."))
        return redirect("exchange_departments")
    shown = {"form": form, "department": body}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/save_department_node.html", shown, status=status)


def _page(
    request: HttpRequest, department_id: UUID, form: RegisterKeyForm | None = None
) -> HttpResponse:
    body = people.get_public_body(department_id)
    shown = {
        "department": body,
        "keys": keys_of(department_id),
        "can_change": policies.can_answer_for(actor_of(request), department_id),
        "form": form or RegisterKeyForm(),
    }
    return render(request, "exchange/department_keys.html", shown, status=422 if form else 200)


def _read(text: str) -> tuple[dict[str, object], str, str]:
    """What ``gongjian node key`` printed."""
    try:
        said = json.loads(text)
        key, proof, succession = said["key"], said["proof"], said.get("succession", "")
    except (ValueError, KeyError, TypeError, RecursionError):
        key, proof, succession = None, None, None
    if not (isinstance(key, dict) and isinstance(proof, str) and isinstance(succession, str)):
        raise Invalid(fields={"key": [_("This is not what `gongjian node key` prints.")]})
    return key, proof, succession
