"""One's own keys for programmes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.people.actions import create_api_key as keys
from gongjian.foundation.people.forms import ApiKeyForm
from gongjian.foundation.people.selectors.people import own_keys


@requires(is_signed_in)
def api_keys(request: HttpRequest) -> HttpResponse:
    return _page(request, ApiKeyForm())


@never_cache
@require_POST
@requires(is_signed_in)
def create_api_key(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, in this answer only."""
    form = ApiKeyForm(request.POST)
    if form.is_valid():
        try:
            key, secret = keys.create_api_key(
                actor=actor_of(request), name=form.cleaned_data["name"], now=now()
            )
        except Conflict as error:
            show_errors(form, error)
        else:
            return _page(request, ApiKeyForm(), {"new_key": key, "secret": secret})
    return _page(request, form, status=422)


@require_POST
@requires(is_signed_in)
def revoke_api_key(request: HttpRequest, key_id: UUID) -> HttpResponse:
    key = keys.revoke_api_key(actor=actor_of(request), key_id=key_id, now=now())
    messages.success(request, _("“%(name)s” no longer works.") % {"name": key.name})
    return redirect("api_keys")


def _page(
    request: HttpRequest,
    form: ApiKeyForm,
    more: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "keys": own_keys(actor_of(request))}
    return render(request, "people/api_keys.html", context | (more or {}), status=status)
