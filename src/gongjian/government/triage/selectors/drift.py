"""How the model in use has fared, week by week."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.models import DriftWeek


@dataclass(frozen=True, slots=True)
class Week:
    """``stability`` is the population stability index against what the model learnt from."""

    monday: date
    figures: rules.WeekFigures
    stability: float


def drift_weeks(model_id: UUID) -> list[Week]:
    """The last weeks of a model, the oldest first; one query."""
    rows = DriftWeek.objects.filter(model=model_id).order_by("-monday")[: rules.SHOWN_WEEKS]
    names = [one.name for one in fields(rules.WeekFigures)]
    return [
        Week(
            row.monday,
            rules.WeekFigures(**{name: row.figures.get(name, 0) for name in names}),
            row.figures.get("stability", 0.0),
        )
        for row in reversed(rows)
    ]
