"""Proposed changes of the register, and deciding them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.government.duties import policies
from gongjian.government.duties.actions import accept_duty_proposal as accepting
from gongjian.government.duties.actions import decline_duty_proposal as declining
from gongjian.government.duties.forms import (
    AcceptProposalForm,
    ChangeDutyForm,
    DeclineProposalForm,
)
from gongjian.government.duties.models import Duty, DutyProposal
from gongjian.government.duties.selectors.duty_lookup import responsible_duty
from gongjian.government.duties.selectors.proposals import get_proposal, list_proposals

DEFAULT_WORKING_DAYS = 10


@requires(policies.can_see_proposals)
@require_safe
def duty_proposals(request: HttpRequest) -> HttpResponse:
    is_open = request.GET.get("state") != "decided"
    page = list_proposals(
        actor=actor_of(request), is_open=is_open, cursor=request.GET.get("cursor", "")
    )
    address = reverse("duty_proposals")
    tabs = [
        (pgettext("duty proposals", "Open"), address, is_open),
        (pgettext("duty proposals", "Decided"), f"{address}?state=decided", not is_open),
    ]
    return render(request, "duties/duty_proposals.html", {"page": page, "tabs": tabs})


@requires(policies.can_see_proposals)
@require_safe
def duty_proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return _page(request, get_proposal(actor=actor_of(request), proposal_id=proposal_id))


@require_POST
@requires(policies.can_edit_register)
def accept_duty_proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    proposal = get_proposal(actor=actor_of(request), proposal_id=proposal_id)
    moment = now()
    form = AcceptProposalForm(request.POST, on=local_day(moment), prefix="accept")
    if form.is_valid():
        try:
            accepting.accept_duty_proposal(
                actor=actor_of(request),
                proposal_id=proposal_id,
                area_id=form.cleaned_data["area"],
                terms=form.terms(),
                in_force_from=form.cleaned_data["in_force_from"],
                reason=form.cleaned_data["reason"],
                now=moment,
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The register was changed."))
            return redirect("duty_proposal", proposal_id)
    return _page(request, proposal, accept_form=form)


@require_POST
@requires(policies.can_edit_register)
def decline_duty_proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    proposal = get_proposal(actor=actor_of(request), proposal_id=proposal_id)
    form = DeclineProposalForm(request.POST, prefix="decline")
    if form.is_valid():
        try:
            declining.decline_duty_proposal(
                actor=actor_of(request),
                proposal_id=proposal_id,
                reason=form.cleaned_data["reason"],
                now=now(),
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The proposal was declined."))
            return redirect("duty_proposal", proposal_id)
    return _page(request, proposal, decline_form=form)


def _page(
    request: HttpRequest,
    proposal: DutyProposal,
    *,
    accept_form: AcceptProposalForm | None = None,
    decline_form: DeclineProposalForm | None = None,
) -> HttpResponse:
    today = local_day(now())
    present = responsible_duty(category_id=proposal.category_id, area_id=proposal.area_id, on=today)
    can_decide = proposal.state == "open" and policies.can_edit_duties_in(
        actor_of(request), proposal.area.path if proposal.area else ""
    )
    if can_decide and accept_form is None:
        initial = {**_initial(proposal, present), "in_force_from": today}
        accept_form = AcceptProposalForm(on=today, initial=initial, prefix="accept")
    shown = {
        "proposal": proposal,
        "present": present,
        "can_decide": can_decide,
        "accept_form": accept_form,
        "decline_form": decline_form or DeclineProposalForm(prefix="decline"),
    }
    is_wrong = any(form and form.is_bound for form in (accept_form, decline_form))
    status = 422 if is_wrong else 200
    return render(request, "duties/duty_proposal.html", shown, status=status)


def _initial(proposal: DutyProposal, present: Duty | None) -> dict[str, object]:
    """The present terms, with the proposed department leading."""
    terms = ChangeDutyForm.initial_of(present) if present else {}
    supporting = terms.get("supporting_departments") or []
    assert isinstance(supporting, list)
    return {
        "deadline_working_days": DEFAULT_WORKING_DAYS,
        **terms,
        "area": proposal.area_id,
        "lead_department": proposal.department_id,
        "supporting_departments": [body for body in supporting if body != proposal.department_id],
        "note": "",
    }
