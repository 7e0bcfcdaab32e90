"""Submitting a project, and the steps on one: check, withdraw, report, rate."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import change_project as changing
from gongjian.public.budgeting.forms import (
    CheckForm,
    ProjectForm,
    RateForm,
    ReasonForm,
    ReportForm,
    amount,
)
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.projects import get_project
from gongjian.public.budgeting.views.rounds import part_name, project_page


@requires(policies.is_person)
def submit_budget_project(request: HttpRequest, round_number: str) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    is_late = round_.phase(moment) == Phase.CHECK and policies.may_manage(actor, round_)
    if request.method != "POST" and not (round_.phase(moment) == Phase.COLLECT or is_late):
        return redirect("budget_round", round_.number)
    parts = [(part, part_name(part)) for part in rounds.parts_of(round_)]
    form = ProjectForm(posted(request), parts=parts)
    if request.method == "POST" and form.is_valid():
        try:
            project = changing.submit_project(
                actor=actor, number=round_.number, draft=form.draft(round_.currency), now=moment
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Your project was submitted."))
            return redirect("budget_project", round_.number, project.number)
    shown = {"round": round_, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "budgeting/submit_budget_project.html", shown, status=status)


@require_POST
@requires(policies.works_on_rounds)
def check_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    project = get_project(round_, project_number)
    form = CheckForm.of(project, actor, request.POST)

    def check() -> None:
        said = form.cleaned_data
        changing.check_project(
            actor=actor,
            number=round_.number,
            project_number=project_number,
            is_feasible=form.is_feasible,
            reason=said["reason"],
            cost_minor=amount(said["cost"], round_.currency),
            department_id=said.get("department"),
            now=moment,
        )

    return _step(request, round_number, project_number, "check_form", form, check)


@require_POST
@requires(policies.is_person)
def withdraw_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    form = ReasonForm(request.POST)

    def withdraw() -> None:
        changing.withdraw_project(
            actor=actor_of(request),
            number=round_number,
            project_number=project_number,
            reason=form.cleaned_data["reason"],
            now=now(),
        )

    return _step(request, round_number, project_number, "withdraw_form", form, withdraw)


@require_POST
@requires(policies.works_on_rounds)
def report_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    form = ReportForm.of(get_project(round_, project_number), request.POST)

    def report() -> None:
        changing.report_building(
            actor=actor,
            number=round_.number,
            project_number=project_number,
            state=form.cleaned_data["state"],
            text=form.cleaned_data["text"],
            spent_minor=amount(form.cleaned_data["spent"], round_.currency),
            now=moment,
        )

    return _step(request, round_number, project_number, "report_form", form, report)


@require_POST
@requires(policies.is_person)
def rate_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    form = RateForm(request.POST)

    def rate() -> None:
        changing.rate_project(
            actor=actor_of(request),
            number=round_number,
            project_number=project_number,
            stars=form.cleaned_data["stars"],
            now=now(),
        )

    return _step(request, round_number, project_number, "rate_form", form, rate)


def _step(
    request: HttpRequest,
    round_number: str,
    project_number: int,
    name: str,
    form: Form,
    act: Callable[[], None],
) -> HttpResponse:
    """Take a step and go back to the project, or show its form again with what is wrong."""
    if form.is_valid():
        try:
            act()
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Done."))
            return redirect("budget_project", round_number, project_number)
    return project_page(request, round_number, project_number, **{name: form})
