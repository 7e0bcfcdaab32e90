"""A second person looks at a call before it is opened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import StaleVersion
from gongjian.market.procurement.actions.call_checks import require_complete
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.law_checks import keep_findings, require_met, said
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.trustee_checks import require_trustees
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.call_parts import trustees_of
from gongjian.market.procurement.selectors.legal_findings import condition_checks, find


def approve_call(*, actor: Actor, call_id: UUID, version: int, now: datetime) -> Call:
    """Approve a draft as it is in a version; nobody approves what they wrote.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    AnotherPersonApproves
        The actor wrote it, or any of it, or named its trustees.
    StaleVersion
        It is no longer what the actor looked at.
    Invalid
        Something is missing, or its trustees are not such as may hold the keys.
    LawNotMet
        The procedure is not allowed at this value.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.APPROVE, actor, call)
        if call.version != version:
            raise StaleVersion
        require_complete(call)
        found = find(call, condition_checks(call), now=now)
        require_met(found)
        require_trustees(call, trustees_of(call), call.trustee_threshold)
        call.approved_at, call.approved_by = now, actor.reference
        event = write_event(
            call, actor=actor, name="call_approved", now=now, step=CallStep.APPROVE,
            is_public=False, data={"findings": said(found)},
        )  # fmt: skip
        keep_findings(event, found)
    return call


def return_call(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Make an approved call a draft again, to be changed and approved anew.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.RETURN, actor, call)
        reason = reason_of(reason)
        call.approved_at, call.approved_by = None, ""
        write_event(
            call, actor=actor, name="call_returned", now=now, step=CallStep.RETURN,
            text=reason, is_public=False,
        )  # fmt: skip
    return call
