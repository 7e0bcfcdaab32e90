"""Deciding an appeal: never by the person who rejected the case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.settle_appeal import settle_appeal
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Appeal
from gongjian.government.cases.models.handling import Against
from gongjian.government.cases.selectors import cases

GRANTED = gettext_noop("The appeal was granted: the case is to be dispatched.")


def decide_appeal(
    *,
    actor: Actor,
    case_id: UUID,
    appeal_id: UUID,
    is_granted: bool,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Appeal:
    """Grant an appeal, and the case waits for dispatch; or refuse it, and it stays rejected.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    AnotherPerson
        The actor rejected the case.
    Conflict
        It was decided already.
    Invalid
        No reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.DECIDE_APPEAL, actor, case)
        appeal = settle_appeal(
            case, actor=actor, appeal_id=appeal_id, against=Against.REJECTION,
            is_granted=is_granted, reason=reason, now=now,
        )  # fmt: skip
        case.appealed_at = None
        case.dispatch_note = GRANTED if is_granted else ""
        write_event(
            case,
            actor=actor,
            name="appeal_decided",
            step=rules.Step.DECIDE_APPEAL if is_granted else rules.Step.REJECT,
            now=now,
            text=appeal.decision_reason,
            data={"appeal": str(appeal.pk), "is_granted": is_granted},
        )
    return appeal
