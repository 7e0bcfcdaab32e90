"""Single steps on a contract, each by its action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.market.procurement.actions import change_contract as changing
from gongjian.market.procurement.actions import draft_contract as drafting
from gongjian.market.procurement.actions import end_contract as ending
from gongjian.market.procurement.actions import rate_contract as rating
from gongjian.market.procurement.actions import report_delivery as delivering
from gongjian.market.procurement.actions import sign_contract as signing
from gongjian.market.procurement.actions import try_delivery as trying
from gongjian.market.procurement.actions.record_payment import record_payment
from gongjian.market.procurement.forms import contracts as contract_forms
from gongjian.market.procurement.forms.call_steps import ReasonForm
from gongjian.market.procurement.models import DeliveryState
from gongjian.market.procurement.policies import calls as call_policies
from gongjian.market.procurement.selectors import calls, contracts, deliveries
from gongjian.market.procurement.views.contracts import contract_of, show_contract


@require_POST
@requires(call_policies.runs_calls)
def draft_contract(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    made = drafting.draft_contract(actor=actor, call_id=call.pk, now=now())
    messages.success(request, _("Drafted, with what the award says. Now say who does what."))
    return redirect("edit_contract", made.number)


@require_POST
@requires(call_policies.runs_calls)
def name_acceptors(request: HttpRequest, contract_number: str) -> HttpResponse:
    form = contract_forms.AcceptorsForm(request.POST, auto_id="id_named_%s")
    said = _("They accept what is delivered.")
    return _step(request, contract_number, form, drafting.name_acceptors, said, "acceptors")


@require_POST
@requires(is_signed_in)
def sign_contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    form, said = contract_forms.DigestForm(request.POST), _("Signed.")
    return _step(request, contract_number, form, signing.sign_contract, said, "sign")


@require_POST
@requires(is_signed_in)
def take_back_contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="id_back_%s")
    said = _("It is a draft again; the signature holds no more.")
    return _step(request, contract_number, form, signing.take_back, said, "take_back")


@require_POST
@requires(is_signed_in)
def end_contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="id_end_%s")
    said = _("The contract is ended.")
    return _step(request, contract_number, form, ending.end_contract, said, "end")


@require_POST
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES, count=lambda: contract_forms.MOST_FILES)
@requires(is_signed_in)
def report_delivery(
    request: HttpRequest, contract_number: str, milestone_number: int
) -> HttpResponse:
    name = f"report{milestone_number}"
    form = contract_forms.ReportForm(request.POST, request.FILES, auto_id=f"id_{name}_%s")
    act = _of(milestone_number, delivering.report_delivery)
    said = _("Reported. Two people look at it now.")
    return _step(request, contract_number, form, act, said, name)


@require_POST
@requires(is_signed_in)
def decide_delivery(
    request: HttpRequest, contract_number: str, milestone_number: int
) -> HttpResponse:
    name = f"decide{milestone_number}"
    form = contract_forms.DecideForm(request.POST, auto_id=f"id_{name}_%s")
    act = _of(milestone_number, delivering.decide_delivery)
    return _step(request, contract_number, form, act, _("Decided."), name)


@require_POST
@requires(is_signed_in)
def ask_to_try(request: HttpRequest, contract_number: str, milestone_number: int) -> HttpResponse:
    act = _of(milestone_number, trying.ask_to_try)
    said = _("Those behind the evidence are asked to try it.")
    return _step(request, contract_number, forms.Form({}), act, said, "")


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def try_delivery(request: HttpRequest, contract_number: str, milestone_number: int) -> HttpResponse:
    """For whoever was asked: does it work?"""
    actor = actor_of(request)
    found = contract_of(request, contract_number)
    milestone = contracts.get_milestone(found, milestone_number)
    trial = deliveries.own_trial(actor=actor, milestone=milestone)
    if trial is None:
        raise NotFound
    form = contract_forms.TrialForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            trying.answer_trial(
                actor=actor, contract_id=found.pk, milestone_number=milestone_number, now=now(),
                **form.said(),
            )  # fmt: skip
        except GongjianError as error:
            if error.status not in {409, 422}:
                raise
            show_errors(form, error)
        else:
            messages.success(request, _("Thank you. Both who accept it read this, without a name."))
            return redirect("contract", found.number)
    is_open = trial.answered_at is None and trial.delivery.state == DeliveryState.REPORTED
    shown = {
        "contract": found,
        "call": found.call,
        "milestone": milestone,
        "trial": trial,
        "form": form if is_open or form.is_bound else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "procurement/try_delivery.html", shown, status=status)


@require_POST
@requires(is_signed_in)
def record_milestone_payment(
    request: HttpRequest, contract_number: str, milestone_number: int
) -> HttpResponse:
    name = f"pay{milestone_number}"
    form = contract_forms.PaymentForm(request.POST, auto_id=f"id_{name}_%s")
    form.currency = contract_of(request, contract_number).currency
    act = _of(milestone_number, record_payment)
    return _step(request, contract_number, form, act, _("The payment is recorded."), name)


@require_POST
@requires(is_signed_in)
def agree_change(request: HttpRequest, contract_number: str) -> HttpResponse:
    form, said = contract_forms.DigestForm(request.POST), _("Your company agrees to the change.")
    return _step(request, contract_number, form, changing.agree_change, said, "agree")


@require_POST
@requires(is_signed_in)
def approve_change(request: HttpRequest, contract_number: str) -> HttpResponse:
    form, said = contract_forms.DigestForm(request.POST), _("Approved: the change is in force.")
    return _step(request, contract_number, form, changing.approve_change, said, "approve")


@require_POST
@requires(is_signed_in)
def refuse_change(request: HttpRequest, contract_number: str) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="id_refuse_%s")
    said = _("The change is refused; the contract stays as it is.")
    return _step(request, contract_number, form, changing.refuse_change, said, "refuse")


@require_POST
@requires(is_signed_in)
def rate_contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    form = contract_forms.RatingForm(request.POST, auto_id="id_rate_%s")
    said = _("Rated. The other side may reply.")
    return _step(request, contract_number, form, rating.rate_contract, said, "rate")


@require_POST
@requires(is_signed_in)
def reply_to_rating(request: HttpRequest, contract_number: str) -> HttpResponse:
    form = contract_forms.ReplyForm(request.POST, auto_id="id_reply_%s")
    said = _("Your reply stands beside the rating.")
    return _step(request, contract_number, form, rating.reply_to_rating, said, "reply")


def _of(milestone_number: int, act: Callable[..., object]) -> Callable[..., object]:
    return lambda **given: act(milestone_number=milestone_number, **given)


def _step(
    request: HttpRequest,
    contract_number: str,
    form: forms.Form,
    act: Callable[..., object],
    done: str,
    name: str,
) -> HttpResponse:
    """Take a step and come back, or show its form again with what is wrong."""
    found = contract_of(request, contract_number)
    if form.is_valid():
        said: Any = getattr(form, "said", None)
        try:
            given = said() if said is not None else form.cleaned_data
            act(actor=actor_of(request), contract_id=found.pk, now=now(), **given)
        except GongjianError as error:
            if error.status not in {409, 422} or not name:
                raise
            show_errors(form, error)
        else:
            messages.success(request, done)
            return redirect("contract", found.number)
    return show_contract(request, found, wrong=form, step=name, status=422)
