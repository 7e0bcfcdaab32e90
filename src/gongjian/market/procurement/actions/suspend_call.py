"""Suspending a call stops its clocks; resuming moves them by as long as they stood still."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.close_call import close_locked
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.errors import ComplaintsOpen
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.awards import pending_complaints


def suspend_call(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Stop a call where it is; a complaint does so by itself, as a job.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        # Else its deadline, which has passed, would move when it is resumed.
        close_locked(call)
        policies.require(CallStep.SUSPEND, actor, call)
        call.state_reason = reason_of(reason)
        write_event(
            call, actor=actor, name="call_suspended", now=now, step=CallStep.SUSPEND,
            text=call.state_reason,
        )  # fmt: skip
    return call


def resume_call(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Go on where a call was suspended, with the deadline of then moved.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    ComplaintsOpen
        A complaint suspended it: deciding on the last one resumes it.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.RESUME, actor, call)
        reason = reason_of(reason)
        if pending_complaints(call):
            raise ComplaintsOpen
        resume_locked(call, actor=actor, reason=reason, now=now)
    return call


def resume_locked(call: Call, *, actor: Actor, reason: str, now: datetime) -> None:
    """Let a locked call go on, with its deadline moved by as long as it stood still."""
    since, call.state_reason = call.suspended_at, ""
    if call.suspended_from == CallState.OPEN:
        call.closes_at = moved(call, call.closes_at, since, now)
    call.standstill_until = moved(call, call.standstill_until, since, now)
    data = {
        name: value.isoformat()
        for name in ("closes_at", "standstill_until")
        if (value := getattr(call, name)) is not None
    }
    write_event(
        call, actor=actor, name="call_resumed", now=now, step=CallStep.RESUME,
        text=reason, data=data,
    )  # fmt: skip


def moved(
    call: Call, deadline: datetime | None, since: datetime | None, now: datetime
) -> datetime | None:
    """A deadline after a pause: later by its time, and by its working days; at the end of a day, as
    every deadline is shown."""
    # A clock that was put back makes no pause.
    if deadline is None or since is None or now <= since:
        return deadline
    by_days = duties.paused_deadline(call.area, deadline, [(since, now)])
    return duties.extend_deadline(call.area, max(by_days, deadline + (now - since)), 0)
