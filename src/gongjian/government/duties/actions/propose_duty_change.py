"""First receiver responsible: a settled dispute is offered as a change of the register."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import policies
from gongjian.government.duties.events import DutyProposed
from gongjian.government.duties.models import DutyProposal
from gongjian.government.duties.selectors.areas import get_area
from gongjian.government.duties.selectors.categories import get_category
from gongjian.government.duties.selectors.duty_lookup import responsible_duty


def propose_duty_change(
    *,
    actor: Actor,
    case_reference: str,
    case_number: str,
    category_id: UUID,
    area_id: UUID | None,
    department_id: UUID,
    reason: str,
    now: datetime,
) -> DutyProposal | None:
    """Offer that a department be responsible for such cases from now on.

    The same case and department again is the same proposal, so a task may call this twice.

    Returns
    -------
    DutyProposal or None
        None where the register names that department already.

    Raises
    ------
    NotAllowed
        The actor is neither a dispatcher, nor an administrator, nor a job.
    NotFound
        The category, the area or the department is unknown.
    """
    with transaction.atomic():
        policies.require_can_propose(actor)
        category = get_category(category_id)
        area = get_area(area_id) if area_id else None
        department = people.get_public_body(department_id)
        duty = responsible_duty(category_id=category_id, area_id=area_id, on=local_day(now))
        if duty is not None and duty.lead_department_id == department_id:
            return None
        proposal, is_new = DutyProposal.objects.get_or_create(
            case_reference=case_reference,
            department=department,
            defaults={
                "case_number": case_number,
                "category": category,
                "area": area,
                "reason": reason,
                "proposed_by": actor.reference,
                "proposed_at": now,
            },
        )
        if is_new:
            data = {"case": case_reference, "department": str(department_id)}
            ledger.record(actor, "duty_proposed", reference_of(proposal), now=now, data=data)
            outbox.add(DutyProposed(proposal_id=proposal.pk))
    return proposal
