"""The company registry: everybody reads it, members keep their company's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Conflict, Invalid, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.market.procurement.actions import company_members as members
from gongjian.market.procurement.actions import debar_company as debarring
from gongjian.market.procurement.actions import declare_owners as owning
from gongjian.market.procurement.actions import register_company as registering
from gongjian.market.procurement.forms.call_steps import ReasonForm
from gongjian.market.procurement.forms.companies import (
    CompanyFilterForm,
    CompanyForm,
    DebarForm,
    MemberForm,
    OwnerForm,
    OwnershipEndForm,
)
from gongjian.market.procurement.models import Company, MembershipState
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.selectors import companies
from gongjian.market.procurement.views.call_work import number_of


@public
@require_safe
def company_list(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), CompanyFilterForm(request.GET)
    page = companies.list_companies(
        actor=actor, filters=form.filters(), cursor=request.GET.get("cursor", "")
    )
    debarred = companies.debarred_ids([one.pk for one in page.items], local_day(now()))
    shown = {
        "form": form,
        "page": page,
        "rows": [(one, one.pk in debarred) for one in page.items],
        "own": companies.own_companies(actor),
    }
    return render(request, "procurement/company_list.html", shown)


@public
@require_safe
def company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    found = companies.get_company(actor=actor_of(request), company_id=company_id)
    return show_company(request, found)


def show_company(
    request: HttpRequest,
    found: Company,
    *,
    wrong: forms.BaseForm | None = None,
    step: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; ``wrong`` is the form of ``step`` as it was sent."""
    actor, today = actor_of(request), local_day(now())
    is_member = policies.is_member(actor, found)
    debars = policies.debars_companies(actor) and not is_member
    made: dict[str, forms.BaseForm] = {}
    if is_member:
        made = {
            "member": MemberForm(auto_id="id_member_%s"),
            "owner": OwnerForm(auto_id="id_owner_%s"),
        }
    if debars:
        made |= {"debar": DebarForm(auto_id="id_debar_%s")}
    shown = {
        "company": found,
        "sectors": list(found.sectors.all()),
        "is_member": is_member,
        "sees_people": policies.may_see_people(actor, found),
        "confirms": policies.confirms_companies(actor) and not is_member,
        "debars": debars,
        "members": companies.members_of(found) if is_member else [],
        "silent": list(companies.belonging_still(found)) if is_member else [],
        "invited": companies.invited_to(found, at=now()) if is_member else [],
        "owners": [
            (one, OwnershipEndForm(auto_id=f"id_end{index}_%s"))
            for index, one in enumerate(companies.owners_of(found, on=today))
        ],
        "debarments": [
            (one, one.holds(today), ReasonForm(auto_id=f"id_lift{index}_%s"))
            for index, one in enumerate(companies.debarments_of(found))
        ],
        "is_debarred": companies.is_debarred(found.pk, today),
        "forms": {**made, **({step: wrong} if wrong is not None else {})},
        "wrong": wrong,
        "today": today,
    }
    return render(request, "procurement/company.html", shown, status=status)


