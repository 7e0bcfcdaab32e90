"""Who may do what with sealed bids. Everything else about calls stands in policies/calls.py."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.market.procurement.models import Call, CallTrustee


def speaks_for(actor: Actor, company_id: UUID) -> bool:
    """A member of the company: in person or by a programme with its key."""
    return actor.has_role(Role.COMPANY_MEMBER, organisation_id=company_id) and any(
        grant.organisation_id == company_id for grant in actor.grants_of(Role.COMPANY_MEMBER)
    )


def trustee_of(actor: Actor, call: Call) -> CallTrustee | None:
    """The trustee of a call that somebody is, in person."""
    if actor.user_id is None or actor.api_key_id is not None:
        return None
    return call.trustees.filter(user=actor.user_id).first()
