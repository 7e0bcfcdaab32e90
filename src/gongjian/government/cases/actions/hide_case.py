"""Moderation: staff hide a public case from the public, with a reason; and show it again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.public_face import hide_from_public, show_to_public
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import Overruled
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.selectors import cases


def hide_case(
    *, actor: Actor, case_id: UUID, reason: str, now: datetime, version: int | None = None
) -> Case:
    """Hide a public case from everybody but its requester and staff; it is handled on. The
    requester is told why and may appeal.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        It is not public.
    Overruled
        An appeal against hiding it was granted: to whoever hid it, and to its lead department.
    Invalid
        No reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.HIDE, actor, case)
        if not case.is_public:
            raise Conflict(_("This case is not public."))
        if policies.is_overruled(actor, case):
            raise Overruled
        hide_from_public(case)
        case.hidden_at = now
        write_event(
            case,
            actor=actor,
            name="case_hidden",
            step=rules.Step.HIDE,
            now=now,
            visibility=Visibility.REQUESTER,
            text=text_of("reason", reason),
            department_id=policies.department_speaking(actor, case),
        )
    return case


def lift_hiding(
    *, actor: Actor, case_id: UUID, now: datetime, reason: str = "", version: int | None = None
) -> Case:
    """Show a hidden case to the public again; an appeal against the hiding has no object then.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        Nobody hid it.
    Invalid
        The reason is too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.LIFT_HIDING, actor, case)
        if case.hidden_at is None:
            raise Conflict(_("Nobody hid this case."))
        case.appeals.filter(against=Against.HIDING, decision=Decision.OPEN).update(
            decision=Decision.WITHDRAWN, decided_at=now
        )
        show_to_public(case)
        write_event(
            case,
            actor=actor,
            name="hiding_lifted",
            step=rules.Step.LIFT_HIDING,
            now=now,
            visibility=Visibility.REQUESTER,
            text=text_of("reason", reason, may_be_empty=True),
            department_id=policies.department_speaking(actor, case),
        )
    return case
