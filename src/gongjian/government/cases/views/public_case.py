"""A case as everybody sees it, and what its requester and its supporters can do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import receipt_answer
from gongjian.foundation.kernel.errors import GongjianError, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors, unsent_words
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface, policies
from gongjian.government.cases.actions.attach_file import TAKES_FILES, UPLOADS_AN_HOUR
from gongjian.government.cases.actions.change_visibility import CHANGES_AN_HOUR
from gongjian.government.cases.forms import (
    AppealForm,
    AppealHidingForm,
    ChangeVisibilityForm,
    FilesForm,
    RateForm,
    ReopenForm,
    ReplyForm,
    StepForm,
    SupportForm,
)
from gongjian.government.cases.models import Case
from gongjian.government.cases.panels import panels_of
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.offered_steps import offered_steps
from gongjian.government.cases.selectors.receipts import receipt_of
from gongjian.government.cases.selectors.supports import is_supporting
from gongjian.government.cases.views.histories import history_of
from gongjian.government.cases.views.maps import draw_map
from gongjian.government.cases.views.shown_clocks import shown_clocks
from gongjian.government.cases.views.timeline_entries import shown_entries
from gongjian.government.cases.views.visitors import visitor_of
from gongjian.government.triage import interface as triage
from gongjian.methods.personal_data import MASK

SUPPORTS_AN_HOUR = 120
FORMS: dict[Step, type[forms.Form]] = {
    Step.REPLY: ReplyForm,
    Step.RATE: RateForm,
    Step.REOPEN: ReopenForm,
    Step.CLOSE: StepForm,
    Step.APPEAL: AppealForm,
    Step.ATTACH: FilesForm,
    Step.SUPPORT: SupportForm,
    Step.CHANGE_VISIBILITY: ChangeVisibilityForm,
    Step.APPEAL_HIDING: AppealHidingForm,
}


@public
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    found = cases.get_case(actor=actor_of(request), number=number)
    return _show(request, found)


@public
@require_safe
def case_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The proof from the ledger that the case was received, to be saved."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    return receipt_answer(receipt_of(actor=actor, case=found), f"case-{found.number}")


@public
@require_POST
def reply_to_question(request: HttpRequest, number: str) -> HttpResponse:
    return _take(
        request,
        number,
        Step.REPLY,
        interface.reply_to_question,
        _("Your reply is with the department. The clock runs again."),
    )


@public
@require_POST
def rate_case(request: HttpRequest, number: str) -> HttpResponse:
    def told(data: Mapping[str, Any], rating: Any) -> str:
        if data["is_solved"]:
            if data["wants_close"]:
                return _("Thank you for telling us. The case is closed.")
            return _("Thank you for telling us.")
        if rating.case.state == CaseState.REOPENED:
            return _("Thank you. The case is open again, and its time to answer begins anew.")
        return _("Thank you. The case was not opened again: the time for that has ended.")

    return _take(request, number, Step.RATE, interface.rate_case, told)


@public
@require_POST
def reopen_case(request: HttpRequest, number: str) -> HttpResponse:
    return _take(
        request,
        number,
        Step.REOPEN,
        interface.reopen_case,
        _("The case is open again, and its time to answer begins anew."),
    )


@public
@require_POST
def appeal_rejection(request: HttpRequest, number: str) -> HttpResponse:
    return _take(
        request,
        number,
        Step.APPEAL,
        interface.appeal_rejection,
        _("Your appeal has arrived. A dispatcher looks at it."),
    )


@public
@require_POST
def close_case(request: HttpRequest, number: str) -> HttpResponse:
    return _take(
        request,
        number,
        Step.CLOSE,
        interface.close_case,
        _("The case is closed. If it comes back, open it again here."),
    )


@public
@require_POST
def change_visibility(request: HttpRequest, number: str) -> HttpResponse:
    limit_hour(request, "visibility", CHANGES_AN_HOUR, now())

    def told(data: Mapping[str, Any], case: Any) -> str:
        if data["is_public"]:
            return _("Everybody may read your case now, with personal data covered.")
        return _("Only you and those who work on it read your case now.")

    return _take(request, number, Step.CHANGE_VISIBILITY, interface.change_visibility, told)


@public
@require_POST
def appeal_hiding(request: HttpRequest, number: str) -> HttpResponse:
    return _take(
        request,
        number,
        Step.APPEAL_HIDING,
        interface.appeal_hiding,
        _("Your appeal has arrived. Somebody else looks at it than who hid the case."),
    )


@TAKES_FILES
@public
@require_POST
def attach_file(request: HttpRequest, number: str) -> HttpResponse:
    return _take(request, number, Step.ATTACH, interface.attach_files, _("Added."))


@public
@require_POST
def erase_requester(request: HttpRequest, number: str) -> HttpResponse:
    """For whoever has no account: their data in this case; with an account, see their data."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    interface.erase_requester(actor=actor, case_id=found.pk, now=now())
    messages.success(request, _("What was personal is erased from the case."))
    return redirect("home")


@public
@require_POST
def support_case(request: HttpRequest, number: str) -> HttpResponse:
    """ "Me too"; also sent from the page where somebody is about to report the same."""
    limit_hour(request, "support", SUPPORTS_AN_HOUR, now())

    def told(data: Mapping[str, Any], is_new: bool) -> str:
        if not is_new:
            return _("You are counted already.")
        return _("You are counted. You need not report it again.")

    def join(**given: Any) -> bool:
        return interface.support_case(visitor=visitor_of(request, is_new=True), **given)

    return _take(request, number, Step.SUPPORT, join, told)


