"""What a look at somebody's data stands on: a case, who has it, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField

from gongjian.foundation.kernel.prepared import Prepared
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.cases.rules import APPLICATION_SOURCE, CaseState


@dataclass(frozen=True, slots=True)
class CaseBasis:
    id: UUID
    number: str
    is_open: bool
    requester_id: UUID | None
    lead_department_id: UUID | None
    is_draft: bool
    """An application that nobody has handed in yet."""

    def is_of(self, department_id: UUID) -> bool:
        """Whether the department leads it, or owes a part of it. One query where it does not
        lead."""
        if self.lead_department_id == department_id:
            return True
        parts = Assistance.objects.filter(
            case_id=self.id,
            department_id=department_id,
            replied_at=None,
            withdrawn_at=None,
        )
        return parts.exists()


_BY_NUMBER: Prepared[tuple] = Prepared(
    lambda number: Case.objects.filter(number=number).values_list(
        "id",
        "number",
        "is_open",
        "requester_id",
        "lead_department_id",
        "source",
        "state",
        "dispatched_at",
    ),
    CharField(),
)


def case_basis(number: str) -> CaseBasis | None:
    """A case by its number, whoever asks: for checks, never to be shown. One query."""
    found = _BY_NUMBER.first(number)
    if found is None:
        return None
    key, number, is_open, requester_id, lead_id, source, state, dispatched_at = found
    is_waiting = state == CaseState.WAITING_FOR_REQUESTER and dispatched_at is None
    is_draft = is_waiting and source == APPLICATION_SOURCE
    return CaseBasis(key, number, is_open, requester_id, lead_id, is_draft)
