"""Administration: adding, changing and ending duties."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.duties import policies
from gongjian.government.duties.actions import add_duty as adding
from gongjian.government.duties.actions import change_duty as changing
from gongjian.government.duties.actions import end_duty as ending
from gongjian.government.duties.forms import AddDutyForm, ChangeDutyForm, EndDutyForm
from gongjian.government.duties.models import Duty
from gongjian.government.duties.selectors.duties import get_duty


@requires(policies.can_edit_register)
def add_duty(request: HttpRequest) -> HttpResponse:
    moment = now()
    today = local_day(moment)
    initial = {name: request.GET.get(name, "") for name in ("category", "area")}
    form = AddDutyForm(posted(request), on=today, initial={**initial, "in_force_from": today})
    if request.method == "POST" and form.is_valid():
        try:
            duty = adding.add_duty(
                actor=actor_of(request),
                category_id=form.cleaned_data["category"],
                area_id=form.cleaned_data["area"],
                terms=form.terms(),
                in_force_from=form.cleaned_data["in_force_from"],
                in_force_until=form.cleaned_data["in_force_until"],
                allows_overlap=form.cleaned_data["allows_overlap"],
                now=moment,
            )
        except (Invalid, Conflict, NotAllowed) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The duty was added."))
            return redirect("duty", duty.pk)
    return _page(request, "duties/add_duty.html", {"form": form})


@requires(policies.can_edit_register)
def change_duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    moment = now()
    today = local_day(moment)
    duty = get_duty(duty_id)
    initial = {**ChangeDutyForm.initial_of(duty), "in_force_from": max(today, duty.in_force_from)}
    form = ChangeDutyForm(posted(request), on=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            new = changing.change_duty(
                actor=actor_of(request),
                duty_id=duty_id,
                terms=form.terms(),
                in_force_from=form.cleaned_data["in_force_from"],
                in_force_until=form.cleaned_data["in_force_until"],
                now=moment,
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The next version of the duty was added."))
            return redirect("duty", new.pk)
    return _page(request, "duties/change_duty.html", {"form": form, "duty": duty})


@requires(policies.can_edit_register)
def end_duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    moment = now()
    duty: Duty = get_duty(duty_id)
    form = EndDutyForm(posted(request), initial={"last_day": local_day(moment)})
    if request.method == "POST" and form.is_valid():
        ending.end_duty(
            actor=actor_of(request),
            duty_id=duty_id,
            last_day=form.cleaned_data["last_day"],
            now=moment,
        )
        messages.success(request, _("The end of the duty was set."))
        return redirect("duty", duty_id)
    return _page(request, "duties/end_duty.html", {"form": form, "duty": duty})


def _page(request: HttpRequest, template: str, shown: dict[str, object]) -> HttpResponse:
    form = shown["form"]
    assert isinstance(form, BaseForm)
    return render(request, template, shown, status=422 if form.is_bound else 200)
