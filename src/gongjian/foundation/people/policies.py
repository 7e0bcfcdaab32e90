"""Who may do what with accounts, organisations and roles. All fail closed."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, Unauthenticated
from gongjian.foundation.people.errors import InPersonOnly


def is_administrator(actor: Actor) -> bool:
    """Whether somebody administers anything; what exactly, the actions ask again."""
    return actor.is_system or actor.holds(Role.ADMINISTRATOR)


def can_administer(actor: Actor, area_path: str = "") -> bool:
    """Whether somebody administers an area with all below it; "" is the whole town.

    The organisation of an administrator's grant says where they work, not what they reach.
    """
    return actor.is_system or actor.reaches(area_path, Role.ADMINISTRATOR)


def require_administrator(actor: Actor, area_path: str | None = None) -> None:
    """Raise NotAllowed unless the actor administers the area (None: anything at all)."""
    holds = is_administrator(actor) if area_path is None else can_administer(actor, area_path)
    if not holds:
        raise NotAllowed


def require_signed_in(actor: Actor) -> None:
    """Raise Unauthenticated for whoever has no account here, or has not said which."""
    if not actor.is_signed_in:
        raise Unauthenticated


def require_account(actor: Actor) -> UUID:
    """The account of whoever acts; NotFound for whoever has none."""
    if actor.user_id is None:
        raise NotFound
    return actor.user_id


def require_in_person(actor: Actor) -> None:
    """Raise InPersonOnly for a programme with a key.

    A key is made once, copied into files and forgotten there. It does what its owner does from day
    to day; but it makes no keys, gives no roles, opens no closed account, takes no second factor
    off, and neither takes away nor erases all there is about a person: else whoever found it could
    make themselves somebody here for good.
    """
    if actor.api_key_id is not None:
        raise InPersonOnly


def require_may_erase(actor: Actor, user_id: UUID) -> None:
    """Raise NotAllowed unless it is the person, in person, or a job of the town's own."""
    is_self = actor.user_id == user_id and actor.api_key_id is None
    if not (is_self or actor.is_system):
        raise NotAllowed
