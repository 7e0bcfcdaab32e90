"""Deciding on more time: never by the person who asked for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, NotFound
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.clocks import extend
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import AnotherPerson
from gongjian.government.cases.models import Extension
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.handling import Decision
from gongjian.government.cases.selectors import cases


def decide_extension(
    *,
    actor: Actor,
    case_id: UUID,
    extension_id: UUID,
    is_granted: bool,
    now: datetime,
    reason: str = "",
    version: int | None = None,
) -> Extension:
    """Grant or refuse more working days; granted, they are added after the deadline's last day.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    AnotherPerson
        The actor asked for it.
    Conflict
        It was decided or withdrawn already.
    Invalid
        Refused without a reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.DECIDE_EXTENSION, actor, case)
        extension = case.extensions.filter(pk=extension_id).first()
        if extension is None:
            raise NotFound
        if extension.asked_by_id == actor.user_id:
            raise AnotherPerson
        if extension.decision != Decision.OPEN:
            raise Conflict
        extension.decision = Decision.GRANTED if is_granted else Decision.REFUSED
        extension.decided_by_id, extension.decided_at = actor.user_id, now
        extension.decision_reason = text_of("reason", reason, may_be_empty=is_granted)
        extension.save()
        moved = extend(case, working_days=extension.working_days, now=now) if is_granted else {}
        write_event(
            case,
            actor=actor,
            name="extension_decided",
            step=rules.Step.DECIDE_EXTENSION,
            now=now,
            visibility=Visibility.PUBLIC if is_granted else Visibility.STAFF,
            text=extension.decision_reason or extension.reason,
            department_id=case.lead_department_id,
            data={"extension": str(extension.pk), "is_granted": is_granted, **moved},
        )
    return extension
