"""Assigning: the supervisor names the handler of a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.colleagues import handlers_of


def assign_handler(
    *, actor: Actor, case_id: UUID, user_id: UUID, now: datetime, version: int | None = None
) -> Case:
    """Give a case of the department to one of its people; its state stays.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Invalid
        That person handles no cases of this department in this area.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.ASSIGN, actor, case)
        if user_id not in {user.pk for user in handlers_of(case)}:
            raise Invalid(fields={"user_id": [_("This person does not handle such cases.")]})
        case.handler_id = user_id
        write_event(
            case,
            actor=actor,
            name="handler_assigned",
            step=rules.Step.ASSIGN,
            now=now,
            visibility=Visibility.STAFF,
            department_id=case.lead_department_id,
            data={"handler": str(user_id)},
        )
    return case
