"""The workbench of a case: shown, and its steps taken."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_staff, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.cases import interface, policies
from gongjian.government.cases.actions.attach_file import TAKES_FILES, UPLOADS_AN_HOUR
from gongjian.government.cases.forms import FilesForm
from gongjian.government.cases.rules import Step
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.views import staff_forms
from gongjian.government.cases.views.desks import place_of
from gongjian.government.cases.views.shown_workbench import show_workbench
from gongjian.government.cases.views.works import ADDRESSES, WORKS


@requires(is_staff)
@require_safe
def workbench(request: HttpRequest, number: str) -> HttpResponse:
    return show_workbench(request, cases.get_case_as_staff(actor=actor_of(request), number=number))


@requires(is_staff)
@require_POST
def take_step(request: HttpRequest, number: str, address: str) -> HttpResponse:
    """One step of `WORKS`."""
    step = ADDRESSES.get(address)
    if step is None:
        raise NotFound
    work = WORKS[step]
    return _take(request, number, step.value, work.form, work.action, work.told)


@requires(is_staff)
@require_POST
def decide_extension(request: HttpRequest, number: str, extension_id: UUID) -> HttpResponse:
    return _take(
        request, number, f"extension-{extension_id}", staff_forms.DecideForm,
        interface.decide_extension, _("Decided."), extension_id=extension_id,
    )  # fmt: skip


@requires(is_staff)
@require_POST
def decide_appeal(request: HttpRequest, number: str, appeal_id: UUID) -> HttpResponse:
    return _take(
        request, number, f"appeal-{appeal_id}", staff_forms.DecideForm,
        interface.decide_appeal, _("Decided."), appeal_id=appeal_id,
    )  # fmt: skip


@requires(is_staff)
@require_POST
def decide_hiding_appeal(request: HttpRequest, number: str, appeal_id: UUID) -> HttpResponse:
    return _take(
        request, number, f"hiding-appeal-{appeal_id}", staff_forms.DecideForm,
        interface.decide_hiding_appeal, _("Decided."), appeal_id=appeal_id,
    )  # fmt: skip


@requires(is_staff)
@require_POST
def reply_assistance(request: HttpRequest, number: str, assistance_id: UUID) -> HttpResponse:
    return _take(
        request, number, f"assistance-{assistance_id}", staff_forms.ReplyAssistanceForm,
        interface.reply_assistance, _("Replied."), assistance_id=assistance_id,
    )  # fmt: skip


@TAKES_FILES
@requires(is_staff)
@require_POST
def add_work_file(request: HttpRequest, number: str) -> HttpResponse:
    """A file of the department; it is only for staff unless they say otherwise."""
    actor = actor_of(request)
    found = cases.get_case_as_staff(actor=actor, number=number)
    # Before the form, which opens every picture it is given.
    policies.require(Step.ATTACH, actor, found)
    limit_hour(request, "upload", UPLOADS_AN_HOUR, now())
    form = FilesForm(request.POST, request.FILES, auto_id="id_files_%s")
    if not form.is_valid():
        return show_workbench(request, found, {"files": form}, status=422)
    try:
        interface.attach_files(
            actor=actor, case_id=found.pk, now=now(), is_internal=True, **form.cleaned_data
        )
    except GongjianError as error:
        show_errors(form, error)
        return show_workbench(
            request,
            cases.get_case_as_staff(actor=actor, number=number),
            {"files": form},
            status=error.status,
        )
    messages.success(request, _("Added."))
    return redirect("workbench", found.number)


def _take(
    request: HttpRequest,
    number: str,
    key: str,
    form_class: type[staff_forms.WorkForm],
    action: Callable[..., object],
    told: str | Promise,
    **more: object,
) -> HttpResponse:
    """Check the form, take the step, say so; what was wrong stands at the field."""
    actor = actor_of(request)
    found = cases.get_case_as_staff(actor=actor, number=number)
    form = form_class(request.POST, case=found, auto_id=f"id_{key}_%s")
    if not form.is_valid():
        return show_workbench(request, found, {key: form}, status=422)
    try:
        action(actor=actor, case_id=found.pk, now=now(), **form.cleaned_data, **more)
    except GongjianError as error:
        fresh = cases.get_case_as_staff(actor=actor, number=number)
        if isinstance(error, StaleVersion):
            renew_version(form, request, fresh.version)
        show_errors(form, error)
        return show_workbench(request, fresh, {key: form}, status=error.status)
    place = place_of(request, actor, found, now()) if request.POST.get("then") == "next" else None
    if place is not None:
        # It is read on the page of another case, or of none.
        told = f"{found.shown_number}: {told}"
    try:
        after = cases.get_case_as_staff(actor=actor, number=number)
        if key == Step.DISPATCH and after.dispatch_note:
            messages.warning(request, _(after.dispatch_note))
        else:
            messages.success(request, str(told))
    except NotFound:
        # Handed back, and no longer this department's to see.
        messages.success(request, str(told))
        if place is None:
            return redirect("handler_queue")
    if place is None:
        return redirect("workbench", found.number)
    if place.next_case is None:
        return redirect(place.url)
    return redirect("workbench", place.next_case.number)
