"""A call closes at its time: nobody closes it, and nobody can hold it open."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.publish_root import publish_root
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls

log = logging.getLogger(__name__)
CLOSING = Actor.system("call-closing")


def close_call(*, call_id: UUID, now: datetime) -> bool:
    """Close a call whose deadline has passed; False where there is nothing (any more) to do.

    Two workers at once: the second waits for the lock and finds it closed. A killed one leaves it
    open, and the next does all of it.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=CLOSING, call_id=call_id)
        return close_locked(call, now=now)


def close_locked(call: Call, *, now: datetime) -> bool:
    """The same for a call that is locked already, in its transaction."""
    is_due = call.closes_at is not None and call.closes_at <= now
    if call.state != CallState.OPEN or not is_due:
        return False
    call.closed_at = now
    write_event(
        call, actor=CLOSING, name="call_closed", now=now, step=CallStep.CLOSE,
        data={"closes_at": call.closes_at.isoformat() if call.closes_at else ""},
    )  # fmt: skip
    publish_root(call, actor=CLOSING, now=now)
    return True


def close_due_calls(*, now: datetime) -> int:
    """Close every call whose deadline has passed, each in its own transaction; how many.

    One that cannot be closed keeps no other open; what was wrong with the last such one is raised
    when all have had their turn.
    """
    closed, fault = 0, None
    for key in calls.due_to_close(now=now):
        try:
            closed += close_call(call_id=key, now=now)
        except Exception as error:
            log.exception("call %s could not be closed", key)
            fault = error
    if fault is not None:
        raise fault
    return closed
