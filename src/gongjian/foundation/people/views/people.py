"""Administration: accounts and their roles."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.pages import Page
from gongjian.foundation.people.actions import close_account as closing
from gongjian.foundation.people.actions import grant_role as granting
from gongjian.foundation.people.actions import reset_second_factor as resetting
from gongjian.foundation.people.actions.open_account import open_account as open_one
from gongjian.foundation.people.forms import GrantForm, OpenAccountForm, PeopleFilterForm
from gongjian.foundation.people.models import User
from gongjian.foundation.people.policies import is_administrator
from gongjian.foundation.people.role_names import role_name
from gongjian.foundation.people.selectors.people import get_person, list_people
from gongjian.foundation.people.selectors.second_factor import has_second_factor
from gongjian.foundation.people.topics import area_names


@requires(is_administrator)
def person_list(request: HttpRequest) -> HttpResponse:
    form = PeopleFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = list_people(
        actor=actor_of(request),
        query=wanted.get("query", ""),
        role=wanted.get("role", ""),
        cursor=request.GET.get("cursor", ""),
    )
    return _list_page(request, form, page, OpenAccountForm())


@require_POST
@requires(is_administrator)
def open_account(request: HttpRequest) -> HttpResponse:
    form = OpenAccountForm(request.POST)
    if form.is_valid():
        try:
            user = open_one(actor=actor_of(request), now=now(), **form.cleaned_data)
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(
                request,
                _("The account is open. A letter tells its owner how to set a password."),
            )
            return redirect("person", user.pk)
    page = list_people(actor=actor_of(request))
    return _list_page(request, PeopleFilterForm(), page, form, status=422)


@requires(is_administrator)
def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    return _person_page(request, user_id, GrantForm(actor=actor_of(request)))


@require_POST
@requires(is_administrator)
def grant_role(request: HttpRequest, user_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    form = GrantForm(request.POST, actor=actor)
    if form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            granting.grant_role(
                actor=actor,
                user_id=user_id,
                role=Role(form.cleaned_data["role"]),
                organisation_id=UUID(organisation) if organisation else None,
                area_path=form.cleaned_data["area_path"],
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The role holds from now on."))
            return redirect("person", user_id)
    return _person_page(request, user_id, form, status=422)


@require_POST
@requires(is_administrator)
def revoke_role(request: HttpRequest, user_id: UUID, grant_id: int) -> HttpResponse:
    granting.revoke_role(actor=actor_of(request), user_id=user_id, grant_id=grant_id, now=now())
    messages.success(request, _("The role no longer holds."))
    return redirect("person", user_id)


@require_POST
@requires(is_administrator)
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    closing.close_account(actor=actor_of(request), user_id=user_id, now=now())
    messages.success(request, _("The account is closed: nobody can sign in to it."))
    return redirect("person", user_id)


@require_POST
@requires(is_administrator)
def reopen_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    closing.reopen_account(actor=actor_of(request), user_id=user_id, now=now())
    messages.success(request, _("The account is open again."))
    return redirect("person", user_id)


@require_POST
@requires(is_administrator)
def reset_second_factor(request: HttpRequest, user_id: UUID) -> HttpResponse:
    resetting.reset_second_factor(actor=actor_of(request), user_id=user_id, now=now())
    messages.success(request, _("The second sign-in step is off until it is set up anew."))
    return redirect("person", user_id)


def _list_page(
    request: HttpRequest,
    form: PeopleFilterForm,
    page: Page[User],
    open_form: OpenAccountForm,
    status: int = 200,
) -> HttpResponse:
    rows = [
        (
            person,
            [
                (role_name(Role(grant.role)), grant.organisation.name if grant.organisation else "")
                for grant in person.grants.all()
            ],
        )
        for person in page.items
    ]
    shown = {"form": form, "page": page, "rows": rows, "open_form": open_form}
    return render(request, "people/person_list.html", shown, status=status)


def _person_page(
    request: HttpRequest, user_id: UUID, form: GrantForm, status: int = 200
) -> HttpResponse:
    found = get_person(actor=actor_of(request), user_id=user_id)
    areas = area_names()
    grants = [
        (grant, role_name(Role(grant.role)), areas.get(grant.area_path, grant.area_path))
        for grant in found.grants.all()
    ]
    context = {
        "person": found, "grants": grants, "form": form,
        "can_lose_second_factor": has_second_factor(user_id),
    }  # fmt: skip
    return render(request, "people/person.html", context, status=status)