@requires(policies.registers_companies)
@require_http_methods(["GET", "HEAD", "POST"])
def register_company(request: HttpRequest) -> HttpResponse:
    form = CompanyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = registering.register_company(
                actor=actor_of(request), draft=form.draft(), now=now()
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Registered. The town confirms it before it can bid."))
            return redirect("company", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "procurement/register_company.html", {"form": form}, status=status)


@requires(policies.speaks_for_company)
@require_http_methods(["GET", "HEAD", "POST"])
def change_company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = companies.get_company(actor=actor, company_id=company_id)
    policies.require(policies.is_member(actor, found), actor)
    form = CompanyForm(posted(request), company=found)
    if request.method == "POST" and form.is_valid():
        try:
            registering.change_company(
                actor=actor, company_id=found.pk, draft=form.draft(),
                version=number_of(request.POST.get("version", "")), now=now(),
            )  # fmt: skip
        except StaleVersion as error:
            show_errors(form, error)
            renew_version(form, request, found.version)
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("company", found.pk)
    shown = {"company": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "procurement/change_company.html", shown, status=status)


@require_POST
@requires(policies.confirms_companies)
def confirm_company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    version = number_of(request.POST.get("version", ""))
    registering.confirm_company(
        actor=actor_of(request), company_id=company_id, version=version, now=now()
    )
    messages.success(request, _("Confirmed. The company can ask and bid now."))
    return redirect("company", company_id)


@require_POST
@requires(policies.speaks_for_company)
def invite_company_member(request: HttpRequest, company_id: UUID) -> HttpResponse:
    form = MemberForm(request.POST, auto_id="id_member_%s")
    act, said = (
        members.invite_company_member,
        _("They are asked, and speak for it once they accept."),
    )
    return _take_step(request, company_id, form, act, step="member", said=said)


@require_POST
@requires(policies.speaks_for_company)
def remove_company_member(request: HttpRequest, company_id: UUID, user_id: UUID) -> HttpResponse:
    members.remove_company_member(
        actor=actor_of(request), company_id=company_id, user_id=user_id, now=now()
    )
    messages.success(request, _("They speak for the company no more."))
    if actor_of(request).user_id == user_id:
        # What is not confirmed yet is not there for them any more.
        return redirect("company_list")
    return redirect("company", company_id)


@require_POST
@requires(policies.speaks_for_company)
def withdraw_company_invitation(
    request: HttpRequest, company_id: UUID, membership_id: UUID
) -> HttpResponse:
    members.withdraw_invitation(
        actor=actor_of(request), company_id=company_id, membership_id=membership_id, now=now()
    )
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("company", company_id)


@requires(policies.registers_companies)
@require_safe
def company_ties(request: HttpRequest) -> HttpResponse:
    """What companies ask somebody, and say of them, to be accepted or declined."""
    actor, at = actor_of(request), now()
    shown = {
        "invitations": [
            (one, one.state == MembershipState.INVITED and one.expires_at > at)
            for one in companies.invitations_to(actor)
        ],
        "ownerships": companies.ownerships_of(actor),
    }
    return render(request, "procurement/company_ties.html", shown)


@require_POST
@requires(policies.registers_companies)
def accept_company_invitation(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    members.accept_invitation(actor=actor_of(request), membership_id=membership_id, now=now())
    messages.success(request, _("You speak for the company now."))
    return redirect("company_ties")


@require_POST
@requires(policies.registers_companies)
def decline_company_invitation(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    members.decline_invitation(actor=actor_of(request), membership_id=membership_id, now=now())
    messages.success(request, _("Declined."))
    return redirect("company_ties")


@require_POST
@requires(policies.registers_companies)
def confirm_company_ownership(request: HttpRequest, owner_id: UUID) -> HttpResponse:
    owning.answer_ownership(actor=actor_of(request), owner_id=owner_id, is_so=True, now=now())
    messages.success(request, _("Confirmed."))
    return redirect("company_ties")


@require_POST
@requires(policies.registers_companies)
def deny_company_ownership(request: HttpRequest, owner_id: UUID) -> HttpResponse:
    owning.answer_ownership(actor=actor_of(request), owner_id=owner_id, is_so=False, now=now())
    messages.success(request, _("Noted: it is not so."))
    return redirect("company_ties")


@require_POST
@requires(policies.speaks_for_company)
def declare_company_owner(request: HttpRequest, company_id: UUID) -> HttpResponse:
    form = OwnerForm(request.POST, auto_id="id_owner_%s")
    act, said = owning.declare_owner, _("The owner is declared.")
    return _take_step(request, company_id, form, act, step="owner", said=said)


@require_POST
@requires(policies.speaks_for_company)
def end_company_ownership(request: HttpRequest, company_id: UUID, owner_id: UUID) -> HttpResponse:
    def end(**given: Any) -> object:
        return owning.end_ownership(owner_id=owner_id, **given)

    form, said = OwnershipEndForm(request.POST), _("Noted.")
    return _take_step(request, company_id, form, end, step="end", said=said)


@require_POST
@requires(policies.debars_companies)
def debar_company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    form = DebarForm(request.POST, auto_id="id_debar_%s")
    act, said = debarring.debar_company, _("The company is debarred on these days.")
    return _take_step(request, company_id, form, act, step="debar", said=said)


@require_POST
@requires(policies.debars_companies)
def lift_company_debarment(
    request: HttpRequest, company_id: UUID, debarment_id: UUID
) -> HttpResponse:
    def lift(**given: Any) -> object:
        return debarring.lift_debarment(debarment_id=debarment_id, **given)

    form, said = ReasonForm(request.POST), _("The debarment is lifted from today on.")
    return _take_step(request, company_id, form, lift, step="lift", said=said)


def _take_step(
    request: HttpRequest,
    company_id: UUID,
    form: forms.BaseForm,
    act: Callable[..., Any],
    *,
    step: str,
    said: str,
) -> HttpResponse:
    """Take a step on a company and go back to it, or show its form again with what is wrong."""
    actor = actor_of(request)
    found = companies.get_company(actor=actor, company_id=company_id)
    if form.is_valid():
        given = form.said() if hasattr(form, "said") else form.cleaned_data
        try:
            act(actor=actor, company_id=found.pk, now=now(), **given)
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, said)
            return redirect("company", found.pk)
    return show_company(request, found, wrong=form, step=step, status=422)
