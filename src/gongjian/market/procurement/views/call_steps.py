"""Single steps on a call, one route each."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.market.procurement.actions import amend_call as amending
from gongjian.market.procurement.actions import approve_call as approving
from gongjian.market.procurement.actions import ask_question as asking
from gongjian.market.procurement.actions import end_call as ending
from gongjian.market.procurement.actions import open_call as opening
from gongjian.market.procurement.actions import suspend_call as suspending
from gongjian.market.procurement.actions.attach_document import attach_document
from gongjian.market.procurement.actions.name_trustees import name_trustees
from gongjian.market.procurement.forms.call_steps import (
    AmendForm,
    AnswerForm,
    DocumentForm,
    NextStageForm,
    OpenForm,
    ReasonForm,
    TrusteesForm,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.views.call_work import number_of, show_run, take_step


@require_POST
@requires(policies.works_on_calls)
def approve_call(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    version = number_of(request.POST.get("version", ""))
    try:
        approving.approve_call(actor=actor, call_id=call.pk, version=version, now=now())
    except Invalid as error:
        messages.error(request, _told(error))
    else:
        messages.success(request, _("Approved. It can be opened as soon as the keys are there."))
    return redirect("run_call", call.number)


@require_POST
@requires(policies.works_on_calls)
def return_call(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("It is a draft again.")
    form = ReasonForm(request.POST)
    return take_step(request, call_number, form, approving.return_call, step="return", said=said)


@require_POST
@requires(policies.runs_calls)
def name_call_trustees(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The trustees are named. They are told to give their keys.")
    form = TrusteesForm(request.POST)
    return take_step(request, call_number, form, name_trustees, step="name_trustee", said=said)


@require_POST
@requires(policies.runs_calls)
def open_call(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The call is open. Criteria and weights are fixed now.")
    form = OpenForm(request.POST)
    return take_step(request, call_number, form, opening.open_call, step="open", said=said)


@require_POST
@requires(policies.runs_calls)
def open_call_stage(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The next stage is open for the companies that were chosen.")
    form = NextStageForm(
        request.POST, call=calls.get_call(actor=actor_of(request), number=call_number)
    )
    act = opening.open_next_stage
    return take_step(request, call_number, form, act, step="next_stage", said=said)


@require_POST
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
@requires(policies.runs_calls)
def attach_call_document(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = DocumentForm(request.POST, request.FILES, call=call, auto_id="id_doc_%s")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            attach_document(
                actor=actor, call_id=call.pk, title=form.cleaned_data["title"],
                name=file.name, content=file, replaces_id=form.cleaned_data["replaces"],
                now=now(),
            )  # fmt: skip
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The document was added."))
            return redirect("run_call", call.number)
    return show_run(request, call, wrong=form, step="attach", status=422)


@require_POST
@requires(policies.runs_calls)
def answer_call_question(
    request: HttpRequest, call_number: str, question_number: int
) -> HttpResponse:
    form = AnswerForm(request.POST, auto_id=f"id_q{question_number}_%s")

    def answer(**given: object) -> object:
        return asking.answer_question(number=question_number, **given)  # type: ignore[arg-type]  # from the form

    said = _("Answered. Everybody reads it.")
    return take_step(request, call_number, form, answer, step=f"answer{question_number}", said=said)


@require_POST
@requires(policies.runs_calls)
def amend_call(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("Changed. Whoever follows the call is told.")
    form = AmendForm(request.POST, auto_id="id_amend_%s")
    return take_step(request, call_number, form, amending.amend_call, step="amend", said=said)


@require_POST
@requires(policies.runs_calls)
def suspend_call(request: HttpRequest, call_number: str) -> HttpResponse:
    form, said = ReasonForm(request.POST), _("The call is suspended; its clocks stand still.")
    return take_step(request, call_number, form, suspending.suspend_call, step="suspend", said=said)


@require_POST
@requires(policies.runs_calls)
def resume_call(request: HttpRequest, call_number: str) -> HttpResponse:
    form, said = ReasonForm(request.POST), _("The call goes on; its deadlines have moved.")
    return take_step(request, call_number, form, suspending.resume_call, step="resume", said=said)


@require_POST
@requires(policies.runs_calls)
def cancel_call(request: HttpRequest, call_number: str) -> HttpResponse:
    form, said = ReasonForm(request.POST), _("The call is cancelled.")
    return take_step(request, call_number, form, ending.cancel_call, step="cancel", said=said)


@require_POST
@requires(policies.runs_calls)
def declare_call_unsuccessful(request: HttpRequest, call_number: str) -> HttpResponse:
    form, said = ReasonForm(request.POST), _("The call is declared unsuccessful.")
    act = ending.declare_unsuccessful
    return take_step(request, call_number, form, act, step="declare_unsuccessful", said=said)


def _told(error: GongjianError) -> str:
    words = [str(text) for texts in error.fields.values() for text in texts]
    return " ".join(words) or str(error)
