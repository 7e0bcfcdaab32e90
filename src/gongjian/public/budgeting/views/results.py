"""The result: what is funded and why, beside what other rules would have funded; the files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.public.budgeting.selectors import results, rounds
from gongjian.public.budgeting.views.result_words import (
    count_name,
    money_words,
    told_projects,
)
from gongjian.public.budgeting.views.rounds import part_name
from gongjian.public.budgeting.views.treatment_words import told_treatment


@public
@require_safe
def budget_result(request: HttpRequest, round_number: str) -> HttpResponse:
    moment = now()
    round_ = rounds.get_round(actor=actor_of(request), number=round_number, now=moment)
    if round_.counted_at is None:
        return redirect("budget_round", round_.number)
    parts = rounds.parts_of(round_)
    part = next((one for one in parts if str(one.pk) == request.GET.get("part")), parts[0])
    counts = results.counts_of(part)
    projects = results.projects_of(part)
    told = told_projects(round_, projects, counts)
    binding = counts[0].report
    address = reverse("budget_result", args=[round_.number])
    shown = {
        "round": round_,
        "part": part,
        "part_name": part_name(part),
        "result": results.result_of(part),
        "tabs": [(part_name(p), f"{address}?part={p.pk}", p == part) for p in parts],
        "binding": counts[0],
        "binding_name": count_name(counts[0]),
        "counts": [
            (
                count_name(one),
                len(one.report["funded"]),
                money_words(round_, one.report["spent"]),
            )
            for one in counts
        ],
        "told": told,
        "treatment": told_treatment(round_, counts[0], projects),
        "left_out": results.left_out(part),
        "funded_count": len(binding["funded"]),
        "spent_minor": sum(
            row.project.cost_minor or 0 for row in told if row.told["place"] is not None
        ),
    }
    return render(request, "budgeting/budget_result.html", shown)


@public
@require_safe
def budget_file(request: HttpRequest, round_number: str, part_id: UUID) -> HttpResponse:
    """The public file of a part, once it is counted."""
    round_ = rounds.get_round(actor=actor_of(request), number=round_number, now=now())
    part = rounds.get_part(round_, part_id)
    answer = HttpResponse(results.result_of(part).file, content_type="text/plain; charset=utf-8")
    name = f"budget-{round_.number}-{part.place + 1}.pb"
    return saved_as(answer, name)
