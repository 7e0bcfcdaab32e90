"""Starting: the handler says that work on the case has begun."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases


def start_case(*, actor: Actor, case_id: UUID, now: datetime, version: int | None = None) -> Case:
    """Say that work on an accepted case has begun.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.START, actor, case)
        write_event(
            case,
            actor=actor,
            name="case_started",
            step=rules.Step.START,
            now=now,
            department_id=case.lead_department_id,
        )
    return case
