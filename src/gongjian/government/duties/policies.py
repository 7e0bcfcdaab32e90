"""Who may change the register. Everybody may read it."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed


def can_edit_register(actor: Actor) -> bool:
    """Whether the actor may change duties anywhere at all."""
    return actor.is_system or actor.holds(Role.ADMINISTRATOR)


def can_edit_duties_in(actor: Actor, area_path: str) -> bool:
    """Whether the actor may change duties of an area; "" is everywhere."""
    return actor.is_system or actor.reaches(area_path, Role.ADMINISTRATOR)


def can_edit_town(actor: Actor) -> bool:
    """Whether the actor may change what holds for the whole town: trees, calendars, imports."""
    return can_edit_duties_in(actor, "")


def can_propose(actor: Actor) -> bool:
    return actor.is_system or actor.holds(Role.DISPATCHER, Role.ADMINISTRATOR)


def can_see_findings(actor: Actor) -> bool:
    return actor.is_system or actor.is_staff


def require_can_see_findings(actor: Actor) -> None:
    if not can_see_findings(actor):
        raise NotAllowed


def require_can_edit_duties_in(actor: Actor, area_path: str) -> None:
    if not can_edit_duties_in(actor, area_path):
        raise NotAllowed


def require_can_edit_town(actor: Actor) -> None:
    if not can_edit_town(actor):
        raise NotAllowed


def require_can_propose(actor: Actor) -> None:
    if not can_propose(actor):
        raise NotAllowed


def can_see_proposals(actor: Actor) -> bool:
    return actor.is_system or actor.holds(Role.ADMINISTRATOR, Role.DISPATCHER, Role.AUDITOR)


def require_can_see_proposals(actor: Actor) -> None:
    if not can_see_proposals(actor):
        raise NotAllowed
