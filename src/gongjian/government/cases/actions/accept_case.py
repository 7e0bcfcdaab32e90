"""Accepting: a handler of the lead department takes the case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases


def accept_case(*, actor: Actor, case_id: UUID, now: datetime, version: int | None = None) -> Case:
    """Take a dispatched or reopened case for the actor's department; the actor becomes its handler.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.ACCEPT, actor, case)
        case.handler_id = actor.user_id
        case.accepted_at = case.accepted_at or now
        case.first_response_at = case.first_response_at or now
        write_event(
            case,
            actor=actor,
            name="case_accepted",
            step=rules.Step.ACCEPT,
            now=now,
            department_id=case.lead_department_id,
        )
    return case
