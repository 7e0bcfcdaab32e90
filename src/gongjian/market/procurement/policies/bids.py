"""Who may do what with sealed bids. Everything else about calls stands in policies/calls.py."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.models import Call, CallTrustee


def trustee_of(actor: Actor, call: Call) -> CallTrustee | None:
    """The trustee of a call that somebody is, in person."""
    if actor.user_id is None or actor.api_key_id is not None:
        return None
    return call.trustees.filter(user=actor.user_id).first()
