"""What is open on a case beside its state."""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.government.cases.models import Appeal, Assistance, Case, Extension
from gongjian.government.cases.models.handling import Against, Decision


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """Extensions and appeals that wait for a decision; all parts that others were asked for."""

    extensions: list[Extension]
    appeals: list[Appeal]
    """Against the case's rejection."""
    hiding_appeals: list[Appeal]
    assistances: list[Assistance]


def open_matters(case: Case) -> OpenMatters:
    """Three queries; seeing the case in full was checked before."""
    extensions = case.extensions.filter(decision=Decision.OPEN).select_related("asked_by")
    appeals = list(case.appeals.filter(decision=Decision.OPEN).order_by("id"))
    assistances = case.assistances.select_related("department", "duty__provision")
    return OpenMatters(
        extensions=list(extensions.order_by("id")),
        appeals=[appeal for appeal in appeals if appeal.against == Against.REJECTION],
        hiding_appeals=[appeal for appeal in appeals if appeal.against == Against.HIDING],
        assistances=list(assistances.order_by("asked_at", "id")),
    )
