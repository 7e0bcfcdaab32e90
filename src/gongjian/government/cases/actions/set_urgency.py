"""Setting by hand whether a case is urgent: the algorithm leaves it so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.urgency import set_close_after
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.urgency import BY_HAND, KeptReason
from gongjian.government.cases.selectors import cases


def set_urgency(
    *,
    actor: Actor,
    case_id: UUID,
    is_urgent: bool,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Case:
    """Raise a case to urgent, or lower it, and say why. Set to what the algorithm found already, it
    stands as somebody's decision from now on.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        Somebody set it to just that by hand.
    Invalid
        No reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.SET_URGENCY, actor, case)
        if case.is_urgency_set and case.is_urgent == is_urgent:
            raise Conflict(_("Somebody has set this already."))
        said = text_of("reason", reason)
        found = [one for one in case.urgency_reasons if one["reason"] != BY_HAND]
        # What the words said stays while it is urgent: it is why whoever handles it must hurry.
        by_hand = KeptReason(reason=BY_HAND, words=[said])
        case.urgency_reasons = [*found, by_hand] if is_urgent else [by_hand]
        case.is_urgent = is_urgent
        if case.state == rules.CaseState.ANSWERED:
            set_close_after(case, now)
        write_event(
            case,
            actor=actor,
            name="urgency_set",
            step=rules.Step.SET_URGENCY,
            now=now,
            visibility=Visibility.STAFF,
            text=said,
            department_id=policies.department_speaking(actor, case),
            data={"is_urgent": is_urgent},
        )
    return case
