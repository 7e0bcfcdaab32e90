"""Reminding whoever owes an answer: when four fifths of the time are over, and at its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.models import Proposal, State

REMINDER = Actor.system("reminders")


def remind_answer(*, proposal_id: UUID, now: datetime) -> str:
    """Write what there is to remind of by now, once; of what is late already only that.

    Everybody sees both; the deadline stays, and it may come still.

    Returns
    -------
    str
        Name of the event written; "" where somebody was quicker, or nothing is due.
    """
    with transaction.atomic():
        rows = Proposal.objects.select_for_update(of=("self",)).filter(
            pk=proposal_id, state=State.AWAITING_ANSWER
        )
        proposal = rows.filter(next_reminder_at__lte=now).first()
        if proposal is None or proposal.due_at is None:
            return ""
        is_late = proposal.is_late(now)
        proposal.next_reminder_at = None if is_late else proposal.due_at
        name = "answer_late" if is_late else "answer_reminded"
        write_event(
            proposal,
            actor=REMINDER,
            name=name,
            now=now,
            department_id=proposal.department_id,
        )
    return name
