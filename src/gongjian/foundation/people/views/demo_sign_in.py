"""The demo's accounts, one click away; nothing of this exists outside the demo."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.people.role_names import role_name
from gongjian.foundation.people.selectors.people import demo_parts, demo_people, demo_person

DOES: dict[Role, str | Promise] = {
    Role.RESIDENT: _("Reports, asks and suggests; supports proposals, takes part in votes."),
    Role.COMPANY_MEMBER: _("Asks and bids for a company, delivers what it is paid for."),
    Role.HANDLER: _("Answers the cases of a department, checks budget projects."),
    Role.SUPERVISOR: _("Answers proposals for a department, watches over its cases."),
    Role.DISPATCHER: _("Sends cases where they belong, moderates what people write, reads paper."),
    Role.PRODUCT_MANAGER: _(
        "Answers proposals, holds consultations and budget rounds, runs initiatives and calls."
    ),
    Role.AUDITOR: _("Reads everything, changes nothing."),
    Role.ADMINISTRATOR: _("Gives roles, sets what holds in the town; may do what managers may."),
}
"""What somebody who looks around can try as whom."""


@require_http_methods(["GET", "HEAD", "POST"])
@public
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Choose whom to be; POST ``person`` signs in."""
    if not settings.DEMO:
        raise NotFound
    where = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure()):
        where = ""
    if request.method == "POST":
        person = demo_person(_uuid(request.POST.get("person", "")))
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect(where or resolve_url(settings.LOGIN_REDIRECT_URL))
    groups = [(role_name(role), DOES[role], people) for role, people in demo_people()]
    shown = {"groups": groups, "parts": demo_parts(), "next": where}
    return render(request, "people/demo_sign_in.html", shown)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
