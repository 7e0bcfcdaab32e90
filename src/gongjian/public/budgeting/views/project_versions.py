"""What a project said before its proposer changed it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.money import shown as shown_money
from gongjian.methods.text_diff import text_diff
from gongjian.public.budgeting.models import BudgetProject, BudgetRound, ProjectWording
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.projects import get_project, wordings_of
from gongjian.public.budgeting.views.rounds import part_name


@public
@require_safe
def budget_project_versions(
    request: HttpRequest, round_number: str, project_number: int
) -> HttpResponse:
    """Each change beside what it said before, the newest first."""
    round_ = rounds.get_round(actor=actor_of(request), number=round_number, now=now())
    project = get_project(round_, project_number)
    changes = list(_changes(round_, project))[::-1]
    shown = {"round": round_, "project": project, "changes": changes}
    return render(request, "budgeting/budget_project_versions.html", shown)


def _changes(round_: BudgetRound, project: BudgetProject) -> Iterator[dict[str, Any]]:
    wordings: list[ProjectWording | BudgetProject] = [*wordings_of(project), project]
    for old, new in pairwise(wordings):
        assert isinstance(old, ProjectWording)
        facts = zip(_facts(old, round_), _facts(new, round_), strict=True)
        yield {
            "at": old.replaced_by.at,
            "title": text_diff(old.title, new.title),
            "text": text_diff(old.text, new.text),
            "others": [(name, was, said) for (name, was), (_name, said) in facts if was != said],
        }


def _facts(said: ProjectWording | BudgetProject, round_: BudgetRound) -> list[tuple[str, str]]:
    cost, has_pin = said.cost_minor, said.longitude is not None
    pin = f"{said.longitude:.5f}, {said.latitude:.5f}" if has_pin else ""
    return [
        (_("Estimated cost"), "" if cost is None else shown_money(cost, round_.currency)),
        (_("Part of the money"), part_name(said.part)),
        (_("Place"), said.place),
        (_("Pin on the map"), pin),
    ]
