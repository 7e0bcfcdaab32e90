"""One hot issue: as everybody may know it, and as those who tidy it and answer it jointly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_staff, public, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import policies
from gongjian.government.cases.actions import tidy_hot_issues as tidy
from gongjian.government.cases.selectors.issue_members import (
    SeenIssue,
    case_to_support,
    numbers_of,
    public_members,
    see_issue,
    staff_members,
)
from gongjian.government.cases.selectors.joint_answers import (
    JointPlan,
    joint_answers_of,
    joint_plans,
    newcomers,
    public_joint_answers_of,
    sees_joint_answer,
)
from gongjian.government.cases.selectors.shown_issues import (
    arrivals_of,
    period_of,
    shown_issue,
)
from gongjian.government.cases.selectors.supports import is_supporting
from gongjian.government.cases.views.issue_forms import (
    MergeIssueForm,
    PutInCaseForm,
    RegroupForm,
    RenameIssueForm,
)
from gongjian.government.cases.views.issue_history import public_history, staff_history
from gongjian.government.cases.views.issue_places import map_places
from gongjian.government.cases.views.maps import draw_map
from gongjian.government.cases.views.visitors import visitor_of
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage


@public
@require_safe
def hot_issue(request: HttpRequest, issue_number: str) -> HttpResponse:
    """What everybody may know of it; for staff of one that is not public, what they may know."""
    actor = actor_of(request)
    seen = see_issue(actor=actor, number=issue_number)
    if seen.face is None:
        return redirect("hot_issue_work", seen.issue.number)
    if seen.issue.number != issue_number:
        return redirect("hot_issue", seen.issue.number)
    page = public_members(issue=seen.issue, cursor=request.GET.get("cursor", ""))
    answers = public_joint_answers_of(seen.issue)
    target = case_to_support(seen.issue)
    reference = reference_of(seen.issue)
    shown = {
        **_facts(seen.face),
        "reference": reference,
        "seen": seen,
        "page": page,
        "map": draw_map(page.items) if any(case.longitude for case in page.items) else None,
        "answers": answers,
        "history": public_history(seen.face, answers),
        "target": target,
        "is_supporting": target is not None
        and (
            policies.is_requester(actor, target)
            or is_supporting(actor=actor, case=target, visitor=visitor_of(request))
        ),
        "is_first_page": not request.GET.get("cursor"),
        "trail": trail.trail_of(actor=actor, reference=reference, now=now()),
    }
    return render(request, "cases/hot_issue.html", shown)


@requires(is_staff)
@require_safe
def hot_issue_work(request: HttpRequest, issue_number: str) -> HttpResponse:
    seen = _seen(actor_of(request), issue_number)
    if seen.issue.number != issue_number:
        return redirect("hot_issue_work", seen.issue.number)
    return _show(request, seen)


@requires(is_staff)
@require_POST
def merge_issue(request: HttpRequest, issue_number: str) -> HttpResponse:
    told = gettext_lazy("The two are one hot issue now.")
    return _take(request, issue_number, "merge", tidy.merge_issues, told)


@requires(is_staff)
@require_POST
def rename_issue(request: HttpRequest, issue_number: str) -> HttpResponse:
    return _take(
        request, issue_number, "rename", tidy.rename_issue, gettext_lazy("The title is changed.")
    )


@requires(is_staff)
@require_POST
def put_in_case(request: HttpRequest, issue_number: str) -> HttpResponse:
    told = gettext_lazy("The case is in this hot issue now.")
    return _take(request, issue_number, "put_in", tidy.put_in_case, told)


@requires(is_staff)
@require_POST
def regroup_issue(request: HttpRequest, issue_number: str) -> HttpResponse:
    """Make a hot issue of the ticked cases, or take them out."""
    if request.POST.get("do") == "split":
        told = gettext_lazy("The cases are a hot issue of their own now.")
        return _take(request, issue_number, "regroup", _split, told)
    told = gettext_lazy("Taken out. They are not put in again by themselves.")
    return _take(request, issue_number, "regroup", _take_out, told)


def _split(*, do: str, **given: Any) -> triage.HotIssue:
    return tidy.split_issue(**given)


def _take_out(*, do: str, title: str, **given: Any) -> triage.HotIssue:
    return tidy.take_out_cases(**given)


LEAST_TOP = 4
FORMS: dict[str, type[forms.Form]] = {
    "merge": MergeIssueForm,
    "rename": RenameIssueForm,
    "put_in": PutInCaseForm,
    "regroup": RegroupForm,
}


def _seen(actor: Actor, number: str) -> SeenIssue:
    seen = see_issue(actor=actor, number=number)
    if not seen.is_staff:
        raise NotFound
    return seen


def _take(
    request: HttpRequest,
    number: str,
    key: str,
    action: Callable[..., triage.HotIssue],
    told: str | Promise,
) -> HttpResponse:
    """Check the form, do it, say so; what was wrong stands at the field."""
    actor = actor_of(request)
    seen = _seen(actor, number)
    form = FORMS[key](request.POST, auto_id=f"id_{key}_%s")
    if not form.is_valid():
        return _show(request, seen, {key: form}, status=422)
    try:
        after = action(actor=actor, issue_id=seen.issue.pk, now=now(), **form.cleaned_data)
    except GongjianError as error:
        if not (error.fields or isinstance(error, StaleVersion)):
            raise
        fresh = _seen(actor, number)
        if isinstance(error, StaleVersion):
            renew_version(form, request, fresh.issue.version)
        show_errors(form, error)
        return _show(request, fresh, {key: form}, status=error.status)
    messages.success(request, str(told))
    return redirect("hot_issue_work", after.number)


def _show(
    request: HttpRequest,
    seen: SeenIssue,
    bound: Mapping[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, bound, issue = actor_of(request), bound or {}, seen.issue
    page = staff_members(actor=actor, issue=issue, cursor=request.GET.get("cursor", ""))
    history, plans = triage.history_of(issue), joint_plans(actor=actor, issue=issue)
    shown = {
        **_facts(issue),
        "seen": seen,
        "page": page,
        "desk_url": reverse("hot_issue_queue"),
        "may_tidy": triage.may_tidy_issue(actor, issue),
        "forms": {key: bound.get(key) or _fresh_form(key, issue) for key in FORMS},
        "wrong": next(iter(bound.values()), None),
        "ticked": _ticked(bound.get("regroup")),
        "plans": _waiting(plans),
        "answers": [
            (joint, newcomers(joint), sees_joint_answer(actor, joint))
            for joint in joint_answers_of(issue)[:5]
        ],
        "may_answer": {plan.department_id for plan in plans},
        "history": staff_history(history, _names(history), _numbers(actor, history), issue),
        "map": duties.draw_places(map_places([shown_issue(issue, now())]))
        if issue.longitude
        else None,
    }
    return render(request, "cases/hot_issue_work.html", shown, status=status)


def _fresh_form(key: str, issue: triage.HotIssue) -> forms.Form:
    title = issue.title if issue.is_titled_by_staff or key == "rename" else ""
    initial = {"version": issue.version, "title": title if key == "rename" else ""}
    return FORMS[key](auto_id=f"id_{key}_%s", initial=initial)


def _ticked(form: forms.Form | None) -> set[UUID]:
    return set(form.cleaned_data.get("case_ids", [])) if form and form.is_valid() else set()


def _waiting(plans: Sequence[JointPlan]) -> list[tuple[str, int]]:
    """Departments the actor may answer for, and how many cases wait for that."""
    plans = [plan for plan in plans if plan.answered]
    names = {body.pk: body.name for body in people.public_bodies()} if plans else {}
    return [(names.get(plan.department_id, ""), plan.answered) for plan in plans]


def _names(history: Sequence[triage.IssueEvent]) -> dict[str, str]:
    pairs = (event.actor.partition(":") for event in history)
    ids = {UUID(key) for kind, _sep, key in pairs if kind == "user"}
    return {f"user:{pk}": name for pk, name in people.user_names(ids).items()}


def _numbers(actor: Actor, history: Sequence[triage.IssueEvent]) -> dict[str, str]:
    ids = [UUID(key) for event in history for key in event.data.get("case_ids", [])]
    return {str(pk): number for pk, number in numbers_of(ids, actor=actor).items()} if ids else {}


def _facts(issue: triage.HotIssue | triage.PublicIssue) -> dict[str, object]:
    arrivals = arrivals_of(issue)
    at: datetime = now()
    return {
        "issue": issue,
        "one": shown_issue(issue, at),
        "period": period_of(issue),
        "arrivals": arrivals,
        "series": [(_("Cases"), arrivals.counts)],
        # There is no half case: the axis has steps of one at least.
        "top": max(LEAST_TOP, *arrivals.counts) if arrivals.counts else LEAST_TOP,
    }
