"""Budget rounds and their projects, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.forms.projects import (
    AskForm,
    CheckForm,
    RateForm,
    ReasonForm,
    ReportForm,
    StepForm,
)
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    PhaseName,
    ProjectEvent,
    State,
)
from gongjian.public.budgeting.rules.phases import PHASES, Phase
from gongjian.public.budgeting.rules.projects import (
    FUNDED,
    ProjectState,
    ProjectStep,
    is_step_open,
)
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import has_voted
from gongjian.public.budgeting.selectors.projects import (
    events_of,
    get_project,
    list_projects,
    wording_before,
)
from gongjian.public.budgeting.views.project_map import GONE, draw_projects


@dataclass(frozen=True, slots=True)
class ShownPhase:
    name: str
    begins_at: datetime | None
    state: str
    """done, now or later."""


def shown_phases(round_: BudgetRound, at: datetime) -> list[ShownPhase]:
    """The phases in order, with when each begins or began, and which is now."""
    current = round_.phase(at)
    place = PHASES.index(current) if current in PHASES else -1
    begins = {
        Phase.COLLECT: round_.collects_at,
        Phase.CHECK: round_.checks_at,
        Phase.VOTE: round_.votes_at,
        Phase.COUNT: round_.closes_at,
        Phase.BUILD: round_.counted_at,
        Phase.RATE: round_.finished_at,
    }
    return [
        ShownPhase(
            str(PhaseName(phase).label),
            begins[phase],
            "now" if number == place else "done" if number < place else "later",
        )
        for number, phase in enumerate(PHASES)
    ]


@public
@require_safe
def budget_round_list(request: HttpRequest) -> HttpResponse:
    moment = now()
    actor = actor_of(request)
    page = rounds.list_rounds(actor=actor, now=moment, cursor=request.GET.get("cursor", ""))
    shown = [
        (one, one.phase(moment), sum(p.budget_minor for p in one.parts.all())) for one in page.items
    ]
    return render(
        request,
        "budgeting/budget_round_list.html",
        {"page": page, "shown": shown, "works": policies.works_on_rounds(actor)},
    )


@public
@require_safe
def budget_round(request: HttpRequest, round_number: str) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    parts = rounds.parts_of(round_)
    part = next((p for p in parts if str(p.pk) == request.GET.get("part")), None)
    state = request.GET.get("state", "")
    page = list_projects(
        round_,
        part_id=part.pk if part else None,
        state=state if state in State.values else "",
        words=request.GET.get("q", "")[:60].replace("\x00", ""),
        cursor=request.GET.get("cursor", ""),
    )
    phase = round_.phase(moment)
    address = reverse("budget_round", args=[round_.number])
    tabs = [(_("All projects"), f"{address}#projects", part is None)]
    tabs += [(part_name(p), f"{address}?part={p.pk}#projects", p == part) for p in parts]
    shown = {
        "round": round_,
        "phase": phase,
        "phases": shown_phases(round_, moment),
        "parts": [(part_name(p), p.budget_minor) for p in parts],
        "tabs": tabs if len(parts) > 1 else [],
        "page": page,
        "map": draw_projects(round_, page.items),
        "has_gone": any(project.state in GONE for project in page.items),
        "has_voted": phase == Phase.VOTE and has_voted(actor, round_),
        "can_submit": phase == Phase.COLLECT,
        "can_manage": policies.may_manage(actor, round_),
        "can_read_paper": policies.may_read_paper(actor, round_),
    }
    return render(request, "budgeting/budget_round.html", shown)


@public
@require_safe
def budget_project(request: HttpRequest, round_number: str, project_number: int) -> HttpResponse:
    return project_page(request, round_number, project_number)


def project_page(
    request: HttpRequest,
    round_number: str,
    project_number: int,
    *,
    wrong: StepForm | None = None,
) -> HttpResponse:
    """A project with the steps that this actor may take; ``wrong`` is one that cannot be taken."""
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    project = get_project(round_, project_number)
    phase = round_.phase(moment)

    def is_open(step: ProjectStep) -> bool:
        return is_step_open(step, phase, ProjectState(project.state))

    may_check = policies.may_check(actor, project)
    is_voted_on = phase in {Phase.VOTE, Phase.COUNT}
    may_withdraw = (
        policies.may_manage(actor, round_) if is_voted_on else policies.may_withdraw(actor, project)
    )
    steps: dict[str, StepForm] = {}
    if may_check and is_open(ProjectStep.CHECK) and round_.locked_at is None:
        steps["check_form"] = CheckForm.of(project)
        if policies.may_manage(actor, round_):
            steps["ask_form"] = AskForm(initial={"department": project.department_id})
    if may_check and is_open(ProjectStep.REPORT):
        steps["report_form"] = ReportForm.of(project)
    if may_withdraw and is_open(ProjectStep.WITHDRAW):
        steps["withdraw_form"] = ReasonForm()
    if is_open(ProjectStep.RATE):
        steps["rate_form"] = RateForm()
    shown_forms = {
        name: wrong if wrong is not None and type(form) is type(wrong) else form
        for name, form in steps.items()
    }
    entries = [_entry(event, project) for event in events_of(project)]
    shown = {
        "round": round_,
        "project": project,
        "part_name": part_name(project.part),
        "phase": phase,
        "entries": entries,
        "map": draw_projects(round_, [project]),
        "can_edit": policies.is_proposer(actor, project)
        and is_open(ProjectStep.EDIT)
        and round_.locked_at is None,
        "is_estimated": project.state == ProjectState.SUBMITTED,
        "is_funded": project.state in FUNDED,
        "is_signed_in": actor.is_signed_in,
        "trail": trail.trail_of(actor=actor, reference=reference_of(project), now=moment),
        **shown_forms,
    }
    status = 422 if wrong else 200
    return render(request, "budgeting/budget_project.html", shown, status=status)


LOOKS = {
    "submitted": ("edit", "new"),
    "accepted": ("check", "working"),
    "refused": ("do_not_disturb", "stopped"),
    "withdrawn": ("undo", "stopped"),
    "funded": ("verified", "done"),
    "building": ("construction", "working"),
    "built": ("check_circle", "done"),
    "given_up": ("do_not_disturb", "stopped"),
}


def _entry(event: ProjectEvent, project: BudgetProject) -> dict[str, Any]:
    icon, tone = LOOKS.get(event.state, ("info_outline", "plain"))
    is_edit = wording_before(event) is not None
    versions = reverse("budget_project_versions", args=[project.round.number, project.number])
    return {
        "at": event.at,
        "title": _("Changed by its proposer") if is_edit else capfirst(State(event.state).label),
        "note": _("What was changed") if is_edit else "",
        "url": versions if is_edit else "",
        "text": event.text,
        "language": project.round.language,
        "by": event.department.name if event.department else "",
        "icon": icon,
        "tone": tone,
    }


def part_name(part: Any) -> str:
    """The name of a part; the whole one has none of its own."""
    return str(part.name or _("For all"))
