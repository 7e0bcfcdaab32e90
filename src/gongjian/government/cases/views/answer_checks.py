"""The look at an answer before it is sent: beside the text while it is written, or by a button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, is_staff, requires
from gongjian.government.cases import policies
from gongjian.government.cases.rules import Step
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.views.shown_checks import shown_check
from gongjian.government.cases.views.shown_workbench import show_workbench
from gongjian.government.cases.views.staff_forms import AnswerForm

KEPT = ("version", "text", "provision_id", "draft_id")
"""Of what was written, what stands in the form again; it is not sent yet."""


@requires(is_staff)
@require_POST
def check_answer(request: HttpRequest, number: str) -> HttpResponse:
    """Look at a drafted answer; nothing is kept. By htmx only what was found, else the whole page
    with the draft as it was."""
    actor = actor_of(request)
    found = cases.get_case_as_staff(actor=actor, number=number)
    policies.require(Step.ANSWER, actor, found)
    written = {name: request.POST.get(name, "") for name in KEPT}
    form = AnswerForm(case=found, auto_id="id_answer_%s", initial=written)
    cited = form.provisions.get(written["provision_id"], "")
    form.check = shown_check(found, written["text"], cited)
    if getattr(request, "htmx", False):
        shown = {"check": form.check, "case": found, "is_swapped": True}
        return render(request, "cases/answer_check.html", shown)
    return show_workbench(request, found, {Step.ANSWER.value: form})
