"""What was counted."""

from __future__ import annotations

from collections.abc import Sequence

from gongjian.foundation.kernel.errors import NotFound
from gongjian.public.budgeting.models import BudgetProject, PartCount, PartResult, RoundPart
from gongjian.public.budgeting.rules.projects import ProjectState

LEFT_OUT = (ProjectState.REFUSED, ProjectState.WITHDRAWN)


def counts_of(part: RoundPart) -> list[PartCount]:
    """The binding count, then those to compare it with."""
    counts = list(PartCount.objects.filter(part=part).order_by("-is_binding", "id"))
    if not counts:
        raise NotFound
    return counts


def result_of(part: RoundPart) -> PartResult:
    result = PartResult.objects.filter(part=part).first()
    if result is None:
        raise NotFound
    return result


def results_of(
    parts: Sequence[RoundPart],
) -> list[tuple[RoundPart, PartResult, list[PartCount]]]:
    """Each part with its result but for the file, and its counts, the binding one first; two
    queries, whatever the number of districts."""
    found = {one.part_id: one for one in PartResult.objects.filter(part__in=parts).defer("file")}
    counts: dict[object, list[PartCount]] = {part.pk: [] for part in parts}
    for count in PartCount.objects.filter(part__in=parts).order_by("-is_binding", "id"):
        counts[count.part_id].append(count)
    if len(found) < len(parts):
        raise NotFound
    return [(part, found[part.pk], counts[part.pk]) for part in parts]


def projects_of(part: RoundPart) -> dict[int, BudgetProject]:
    """Projects of a part by their number."""
    rows = BudgetProject.objects.filter(part=part).defer("text")
    return {project.number: project for project in rows}


def left_out(part: RoundPart) -> list[BudgetProject]:
    """Projects of a part that could not be funded: refused before the vote, or withdrawn."""
    rows = BudgetProject.objects.filter(part=part, state__in=LEFT_OUT)
    return list(rows.select_related("part", "department").order_by("number"))
