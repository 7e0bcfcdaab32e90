"""Calls that end without a contract, each with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.close_call import close_locked
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.errors import CallTransitionNotAllowed, ComplaintsOpen
from gongjian.market.procurement.models import AwardState, Call
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.awards import award_of, pending_complaints


def cancel_call(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Give a call up before there is a contract; one that was never opened stays unpublished.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    ComplaintsOpen
        Somebody else decides on them first; cancelling can follow from that.
    """
    return _end(actor, call_id, reason, CallStep.CANCEL, "call_cancelled", now)


def declare_unsuccessful(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Say that a closed call led to no award: no bid, or none that will do. Once prices are open
    the ranking says so (`end_without_award`).

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    """
    step = CallStep.DECLARE_UNSUCCESSFUL
    return _end(actor, call_id, reason, step, "call_declared_unsuccessful", now)


def _close_first(call: Call, step: CallStep) -> None:
    """Whatever ends it, bids that came in time were in time."""
    try:
        close_locked(call)
    except NoTrustees:
        # Without trustees no bid came in, nor can it ever close: it still can be given up.
        if step is not CallStep.CANCEL:
            raise


def _end(
    actor: Actor, call_id: UUID, reason: str, step: CallStep, name: str, now: datetime
) -> Call:
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        _close_first(call, step)
        policies.require(step, actor, call)
        if step is CallStep.DECLARE_UNSUCCESSFUL and call.state == CallState.PRICE_OPENING:
            raise CallTransitionNotAllowed(step=step.value, state=call.state)
        reason = reason_of(reason)
        if pending_complaints(call):
            raise ComplaintsOpen
        call.state_reason = reason
        award = award_of(call)
        if award is not None:
            award.state, award.withdrawn_reason = AwardState.WITHDRAWN.value, call.state_reason
            award.save(update_fields=["state", "withdrawn_reason"])
        write_event(
            call, actor=actor, name=name, now=now, step=step, text=reason,
            is_public=call.is_published,
        )  # fmt: skip
    return call
