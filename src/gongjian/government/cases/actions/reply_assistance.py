"""Replying to a request for assistance."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import UUIDField
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, NotAllowed, NotFound
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.kernel.row_updates import update_row
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Assistance
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases

_ASSISTANCE: Prepared[Assistance] = Prepared(
    lambda key, case: Assistance.objects.filter(pk=key, case=case), UUIDField(), UUIDField()
)


def reply_assistance(
    *,
    actor: Actor,
    case_id: UUID,
    assistance_id: UUID,
    reply: str,
    now: datetime,
    version: int | None = None,
) -> Assistance:
    """Say what the assisting department did or found.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step; NotAllowed also where another department was asked.
    Conflict
        It was replied to or withdrawn already.
    Invalid
        The reply is empty or too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.REPLY_ASSISTANCE, actor, case)
        assistance = _ASSISTANCE.first(assistance_id, case.pk)
        if assistance is None:
            raise NotFound
        if assistance.department_id not in policies.departments_of(actor, case):
            raise NotAllowed
        if assistance.withdrawn_at is not None:
            raise Conflict(
                _("Not needed any more: the lead department answered or gave up the case.")
            )
        if not assistance.is_open:
            raise Conflict(_("Your department has replied already."))
        assistance.reply = text_of("reply", reply)
        assistance.replied_by_id, assistance.replied_at = actor.user_id, now
        assistance.next_reminder_at = None
        update_row(assistance, ["reply", "replied_by_id", "replied_at", "next_reminder_at"])
        write_event(
            case,
            actor=actor,
            name="assistance_replied",
            step=rules.Step.REPLY_ASSISTANCE,
            now=now,
            visibility=Visibility.STAFF,
            text=assistance.reply,
            department_id=assistance.department_id,
            data={"assistance": str(assistance.pk)},
        )
    return assistance
