"""Who says "me too"."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.models import Case, Support


def is_supporting(*, actor: Actor, case: Case, visitor: str = "") -> bool:
    """Whether this person, or this visitor's session, has said "me too" to a case."""
    supports = Support.objects.filter(case=case)
    if actor.user_id is not None:
        return supports.filter(user_id=actor.user_id).exists()
    return bool(visitor) and supports.filter(visitor=visitor).exists()
