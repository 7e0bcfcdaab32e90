"""A call closes at its time: nobody closes it, and nobody can hold it open.

Its time is that of the database, which refuses late bids by the same clock: a worker whose own
clock is wrong closes nothing too early and nothing too late.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import DatabaseError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.publish_root import publish_root
from gongjian.market.procurement.bid_errors import ClockWentBack
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.market.procurement.selectors.sealing import sealing_context

log = logging.getLogger(__name__)
CLOSING = Actor.system("call-closing")
NOT_CLOSED = "call_not_closed"


def close_call(*, call_id: UUID) -> bool:
    """Close a call whose deadline has passed; False where there is nothing (any more) to do.

    Two workers at once: the second waits for the lock and finds it closed. A killed one leaves it
    open, and the next does all of it.

    Raises
    ------
    NoTrustees
        There is nothing under which a root could be signed; no bid can have come in.
    ClockWentBack
        The database's clock stands before an envelope of the call.
    """
    try:
        with transaction.atomic():
            call = calls.get_locked(actor=CLOSING, call_id=call_id)
            return close_locked(call)
    except DatabaseError as error:
        if "gongjian: clock went back" in str(error):
            raise ClockWentBack from error
        raise


def close_locked(call: Call) -> bool:
    """The same for a call that is locked already, in its transaction."""
    moment = database_now()
    if call.state != CallState.OPEN or call.closes_at is None or moment < call.closes_at:
        return False
    # Before anything is changed: no closing without a root.
    context = sealing_context(call)
    call.closed_at = moment
    write_event(
        call, actor=CLOSING, name="call_closed", now=moment, step=CallStep.CLOSE,
        data={"closes_at": call.closes_at.isoformat()},
    )  # fmt: skip
    publish_root(call, context, actor=CLOSING, now=moment)
    return True


def close_due_calls() -> int:
    """Close every call whose deadline has passed, each in its own transaction; how many.

    One that cannot be closed keeps no other open: why, its history says once, those who run it
    are told, and every further turn tries again. The last such reason is raised when all have had
    their turn.
    """
    closed, fault = 0, None
    for key in calls.due_to_close(now=database_now()):
        try:
            closed += close_call(call_id=key)
        except Exception as error:
            log.exception("call %s could not be closed", key)
            _tell_why(key, error)
            fault = error
    if fault is not None:
        raise fault
    return closed


def _tell_why(call_id: UUID, error: Exception) -> None:
    code = error.code if isinstance(error, GongjianError) else type(error).__name__
    with transaction.atomic():
        call = calls.get_locked(actor=CLOSING, call_id=call_id)
        told = {"reason": code, "closes_at": call.closes_at.isoformat() if call.closes_at else ""}
        before = call.events.filter(name=NOT_CLOSED).order_by("-id").first()
        if call.state == CallState.OPEN and (before is None or before.data != told):
            # Internals of a fault nobody foresaw are for the log.
            text = str(error) if isinstance(error, GongjianError) else ""
            moment = database_now()
            write_event(call, actor=CLOSING, name=NOT_CLOSED, now=moment, text=text, data=told)
