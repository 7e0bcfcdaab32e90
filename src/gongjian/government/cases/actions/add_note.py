"""Noting something for staff only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import CaseEvent
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases


def add_note(
    *, actor: Actor, case_id: UUID, text: str, now: datetime, version: int | None = None
) -> CaseEvent:
    """Add an internal note; neither the public nor the requester ever reads it.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Invalid
        The text is empty or too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.NOTE, actor, case)
        return write_event(
            case,
            actor=actor,
            name="note_added",
            step=rules.Step.NOTE,
            now=now,
            visibility=Visibility.STAFF,
            text=text_of("text", text),
            department_id=policies.department_speaking(actor, case),
        )
