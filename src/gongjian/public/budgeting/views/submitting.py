"""Submitting a project, and the steps on one: check, withdraw, report, rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, StaleVersion
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.money import shown as shown_money
from gongjian.government.duties import interface as duties
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import change_project as changing
from gongjian.public.budgeting.actions.edit_project import edit_project
from gongjian.public.budgeting.forms.projects import (
    AskForm,
    CheckForm,
    ProjectForm,
    RateForm,
    ReasonForm,
    ReportForm,
    StepForm,
)
from gongjian.public.budgeting.models import BudgetProject, BudgetRound, RoundPart
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.rules.projects import ProjectState, ProjectStep, is_step_open
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
    form = ProjectForm(posted(request), parts=_parts(round_))
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
    return _show(request, round_, form)


@requires(policies.is_person)
def edit_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    project = _project(request, round_number, project_number)
    round_ = project.round
    if not policies.is_proposer(actor, project):
        raise NotAllowed
    form = ProjectForm.of(project, _parts(round_), posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            edit_project(
                actor=actor, number=round_.number, project_number=project.number, now=moment,
                # Content stays in the language in which it was written.
                draft=replace(form.draft(round_.currency), language=project.language),
                version=form.cleaned_data["version"],
            )  # fmt: skip
        except (Invalid, StaleVersion) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Changed. What it said before stays to be read."))
            return redirect("budget_project", round_.number, project.number)
    elif not is_step_open(ProjectStep.EDIT, round_.phase(moment), ProjectState(project.state)):
        return redirect("budget_project", round_.number, project.number)
    return _show(request, round_, form, project)


def _parts(round_: BudgetRound) -> list[tuple[RoundPart, str]]:
    return [
        (part, f"{part_name(part)} ({shown_money(part.budget_minor, round_.currency)})")
        for part in rounds.parts_of(round_)
    ]


def _show(
    request: HttpRequest,
    round_: BudgetRound,
    form: ProjectForm,
    project: BudgetProject | None = None,
) -> HttpResponse:
    shown = {
        "round": round_,
        "project": project,
        "form": form,
        "what": [form["title"], form["text"]],
        "has_map": bool(duties.outlined_areas() or settings.TILE_URL),
    }
    status = 422 if form.is_bound else 200
    return render(request, "budgeting/submit_budget_project.html", shown, status=status)


@require_POST
@requires(policies.works_on_rounds)
def check_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    project = _project(request, round_number, project_number)
    is_asked = request.POST.get("do") == "ask"
    form = AskForm(request.POST) if is_asked else CheckForm.of(project, request.POST)
    return _step(request, project, form, changing.check_project)


@require_POST
@requires(policies.is_person)
def withdraw_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    project = _project(request, round_number, project_number)
    return _step(request, project, ReasonForm(request.POST), changing.withdraw_project)


@require_POST
@requires(policies.works_on_rounds)
def report_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    project = _project(request, round_number, project_number)
    return _step(request, project, ReportForm.of(project, request.POST), changing.report_building)


@require_POST
@requires(policies.is_person)
def rate_budget_project(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    project = _project(request, round_number, project_number)
    return _step(request, project, RateForm(request.POST), changing.rate_project)


def _project(request: HttpRequest, round_number: str, project_number: int) -> BudgetProject:
    round_ = rounds.get_round(actor=actor_of(request), number=round_number, now=now())
    return get_project(round_, project_number)


def _step(
    request: HttpRequest, project: BudgetProject, form: StepForm, act: Callable[..., object]
) -> HttpResponse:
    """Take a step and go back to the project, or show its form again with what is wrong."""
    round_ = project.round
    if form.is_valid():
        try:
            act(
                actor=actor_of(request),
                number=round_.number,
                project_number=project.number,
                now=now(),
                **form.said(round_.currency),
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Done."))
            return redirect("budget_project", round_.number, project.number)
    return project_page(request, round_.number, project.number, wrong=form)
