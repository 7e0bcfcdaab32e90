"""Answering a hot issue jointly: write, look what it would do, send, watch it being given."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotAllowed, NotFound, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer, give_again
from gongjian.government.cases.actions.run_joint_answer import give_joint_answer
from gongjian.government.cases.forms import StepForm
from gongjian.government.cases.models.joint_answer import JointOutcome
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.issue_members import SeenIssue, see_issue
from gongjian.government.cases.selectors.joint_answers import (
    JointPlan,
    get_joint_answer,
    joint_cases,
    joint_outcomes,
    joint_plans,
    newcomers,
    questions_of,
)
from gongjian.government.cases.selectors.shown_issues import title_of
from gongjian.government.cases.views.issue_forms import JointAnswerForm
from gongjian.government.cases.views.shown_checks import shown_joint_check
from gongjian.government.triage import interface as triage

KEPT = ("version", "text", "provision_id", "department_id")
"""Of what was written, what stands in the form again; it is not sent yet."""


@requires(policies.handles_cases)
@require_http_methods(["GET", "HEAD", "POST"])
def joint_answer(request: HttpRequest, issue_number: str) -> HttpResponse:
    """Write it; look at it; send it."""
    actor = actor_of(request)
    seen, plans = _issue(actor, issue_number)
    form = _form(request, seen, plans)
    if request.method != "POST":
        return _show(request, seen, plans, form)
    if not form.is_valid():
        return _show(request, seen, plans, form, status=422)
    if request.POST.get("do") != "send":
        _check(actor, seen, plans, form, form.cleaned_data)
        return _show(request, seen, plans, form, is_preview=request.POST.get("do") == "preview")
    try:
        joint = begin_joint_answer(
            actor=actor, issue_id=seen.issue.pk, now=now(), **form.cleaned_data
        )
    except GongjianError as error:
        seen, plans = _issue(actor, issue_number)
        if isinstance(error, StaleVersion):
            renew_version(form, request, seen.issue.version)
        show_errors(form, error)
        return _show(request, seen, plans, form, status=error.status)
    return redirect("joint_answer_progress", joint.issue.number, joint.pk)


@requires(policies.handles_cases)
@require_POST
def check_joint_answer(request: HttpRequest, issue_number: str) -> HttpResponse:
    """Look at a draft beside what the cases ask; nothing is kept. By htmx only what was found, else
    the whole page with the draft as it was."""
    actor = actor_of(request)
    seen, plans = _issue(actor, issue_number)
    written = {name: request.POST.get(name, "") for name in KEPT}
    form = JointAnswerForm(departments=_departments(plans), initial=written)
    _check(actor, seen, plans, form, written)
    if getattr(request, "htmx", False):
        shown = {"check": form.check, "case": seen.issue, "is_swapped": True}
        return render(request, "cases/answer_check.html", shown)
    return _show(request, seen, plans, form)


@requires(triage.sees_issues)
@require_safe
def joint_answer_progress(request: HttpRequest, issue_number: str, joint_id: UUID) -> HttpResponse:
    """How far it is, what became of each case; by htmx only how far it is."""
    actor = actor_of(request)
    joint = get_joint_answer(actor=actor, joint_id=joint_id)
    if getattr(request, "htmx", False):
        if not joint.is_under_way:
            return HttpResponseClientRefresh()
        return render(request, "cases/joint_progress.html", {"joint": joint})
    chosen = request.GET.get("outcome", "")
    outcome = JointOutcome(chosen) if chosen in set(JointOutcome) else None
    issue = joint.issue.merged_into or joint.issue
    shown = {
        "joint": joint,
        "issue": issue,
        "title": title_of(issue),
        "tabs": [
            (_("All"), "?", outcome is None, joint.total_count),
            *(
                (one.label, f"?outcome={one}", one is outcome, n)
                for one, n in joint_outcomes(joint)
            ),
        ],
        "page": joint_cases(joint=joint, outcome=outcome, cursor=request.GET.get("cursor", "")),
        "newcomers": 0 if joint.is_under_way else newcomers(joint),
        "may_give": joint.department_id in actor.organisation_ids(*policies.DEPARTMENT_ROLES),
        "desk_url": reverse("hot_issue_queue"),
    }
    return render(request, "cases/joint_answer_progress.html", shown)


@requires(policies.handles_cases)
@require_POST
def give_joint_answer_again(
    request: HttpRequest, issue_number: str, joint_id: UUID
) -> HttpResponse:
    """Give it to the cases that came after it, too."""
    joint = give_again(actor=actor_of(request), joint_id=joint_id, now=now())
    return redirect("joint_answer_progress", joint.issue.number, joint.pk)


@requires(policies.handles_cases)
@require_POST
def answer_by_joint(request: HttpRequest, number: str, joint_id: UUID) -> HttpResponse:
    """Answer one case by the joint answer of its hot issue, from its workbench."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    form = StepForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        give_joint_answer(
            actor=actor, case_id=found.pk, joint_id=joint_id, now=now(), version=version
        )
    except StaleVersion as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Answered as the others of its hot issue."))
    return redirect("workbench", found.number)


def _issue(actor: Actor, number: str) -> tuple[SeenIssue, list[JointPlan]]:
    seen = see_issue(actor=actor, number=number)
    if not seen.is_staff:
        raise NotFound
    plans = joint_plans(actor=actor, issue=seen.issue)
    if not plans:
        raise NotAllowed
    return seen, plans


def _form(request: HttpRequest, seen: SeenIssue, plans: list[JointPlan]) -> JointAnswerForm:
    departments = _departments(plans)
    initial = {"version": seen.issue.version, "department_id": departments[0][0]}
    return JointAnswerForm(posted(request), departments=departments, initial=initial)


def _departments(plans: list[JointPlan]) -> list[tuple[str, str]]:
    names = {body.pk: body.name for body in people.public_bodies()}
    return [(str(p.department_id), names.get(p.department_id, "")) for p in plans]


def _check(
    actor: Actor,
    seen: SeenIssue,
    plans: list[JointPlan],
    form: JointAnswerForm,
    written: Mapping[str, object],
) -> None:
    """What a look at the draft finds, for the page."""
    plan = _chosen(plans, written.get("department_id"))
    questions = questions_of(actor=actor, issue=seen.issue, department_id=plan.department_id)
    cited = form.provisions.get(str(written.get("provision_id")), "")
    form.check = shown_joint_check(questions, str(written.get("text", "")), cited)


def _chosen(plans: list[JointPlan], department_id: object) -> JointPlan:
    chosen = str(department_id)
    return next((plan for plan in plans if str(plan.department_id) == chosen), plans[0])


def _show(
    request: HttpRequest,
    seen: SeenIssue,
    plans: list[JointPlan],
    form: JointAnswerForm,
    *,
    is_preview: bool = False,
    status: int = 200,
) -> HttpResponse:
    sent = form.cleaned_data if is_preview else {}
    plan = _chosen(plans, sent.get("department_id"))
    shown = {
        "issue": seen.issue,
        "title": title_of(seen.issue),
        "form": form,
        "plan": plan,
        "department": form.departments.get(str(plan.department_id), ""),
        "left_out": [(JointOutcome(one).label, count) for one, count in plan.left_out],
        "is_preview": is_preview,
        "provision": form.provisions.get(str(sent.get("provision_id")), ""),
        "desk_url": reverse("hot_issue_queue"),
    }
    return render(request, "cases/joint_answer.html", shown, status=status)
