"""The parts of a case that other departments do: asked for, and withdrawn where the case moves on.

The case is locked by the caller; its row guards its parts, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import UUIDField

from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.government.cases.actions.clocks import part_due_at, set_part_reminder
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.duties import interface as duties

_OWED: Prepared[Assistance] = Prepared(
    lambda case: Assistance.objects.filter(case=case, replied_at=None, withdrawn_at=None).order_by(
        "id"
    ),
    UUIDField(),
)
_REPLIED_BY: Prepared[tuple[UUID]] = Prepared(
    lambda case, duty: Assistance.objects.filter(
        case=case, duty=duty, replied_at__isnull=False
    ).values_list("department"),
    UUIDField(),
    UUIDField(),
)


def new_part(
    case: Case,
    department_id: UUID,
    *,
    due_at: datetime,
    now: datetime,
    request: str = "",
    asked_by_id: UUID | None = None,
    duty: duties.Duty | None = None,
) -> Assistance:
    """A part with its clock set; not saved."""
    part = Assistance(
        case=case,
        department_id=department_id,
        request=request,
        duty=duty,
        asked_by_id=asked_by_id,
        asked_at=now,
        due_at=due_at,
    )
    set_part_reminder(part)
    return part


def add_parts_of_duty(case: Case, now: datetime) -> list[Assistance]:
    """Ask the supporting departments of the case's duty, each for its part.

    Not again whoever replied by this very duty before: the case may have gone and come back.
    """
    if case.duty is None:
        return []
    supporting = duties.supporting_departments(case.duty)
    if not supporting:
        return []
    replied = _REPLIED_BY.rows(case.pk, case.duty_id)
    done = {case.lead_department_id, *(department_id for (department_id,) in replied)}
    due_at = part_due_at(case, case.duty.deadline_working_days, now)
    parts = [
        new_part(case, body.pk, due_at=due_at, now=now, duty=case.duty)
        for body in supporting
        if body.pk not in done
    ]
    insert_rows(parts)
    return parts


def withdraw_parts(case: Case, now: datetime) -> Sequence[Assistance]:
    """End what other departments still owe: what was asked was asked for the handling that ends."""
    owed = _OWED.rows(case.pk)
    for part in owed:
        part.withdrawn_at = now
        part.next_reminder_at = None
    if owed:
        keys = [part.pk for part in owed]
        Assistance.objects.filter(pk__in=keys).update(withdrawn_at=now, next_reminder_at=None)
    return owed


def part_data(part: Assistance) -> Mapping[str, str]:
    """What an event says of a part: which, whose, and by when."""
    return {
        "assistance": str(part.pk),
        "asked_department": str(part.department_id),
        "part_due": part.due_at.isoformat(),
        **({"duty": str(part.duty_id)} if part.duty_id else {}),
    }
