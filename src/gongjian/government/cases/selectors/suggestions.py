"""What a text seems to be about, and who would be responsible for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage


@dataclass(frozen=True, slots=True)
class SuggestedCategory:
    """``department`` and ``working_days`` are empty where the register has a gap."""

    category_id: UUID
    name: str
    department: str
    working_days: int | None


def suggested_categories(
    *, text: str, area: duties.Area | None, on: date, size: int = 3
) -> list[SuggestedCategory]:
    """The categories a text speaks of, best first, with the duty in force for each. Two queries."""
    found = triage.suggest_categories(text, limit=size)
    area_id = area.pk if area else None
    lookup = duties.DutyLookup([one.category_id for one in found], [area_id])
    shown = []
    for one in found:
        duty = lookup.find(category_id=one.category_id, area_id=area_id, on=on)
        department = duty.lead_department.name if duty else ""
        days = duty.deadline_working_days if duty else None
        shown.append(SuggestedCategory(one.category_id, one.name, department, days))
    return shown
