"""Dispatching: the duty register names the lead department and the deadline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.clocks import cell_of, set_deadline
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases
from gongjian.government.duties import interface as duties

NO_CATEGORY = gettext_noop("No category yet: a dispatcher chooses one.")
GAP = gettext_noop("The duty register names nobody for this category in this area.")


NEEDS_REASON = gettext_noop("The register names another department: say why this one.")


def dispatch_case(
    *,
    actor: Actor,
    case_id: UUID,
    now: datetime,
    version: int | None = None,
    category_id: UUID | None = None,
    area_id: UUID | None = None,
    department_id: UUID | None = None,
    reason: str = "",
) -> Case:
    """Give a case to the department the duty register names, or to one a dispatcher names.

    Category and area None keep the case's own. Without ``department_id``, a gap in the register
    leaves the case with the dispatcher and says so on it. After a hand-back, naming a department
    settles the matter: it cannot be handed back again.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion
        As for every step.
    TransitionNotAllowed
        The case does not wait for dispatch.
    Invalid
        An id is unknown, or a department was named against the register without a reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(policies.can_dispatch, actor, case)
        left_cell = cell_of(case)
        if category_id is not None:
            case.category = duties.get_category(category_id)
        if area_id is not None:
            case.area = duties.get_area(area_id)
        case.area_path = case.area.path if case.area else ""
        on = timezone.localdate(case.received_at)
        duty = duties.responsible_duty(category_id=case.category_id, area_id=case.area_id, on=on)
        is_named = department_id is not None and (
            duty is None or duty.lead_department_id != department_id
        )
        if case.category_id is None or (duty is None and not is_named):
            case.dispatch_note = NO_CATEGORY if case.category_id is None else GAP
            case.updated_at = now
            case.version += 1
            case.save()
            return case
        if is_named and not reason.strip():
            raise Invalid(fields={"reason": [NEEDS_REASON]})
        was_handed_back = case.state == rules.CaseState.HANDED_BACK
        case.duty = duty
        case.lead_department_id = department_id if is_named else duty.lead_department_id
        case.dispatch_note = ""
        case.handler = None
        case.is_settled = case.is_settled or (
            was_handed_back and case.hand_back_count >= rules.SETTLE_AFTER_HAND_BACKS
        )
        case.dispatched_at = case.dispatched_at or now
        set_deadline(case, working_days=duty.deadline_working_days if duty else None, now=now)
        write_event(
            case,
            actor=actor,
            name="case_settled" if case.is_settled and was_handed_back else "case_dispatched",
            step=rules.Step.DISPATCH,
            now=now,
            text=reason,
            department_id=case.lead_department_id,
            data={"left_cell": left_cell, "duty": str(duty.pk) if duty else ""},
        )
    return case
