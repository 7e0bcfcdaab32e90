"""The workbench as a page: everything about one case, and every step its reader may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.form_errors import unsent_words
from gongjian.foundation.kernel.ids import read_number, show_number
from gongjian.government.cases import policies
from gongjian.government.cases.forms import FilesForm
from gongjian.government.cases.models import Case, DraftRequest
from gongjian.government.cases.panels import panels_of
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.answer_templates import ready_answers
from gongjian.government.cases.selectors.guesses import guessed_categories
from gongjian.government.cases.selectors.handling import open_matters
from gongjian.government.cases.selectors.issue_members import issues_known
from gongjian.government.cases.selectors.joint_answers import joint_answer_offered
from gongjian.government.cases.selectors.similar import cases_like
from gongjian.government.cases.views import staff_forms
from gongjian.government.cases.views.desks import place_of
from gongjian.government.cases.views.drafting import draft_panels, draft_to_put
from gongjian.government.cases.views.histories import history_of
from gongjian.government.cases.views.maps import draw_map
from gongjian.government.cases.views.shown_clocks import shown_clocks
from gongjian.government.cases.views.timeline_entries import shown_entries
from gongjian.government.cases.views.works import WORKS


class _StepForms:
    """The forms of one page: a wrong one as it was sent, all others fresh."""

    def __init__(
        self,
        case: Case,
        bound: Mapping[str, forms.Form],
        into: str = "",
        draft: DraftRequest | None = None,
    ) -> None:
        self.case, self.bound = case, bound
        self.draft = draft
        """The machine's draft that was chosen to be put into the answer."""
        self.into = into
        """Number of the case like it that was chosen to be merged into."""
        self.keys: set[str] = set()
        """Of those the page has a place for."""

    def __call__(self, key: str, form_class: type[staff_forms.WorkForm]) -> forms.Form:
        self.keys.add(key)
        sent = self.bound.get(key)
        auto_id, initial = f"id_{key}_%s", _initial(self.case, self.into)
        if self.draft is not None and key == Step.ANSWER:
            initial |= {"text": self.draft.text, "draft_id": self.draft.pk}
        return sent or form_class(case=self.case, auto_id=auto_id, initial=initial)

    def files(self) -> forms.Form:
        self.keys.add("files")
        return self.bound.get("files") or FilesForm(auto_id="id_files_%s")


def show_workbench(
    request: HttpRequest,
    case: Case,
    bound: Mapping[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with forms as they were sent."""
    actor, bound = actor_of(request), bound or {}
    steps = policies.steps_of(actor, case)
    history = history_of(request, actor, case, reverse("workbench", args=[case.number]))
    ready = ready_answers(case) if Step.ANSWER in steps else []
    panels = draft_panels(case, steps, ready, len(history.entries))
    put = draft_to_put(request, case, panels["answer_draft"])
    form = _StepForms(case, bound, read_number(request.GET.get("into", "")) or "", put)
    place = place_of(request, actor, case, now())
    shown = {
        "case": case,
        "place": place,
        "desk_url": place.url if place else "",
        "works": _works(case, steps, form),
        "history": history,
        "entries": shown_entries(history.entries, case.language),
        "panels": panels_of(actor, case),
        "files": history.files(),
        "files_form": form.files() if Step.ATTACH in steps else None,
        **_matters(actor, case, form),
        "may_decide_extension": Step.DECIDE_EXTENSION in steps,
        "may_decide_appeal": Step.DECIDE_APPEAL in steps,
        "may_decide_hiding_appeal": Step.DECIDE_HIDING_APPEAL in steps,
        "clocks": shown_clocks(case, now()),
        "issue": issues_known(actor=actor, case_ids=[case.pk]).get(case.pk),
        "joint": joint_answer_offered(actor=actor, case=case),
        "ready_answers": ready,
        **panels,
        "similar": cases_like(actor=actor, case=case) if Step.MERGE in steps else [],
        "guesses": guessed_categories(case) if Step.DISPATCH in steps else [],
        "wrong": next((one for one in bound.values() if one.is_bound), None),
        # Of a form that the case as it is now has no place for.
        "unsent": unsent_words(request) if bound.keys() - form.keys else [],
        "map": draw_map([case]) if case.longitude is not None else None,
    }
    return render(request, "cases/workbench.html", shown, status=status)


def _works(case: Case, steps: Sequence[Step], form: _StepForms) -> list[dict[str, object]]:
    """The steps this actor may take, each with its form."""
    opened = Step.MERGE if form.into else _next_step(case, steps)
    return [
        {
            "step": step.value,
            "address": step.value.replace("_", "-"),
            "work": work,
            "form": form(step.value, work.form),
            "is_open": step.value in form.bound or (step == opened and not form.bound),
            "is_bare": work.form is staff_forms.WorkForm,
        }
        for step, work in WORKS.items()
        if step in steps
    ]


def _matters(actor: Actor, case: Case, form: _StepForms) -> dict[str, object]:
    """What is open beside the case's state, each with the form that settles it."""
    matters, own = open_matters(case), policies.departments_of(actor, case)
    decide, reply = staff_forms.DecideForm, staff_forms.ReplyAssistanceForm
    return {
        "extensions": [(one, form(f"extension-{one.pk}", decide)) for one in matters.extensions],
        "appeals": [(one, form(f"appeal-{one.pk}", decide)) for one in matters.appeals],
        "hiding_appeals": [
            (one, form(f"hiding-appeal-{one.pk}", decide)) for one in matters.hiding_appeals
        ],
        "assistances": [
            (one, form(f"assistance-{one.pk}", reply)
             if one.department_id in own and one.is_open else None)
            for one in matters.assistances
        ],
        "owing": [one.department.name for one in matters.assistances if one.is_open],
    }  # fmt: skip


def _next_step(case: Case, steps: Sequence[Step]) -> Step | None:
    """The step that stands open: what is most likely done next, and needs words."""
    is_at_work = case.state in (CaseState.ACCEPTED, CaseState.IN_PROGRESS)
    likely = (Step.DISPATCH, Step.ANSWER) if is_at_work else (Step.DISPATCH,)
    return next((step for step in likely if step in steps), None)


def _initial(case: Case, into: str) -> dict[str, object]:
    return {
        "version": case.version,
        "category_id": case.category_id,
        "area_id": case.area_id,
        "better_department_id": None,
        "department_id": case.better_department_id,
        "into_number": show_number(into) if into else "",
    }
