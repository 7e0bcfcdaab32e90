"""The desk of those who work on calls: what waits, writing a call, leading it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotFound, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions import save_call as saving
from gongjian.market.procurement.actions.amend_call import earliest_deadline
from gongjian.market.procurement.call_words import PROCEDURE_HINTS, shown_entries
from gongjian.market.procurement.errors import AnotherPersonApproves, HasInterest
from gongjian.market.procurement.forms.call_steps import (
    AmendForm,
    AnswerForm,
    DocumentForm,
    NextStageForm,
    OpenForm,
    ReasonForm,
    TrusteesForm,
)
from gongjian.market.procurement.forms.calls import CallForm
from gongjian.market.procurement.models import Call, ProcedureChoice
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.policies.interests import has_interest
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import call_lists, call_parts, calls
from gongjian.market.procurement.selectors.companies import waiting_companies
from gongjian.market.procurement.selectors.legal_findings import findings_of

BEGINNING = {"procedure": ProcedureChoice.OPEN_CALL.value, "currency": "CNY"}
REASONED = (
    CallStep.RETURN,
    CallStep.SUSPEND,
    CallStep.RESUME,
    CallStep.CANCEL,
    CallStep.DECLARE_UNSUCCESSFUL,
)
Forms = dict[str, forms.BaseForm]


@requires(policies.works_on_calls)
@require_safe
def call_work(request: HttpRequest) -> HttpResponse:
    """Questions to answer, registrations to look at, and every call of this actor's."""
    actor = actor_of(request)
    page = call_lists.work_list(actor=actor, cursor=request.GET.get("cursor", ""))
    at = now()
    shown = {
        "page": page,
        "questions": [(one, at >= one.answer_by) for one in call_lists.open_questions(actor=actor)],
        "companies": waiting_companies(actor=actor),
        "to_approve": call_lists.to_approve(actor=actor),
        "writes": policies.runs_calls(actor),
        "confirms": company_policies.confirms_companies(actor),
    }
    return render(request, "procurement/call_work.html", shown)


@requires(policies.runs_calls)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_call(request: HttpRequest) -> HttpResponse:
    """A new call; ``?initiative=`` names what it carries out."""
    begin = {**BEGINNING, "initiative_ref": request.GET.get("initiative", "")[:80]}
    form = CallForm(posted(request), initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            call = saving.draft_call(actor=actor_of(request), draft=form.draft(), now=now())
        except (Invalid, NotFound) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Drafted. Nobody outside sees it yet."))
            return redirect("run_call", call.number)
    shown = {"form": form, "hints": _hints()}
    status = 422 if form.is_bound else 200
    return render(request, "procurement/draft_call.html", shown, status=status)


@requires(policies.runs_calls)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_call(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    policies.require(CallStep.EDIT, actor, call)
    form = CallForm(posted(request), call=call)
    if request.method == "POST" and form.is_valid():
        version = number_of(request.POST.get("version", ""))
        try:
            saving.edit_call(
                actor=actor, call_id=call.pk, draft=form.draft(), version=version, now=now()
            )
        except StaleVersion as error:
            show_errors(form, error)
            renew_version(form, request, call.version)
        except (Invalid, NotFound) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("run_call", call.number)
    shown = {"call": call, "form": form, "hints": _hints()}
    status = 422 if form.is_bound else 200
    return render(request, "procurement/edit_call.html", shown, status=status)


@requires(policies.works_on_calls)
@require_safe
def run_call(request: HttpRequest, call_number: str) -> HttpResponse:
    """A call as those who work on it see it, with the steps that they may take."""
    found = calls.get_call(actor=actor_of(request), number=call_number)
    return show_run(request, found)


def show_run(
    request: HttpRequest,
    call: Call,
    *,
    wrong: forms.BaseForm | None = None,
    step: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; ``wrong`` is the form of ``step`` as it was sent."""
    actor, at = actor_of(request), now()
    if not call_parts.sees_all(actor, call):
        raise NotFound
    steps = policies.steps_of(actor, call)
    shown = {
        "call": call,
        "steps": {one.value for one in steps},
        "forms": {**_forms(call, steps), **({step: wrong} if wrong is not None else {})},
        "wrong": wrong,
        "stages": call_parts.criteria_by_stage(call),
        "findings": findings_of(call),
        "trustees": call_parts.trustees_of(call),
        "keys_given": sum(bool(one.public_key) for one in call_parts.trustees_of(call)),
        "documents": call_parts.documents_of(call),
        "invitations": call_parts.invitations_of(call),
        "questions": [
            (one, at >= one.answer_by, _answer_form(one.number, wrong, step))
            for one in call_parts.questions_of(call)
        ],
        "entries": shown_entries(call_parts.timeline(actor, call), call.language),
        "others_act": _others_act(actor, call),
        "is_open": call.is_open(at),
        "runs_it": policies.is_buyer(actor, call),
    }
    return render(request, "procurement/run_call.html", shown, status=status)


def take_step(
    request: HttpRequest,
    call_number: str,
    form: forms.BaseForm | Callable[[Call], forms.BaseForm],
    act: Callable[..., Any],
    *,
    step: str,
    said: str,
) -> HttpResponse:
    """Take a step on a call and go back to it, or show its form again with what is wrong."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = form(call) if callable(form) else form
    if form.is_valid():
        given = form.said() if hasattr(form, "said") else form.cleaned_data
        try:
            act(actor=actor, call_id=call.pk, now=now(), **given)
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, said)
            return redirect("run_call", call.number)
    return show_run(request, call, wrong=form, step=step, status=422)


def number_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _answer_form(number: int, wrong: forms.BaseForm | None, step: str) -> forms.BaseForm:
    is_this = wrong is not None and step == f"answer{number}"
    return wrong if is_this and wrong is not None else AnswerForm(auto_id=f"id_q{number}_%s")


def _others_act(actor: Any, call: Call) -> str:
    """Why somebody else has to act; "" where that is not so."""
    if has_interest(actor, call):
        return str(HasInterest.message)
    is_own = call.state == "draft" and policies.is_author(actor, call)
    return str(AnotherPersonApproves.message) if is_own else ""


def _hints() -> list[tuple[str, str]]:
    names = dict(ProcedureChoice.choices)
    return [(str(names[code]), str(hint)) for code, hint in PROCEDURE_HINTS.items()]


def _forms(call: Call, steps: list[CallStep]) -> Forms:
    """The forms of the steps that are offered."""
    at = now()
    made: dict[CallStep, Callable[[], forms.BaseForm]] = {
        CallStep.NAME_TRUSTEE: lambda: TrusteesForm(call=call),
        CallStep.OPEN: OpenForm,
        CallStep.NEXT_STAGE: lambda: NextStageForm(call=call),
        CallStep.ATTACH: lambda: DocumentForm(call=call, auto_id="id_doc_%s"),
        CallStep.AMEND: lambda: AmendForm(
            initial={
                "version": call.version, "title": call.title, "text": call.text,
                "last_day": duties.last_day_of(earliest_deadline(call, at)),
            },
            auto_id="id_amend_%s",
        ),
        **{
            step: lambda step=step: ReasonForm(auto_id=f"id_{step.value}_%s")  # type: ignore[misc]  # bound now
            for step in REASONED
        },
    }  # fmt: skip
    return {step.value: made[step]() for step in steps if step in made}
