"""Rejecting: with a reason, and the way to appeal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import AppealOpen
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases


def reject_case(
    *, actor: Actor, case_id: UUID, reason: str, now: datetime, version: int | None = None
) -> Case:
    """Say that government will not deal with it; the requester may appeal.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    AppealOpen
        An appeal is to be decided, not rejected again.
    Invalid
        No reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.REJECT, actor, case)
        if case.appealed_at is not None:
            raise AppealOpen
        write_event(
            case,
            actor=actor,
            name="case_rejected",
            step=rules.Step.REJECT,
            now=now,
            text=text_of("reason", reason),
            department_id=policies.department_speaking(actor, case),
        )
    return case
