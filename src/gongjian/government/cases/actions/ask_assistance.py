"""Asking another department for its part; the lead department stays one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import department_of, text_of, working_days_of
from gongjian.government.cases.actions.parts import new_part, part_data
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Assistance
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases
from gongjian.government.duties import interface as duties


def ask_assistance(
    *,
    actor: Actor,
    case_id: UUID,
    department_id: UUID,
    request: str,
    working_days: int,
    now: datetime,
    version: int | None = None,
) -> Assistance:
    """Ask a department to do a part, by a deadline of its own.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        That department was asked already and has not replied.
    Invalid
        No other active department, no request, or a number of days out of range.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.ASK_ASSISTANCE, actor, case)
        department_of("department_id", department_id, other_than=case.lead_department_id)
        request = text_of("request", request)
        days = working_days_of("working_days", working_days, rules.MOST_ASSISTANCE_WORKING_DAYS)
        asked = case.assistances.filter(department_id=department_id)
        if asked.filter(replied_at=None, withdrawn_at=None).exists():
            raise Conflict(_("This department was asked already and has not replied yet."))
        assistance = new_part(
            case,
            department_id,
            due_at=duties.deadline_at(case.area, now, days),
            now=now,
            request=request,
            asked_by_id=actor.user_id,
        )
        assistance.save(force_insert=True)
        write_event(
            case,
            actor=actor,
            name="assistance_asked",
            step=rules.Step.ASK_ASSISTANCE,
            now=now,
            visibility=Visibility.STAFF,
            text=request,
            department_id=case.lead_department_id,
            data=part_data(assistance),
        )
    return assistance
