"""Asking the requester: the clock stands still until the reply."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases


def ask_requester(
    *, actor: Actor, case_id: UUID, question: str, now: datetime, version: int | None = None
) -> Case:
    """Ask the requester something; only they and staff read it.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Invalid
        The question is empty or too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.ASK_REQUESTER, actor, case)
        case.paused_at = now
        write_event(
            case,
            actor=actor,
            name="requester_asked",
            step=rules.Step.ASK_REQUESTER,
            now=now,
            visibility=Visibility.REQUESTER,
            text=text_of("question", question),
            department_id=case.lead_department_id,
        )
    return case
