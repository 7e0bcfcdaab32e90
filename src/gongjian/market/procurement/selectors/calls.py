"""Fetching a call is the permission check: hidden and missing give the same error."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import read_number
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallState

MOST_AT_ONCE = 500


def get_call(*, actor: Actor, number: str) -> Call:
    """The call with a number, as somebody typed it.

    Raises
    ------
    NotFound
        No such call, or hidden from this actor, or a mistyped number.
    """
    key = read_number(number[:40])
    rows = Call.objects.select_related("buyer", "area", "category")
    call = rows.filter(number=key).first() if key else None
    if call is None or not policies.may_see(actor, call):
        raise NotFound
    return call


def get_visible(*, actor: Actor, call_id: UUID) -> Call:
    """The call with an id, unlocked.

    Raises
    ------
    NotFound
    """
    call = Call.objects.filter(pk=call_id).first()
    if call is None or not policies.may_see(actor, call):
        raise NotFound
    return call


def get_locked(*, actor: Actor, call_id: UUID) -> Call:
    """The call, locked against every other change until the transaction ends.

    Raises
    ------
    NotFound
    """
    # no_key: what refers to the call (a bid, a question) may be read and written meanwhile.
    rows = Call.objects.select_for_update(of=("self",), no_key=True)
    call = rows.filter(pk=call_id).first()
    if call is None or not policies.may_see(actor, call):
        raise NotFound
    return call


def due_to_close(*, now: datetime) -> list[UUID]:
    """Open calls whose deadline has passed, the longest ago first."""
    rows = Call.objects.filter(state=CallState.OPEN, closes_at__lte=now)
    return list(rows.order_by("closes_at", "id").values_list("pk", flat=True)[:MOST_AT_ONCE])


def is_any_due(*, now: datetime) -> bool:
    return Call.objects.filter(state=CallState.OPEN, closes_at__lte=now).exists()
