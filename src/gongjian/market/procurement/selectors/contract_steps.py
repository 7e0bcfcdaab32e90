"""Steps of contracts that whoever is behind an initiative is told of; for the app above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.market.procurement.models import CallEvent, Milestone

TOLD = ("contract_signed", "milestone_trial_asked", "milestone_accepted", "contract_done")


@dataclass(frozen=True, slots=True)
class ContractStepTaken:
    event_id: UUID
    name: str
    at: datetime
    initiative_ref: str
    contract_number: str
    milestone_number: int | None
    milestone_title: str


def contract_steps(event_ids: Sequence[UUID]) -> list[ContractStepTaken]:
    """Those of these events of calls that are to be told, of calls that carry out an initiative."""
    rows = CallEvent.objects.filter(pk__in=event_ids, name__in=TOLD).exclude(
        call__initiative_ref=""
    )
    return [
        ContractStepTaken(
            event_id=one.pk, name=one.name, at=one.at, initiative_ref=one.call.initiative_ref,
            contract_number=one.data["contract"], milestone_number=one.data.get("milestone"),
            milestone_title=_title(one),
        )
        for one in rows.select_related("call").order_by("id")
    ]  # fmt: skip


def _title(event: CallEvent) -> str:
    number = event.data.get("milestone")
    if number is None:
        return ""
    rows = Milestone.objects.filter(contract__number=event.data["contract"], number=number)
    return rows.values_list("title", flat=True).first() or ""
