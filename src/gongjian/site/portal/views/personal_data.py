"""One's own data: to take along, and to have erased."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.exchange import interface as exchange
from gongjian.government.services import interface as services
from gongjian.market.initiatives import interface as initiatives
from gongjian.market.procurement import interface as procurement
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.deliberation import interface as deliberation
from gongjian.site.portal.actions.erase_personal_data import erase_personal_data as erase


class EraseForm(forms.Form):
    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, erase my account and everything about me"),
        help_text=gettext_lazy("This cannot be undone."),
    )


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def export_personal_data(request: HttpRequest) -> HttpResponseBase:
    actor = actor_of(request)
    if request.method != "POST" or actor.user_id is None:
        return render(request, "portal/export_personal_data.html")
    return export_response(actor, actor.user_id)


def export_response(actor: Actor, user_id: UUID) -> FileResponse:
    """Everything about a person, as a zip to download."""
    beside = {
        "account": people.export_account(actor),
        "deliberation": deliberation.export_person(actor=actor, user_id=user_id),
        "budgeting": budgeting.export_person(actor=actor, user_id=user_id),
        "procurement": procurement.export_person(actor=actor, user_id=user_id),
        "initiatives": initiatives.export_person(actor=actor, user_id=user_id),
        "services": services.export_person(actor=actor, user_id=user_id),
    }
    beside["exchange"] = exchange.export_person(actor=actor, user_id=user_id, on=local_day(now()))
    content = cases.export_person(actor=actor, user_id=user_id, now=now(), beside=beside)
    name = f"gongjian-{local_day(now()):%Y-%m-%d}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def erase_personal_data(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = EraseForm(posted(request))
    if actor.user_id is None or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "portal/erase_personal_data.html", {"form": form}, status=status)
    erase(actor=actor, user_id=actor.user_id, now=now())
    logout(request)
    messages.success(request, _("Your account is closed, and what was personal is erased."))
    return redirect("home")
