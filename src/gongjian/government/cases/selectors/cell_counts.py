"""How many cases there are of each month, department, category and area, among some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage import interface as triage

Cell = tuple[date, UUID | None, UUID | None, UUID | None]
"""Month (its first day), department, category, area."""
PIECE = 500
NAMES = ("lead_department", "category", "area")


def count_by_cell(*, issue_ids: Sequence[UUID], case_ids: Collection[UUID]) -> Counter[Cell]:
    """Cases that are in one of these hot issues or are one of these, each once; without those that
    were merged into another. One query for each five hundred issues or cases."""
    found: Counter[Cell] = Counter()
    for begin in range(0, len(issue_ids), PIECE):
        placed = triage.cases_in(issue_ids[begin : begin + PIECE])
        found.update(_counted(Q(pk__in=placed)))
    issues, single = set(issue_ids), sorted(case_ids)
    for begin in range(0, len(single), PIECE):
        keys = single[begin : begin + PIECE]
        placed_in = triage.issues_of_cases(keys)
        apart = [key for key in keys if key not in placed_in or placed_in[key].pk not in issues]
        found.update(_counted(Q(pk__in=apart)))
    return found


def _counted(which: Q) -> Counter[Cell]:
    zone = timezone.get_default_timezone()
    rows = (
        Case.objects.filter(which)
        .exclude(state=CaseState.MERGED)
        .order_by()
        .annotate(month=TruncMonth("received_at", tzinfo=zone))
        .values("month", *NAMES)
        .annotate(count=Count("pk"))
    )
    return Counter(
        {
            (row["month"].date(), row["lead_department"], row["category"], row["area"]): row[
                "count"
            ]
            for row in rows
        }
    )
