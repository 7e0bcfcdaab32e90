"""Handing back: "not ours", with a reason and a named better owner."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import department_of, text_of
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import DutySettled
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases

HANDED_BACK = gettext_noop("Handed back: the department says that another one is responsible.")
TO_SETTLE = gettext_noop("Handed back again: the dispatcher settles who is responsible.")


def hand_back_case(
    *,
    actor: Actor,
    case_id: UUID,
    reason: str,
    better_department_id: UUID,
    now: datetime,
    version: int | None = None,
) -> Case:
    """Return a case to the dispatcher; the clock runs on, and the department stays answerable
    until somebody else is.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    DutySettled
        After two hand-backs the dispatcher has decided; that is final.
    Invalid
        No reason, or no other active department.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.HAND_BACK, actor, case)
        if case.is_settled:
            raise DutySettled
        case.better_department_id = department_of(
            "better_department_id", better_department_id, other_than=case.lead_department_id
        )
        case.hand_back_count += 1
        is_second = case.hand_back_count >= rules.SETTLE_AFTER_HAND_BACKS
        case.dispatch_note = TO_SETTLE if is_second else HANDED_BACK
        write_event(
            case,
            actor=actor,
            name="case_handed_back",
            step=rules.Step.HAND_BACK,
            now=now,
            visibility=Visibility.STAFF,
            text=text_of("reason", reason),
            department_id=case.lead_department_id,
            data={"better_department": str(better_department_id)},
        )
    return case
