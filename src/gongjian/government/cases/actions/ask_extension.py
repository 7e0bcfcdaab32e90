"""Asking for more time; somebody else decides."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of, working_days_of
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Extension
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.handling import Decision
from gongjian.government.cases.selectors import cases


def ask_extension(
    *,
    actor: Actor,
    case_id: UUID,
    working_days: int,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Extension:
    """Ask for more working days; the deadline stands until they are granted.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        Another request for this case waits for a decision.
    Invalid
        No reason, or a number of days out of range.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.ASK_EXTENSION, actor, case)
        reason = text_of("reason", reason)
        days = working_days_of("working_days", working_days, rules.MOST_EXTRA_WORKING_DAYS)
        if case.extensions.filter(decision=Decision.OPEN).exists():
            raise Conflict(_("More time was asked for already; that waits for a decision."))
        extension = Extension.objects.create(
            case=case, working_days=days, reason=reason, asked_by_id=actor.user_id, asked_at=now
        )
        write_event(
            case,
            actor=actor,
            name="extension_asked",
            step=rules.Step.ASK_EXTENSION,
            now=now,
            visibility=Visibility.STAFF,
            text=reason,
            department_id=case.lead_department_id,
            data={"extension": str(extension.pk), "working_days": days},
        )
    return extension
