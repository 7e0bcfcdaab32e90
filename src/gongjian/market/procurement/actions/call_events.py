"""The one way a call changes: a step of the state machine and a row of its history, together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.write_call_release import in_ledger, write_call_release
from gongjian.market.procurement.events import CallChanged
from gongjian.market.procurement.models import BidWindow, Call, CallEvent
from gongjian.market.procurement.rules.states import QUIET_STEPS, CallState, CallStep, next_state


def write_event(
    call: Call,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    step: CallStep | None = None,
    text: str = "",
    is_public: bool = True,
    data: Mapping[str, object] | None = None,
) -> CallEvent:
    """Take a step, save the locked call, and write what happened: history, ledger, outbox.

    Parameters
    ----------
    call : Call
        Locked by ``calls.get_locked``, or new, with any other columns already set.
    name : str
        Past tense, as the ledger has it: ``"call_opened"``.
    step : CallStep, optional
        What somebody did; None for what is noted without being a step.
    text : str
        A reason; masked here.
    data : mapping, optional
        JSON without personal data. It goes into the ledger as it is.

    Raises
    ------
    CallTransitionNotAllowed
        The step does not exist in the call's state.
    """
    before = call.state
    if step is not None:
        _take_step(call, step, now)
    if step not in QUIET_STEPS:
        call.version += 1
    call.updated_at = now
    call.save()
    _keep_window(call)
    text = cases.mask(text, []) if text else ""
    event = CallEvent.objects.create(
        call=call, name=name, from_state=before, to_state=call.state, at=now,
        stage_number=call.stage_number, actor=actor.reference, is_public=is_public, text=text,
        data=dict(data or {}),
    )  # fmt: skip
    said = {"event": str(event.pk), "from": before, "to": call.state, **(data or {})}
    if text:
        said["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
    if is_public:
        said |= in_ledger(write_call_release(call, name=name, now=now))
    ledger.record(actor, name, call.reference, now=now, data=said)
    outbox.add(CallChanged(call_id=call.pk, event_id=event.pk))
    return event


def _keep_window(call: Call) -> None:
    """Tell the triggers that refuse late bids until when the present stage takes any."""
    is_open = call.state == CallState.OPEN
    BidWindow.objects.update_or_create(
        call=call,
        defaults={
            "stage_number": call.stage_number,
            "closes_at": call.closes_at if is_open else None,
        },
    )


def _take_step(call: Call, step: CallStep, now: datetime) -> None:
    before = CallState(call.state)
    from_ = CallState(call.suspended_from) if call.suspended_from else None
    after = next_state(step, before, suspended_from=from_)
    call.state = after.value
    if after is before:
        return
    is_suspended = after is CallState.SUSPENDED
    call.suspended_from = before.value if is_suspended else ""
    call.suspended_at = now if is_suspended else None
