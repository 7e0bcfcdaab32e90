"""Looking at what people add: showing it, taking it out with a reason, putting it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.public.deliberation.actions.consultation_checks import (
    beat,
    clean_text,
    note_event,
)
from gongjian.public.deliberation.events import StatementModerated
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import StatementState
from gongjian.public.deliberation.selectors import consultations


def moderate_statement(
    *,
    actor: Actor,
    consultation_id: UUID,
    statement: int,
    is_accepted: bool,
    reason: str,
    now: datetime,
) -> Statement:
    """Show a statement, or take it out; its votes stay and count again once it is put back.

    Its author finds the reason beside their statement, and is told where they have an account.

    Parameters
    ----------
    statement : int
        Its number in the consultation.
    reason : str
        Needed where it is taken out.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated
        It is missing or hidden; the actor does not moderate this consultation.
    Invalid
        It is taken out without a reason.
    """
    if not is_accepted:
        reason = clean_text("reason", reason, rules.REASON_LENGTH)
    with transaction.atomic():
        found = consultations.get_visible(actor=actor, consultation_id=consultation_id)
        policies.require_may_moderate(actor, found)
        row = _locked(found, statement)
        state = StatementState.ACCEPTED if is_accepted else StatementState.TAKEN_OUT
        if row.state == state:
            return row
        row.state, row.reason = state.value, "" if is_accepted else reason
        row.moderated_by, row.moderated_at = actor.reference, now
        row.save()
        name = "statement_shown" if is_accepted else "statement_taken_out"
        event = note_event(
            found, actor=actor, name=name, now=now, text=row.reason,
            data={"statement": row.number}, statement=row,
        )  # fmt: skip
        outbox.add(StatementModerated(event_id=event.pk))
        beat(found.pk)
    return row


def _locked(consultation: Consultation, number: int) -> Statement:
    rows = Statement.objects.select_for_update(no_key=True)
    found = rows.filter(consultation=consultation, number=number).first()
    if found is None:
        raise NotFound
    return found
