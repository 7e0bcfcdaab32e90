"""Who may do what with accounts, organisations and roles. All fail closed."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed


def is_administrator(actor: Actor) -> bool:
    """Whether somebody administers anything; what exactly, the actions ask again."""
    return actor.is_system or actor.holds(Role.ADMINISTRATOR)


def can_administer(actor: Actor, area_path: str = "") -> bool:
    """Whether somebody administers an area with all below it; "" is the whole town.

    The organisation of an administrator's grant says where they work, not what they reach.
    """
    return actor.is_system or any(
        area_path.startswith(grant.area_path) for grant in actor.grants_of(Role.ADMINISTRATOR)
    )


def require_administrator(actor: Actor, area_path: str | None = None) -> None:
    """Raise NotAllowed unless the actor administers the area (None: anything at all)."""
    holds = is_administrator(actor) if area_path is None else can_administer(actor, area_path)
    if not holds:
        raise NotAllowed