def _take(
    request: HttpRequest,
    number: str,
    step: Step,
    action: Callable[..., Any],
    told: str | Callable[[Mapping[str, Any], Any], str],
) -> HttpResponse:
    """Check the form, take the step, say so; what was wrong stands at the field.

    ``told`` is what to say, or makes it of what was sent and what the action returned.
    """
    found = cases.get_case(actor=actor_of(request), number=number)
    # Before the form, which opens every picture it is given.
    policies.require(step, actor_of(request), found)
    if step == Step.ATTACH:
        limit_hour(request, "upload", UPLOADS_AN_HOUR, now())
    form = _form(step, found, FORMS.get(step, StepForm), request)
    if not form.is_valid():
        return _show(request, found, {step: form}, status=422)
    try:
        done = action(actor=actor_of(request), case_id=found.pk, now=now(), **form.cleaned_data)
    except GongjianError as error:
        if not (error.fields or isinstance(error, StaleVersion)):
            raise
        fresh = cases.get_case(actor=actor_of(request), number=number)
        renew_version(form, request, fresh.version)
        show_errors(form, error)
        return _show(request, fresh, {step: form}, status=error.status)
    messages.success(request, told if isinstance(told, str) else told(form.cleaned_data, done))
    return redirect("case", found.number)


def _form(
    step: Step, found: Case, form_class: type[forms.Form], request: HttpRequest | None = None
) -> forms.Form:
    auto_id = f"id_{step.value}_%s"
    initial = {"version": found.version, "is_public": "no" if found.is_public else "yes"}
    if request is None:
        return form_class(auto_id=auto_id, initial=initial)
    return form_class(request.POST, request.FILES, auto_id=auto_id, initial=initial)


def _show(
    request: HttpRequest,
    found: Case,
    bound: Mapping[Step, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, bound = actor_of(request), bound or {}
    clocks = shown_clocks(found, now())
    running = [clock for _words, clock in clocks]
    steps = offered_steps(actor=actor, case=found, clocks=running)
    step_forms = {
        step.value: bound.get(step) or _form(step, found, form_class)
        for step, form_class in FORMS.items()
        if step in steps
    }
    shown = {
        **_told(request, actor, found, steps),
        "case": found,
        "is_staff": policies.is_staff_on(actor, found),
        "steps": {step.value for step in steps},
        "forms": step_forms,
        "has_dispatcher": bool(found.dispatch_note) and people.has_dispatcher(found.area_path),
        "has_steps": bool(step_forms.keys() - {Step.SUPPORT}) or bool(found.hidden_at),
        "may_erase": found.requester_id is None and found.erased_at is None,
        "wrong": next(iter(bound.values()), None),
        # Of a form that the case as it is now has no place for.
        "unsent": unsent_words(request) if bound.keys() - set(steps) else [],
        "clocks": clocks,
        # A form that was wrong stands at the address of its step, which nobody can open.
        "page_url": reverse("case", args=[found.number]),
        "is_supporting": is_supporting(actor=actor, case=found, visitor=visitor_of(request)),
        "map": draw_map([found]) if found.longitude is not None else None,
        "merged_into": cases.goes_on_as(actor=actor, case=found),
        "trail": trail.trail_of(actor=actor, reference=reference_of(found), now=now()),
    }
    return render(request, "cases/case.html", shown, status=status)


def _told(
    request: HttpRequest, actor: Actor, found: Case, steps: Sequence[Step]
) -> dict[str, object]:
    """What was asked and what was said to it, in full or as the public reads it."""
    is_full = policies.sees_in_full(actor, found)
    is_requester = policies.is_requester(actor, found)
    issue = triage.public_issue_of(found.pk)
    history = history_of(request, actor, found, reverse("case", args=[found.number]))
    # Sought only where there is one to show: of a long history all of it would be gone through.
    question = history.last("requester_asked") if Step.REPLY in steps else None
    answer = history.last("case_answered") if found.first_answered_at else None
    rejection = history.last("case_rejected") if Step.APPEAL in steps else None
    asked_about = {Step.REPLY: question, Step.RATE: answer, Step.APPEAL: rejection}
    above = next((asked_about[step] for step in asked_about if step in steps), None)
    return {
        "title": found.title if is_full else found.public_title,
        "text": found.text if is_full else found.public_text,
        "address": found.address if is_full else found.public_address,
        # Not "differs from what was written": what was erased is covered for good.
        "is_covered": not is_full and MASK in found.public_title + found.public_text,
        "is_requester": is_requester,
        "is_full": is_full,
        "is_being_filled_in": policies.is_being_filled_in(found),
        "panels": panels_of(actor, found) if is_full else [],
        "history": history,
        "entries": [
            # Not all know of the hot issue whose cases were answered together.
            entry if issue is not None else replace(entry, url="")
            for entry in shown_entries(
                history.entries, found.language, above if is_requester else None
            )
        ],
        "issue": issue,
        "files": history.files(),
        "question": question,
        "answer": answer,
        "hidden": history.last("case_hidden") if found.hidden_at else None,
        "rejection": rejection,
    }
