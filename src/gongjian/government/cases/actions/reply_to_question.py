"""Replying: the requester answers the department's question and the clock runs on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.clocks import end_pause
from gongjian.government.cases.actions.urgency import raise_for_words
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases


def reply_to_question(
    *, actor: Actor, case_id: UUID, text: str, now: datetime, version: int | None = None
) -> Case:
    """Reply to what was asked; the working days waited are added to the deadline.

    A dispatcher may note a reply that came by phone.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Invalid
        The text is empty or too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.REPLY, actor, case)
        said = text_of("text", text)
        write_event(
            case,
            actor=actor,
            name="question_replied",
            step=rules.Step.REPLY,
            now=now,
            visibility=Visibility.REQUESTER,
            text=said,
            data=end_pause(case, now),
        )
        raise_for_words(case, said, now=now)
    return case
