"""Who may do what in the exchange. All fail closed.

The catalogue is everybody's to read. For a department its supervisors keep the catalogue, answer
and sign; its handlers and supervisors ask. Auditors read all.
"""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, NotFound


def works_for(actor: Actor, department_id: UUID, *roles: Role) -> bool:
    """Whether somebody holds one of the roles in that very department."""
    return department_id in actor.organisation_ids(*roles)


def is_town_administrator(actor: Actor) -> bool:
    return actor.is_system or actor.reaches("", Role.ADMINISTRATOR)


def can_edit_catalogue(actor: Actor) -> bool:
    """Whether the actor may change datasets of any department at all."""
    return is_town_administrator(actor) or bool(actor.organisation_ids(Role.SUPERVISOR))


def can_edit_datasets_of(actor: Actor, department_id: UUID) -> bool:
    return is_town_administrator(actor) or works_for(actor, department_id, Role.SUPERVISOR)


def can_see_exchange(actor: Actor) -> bool:
    """Whether the actor sees requests, agreements and queries of any department at all."""
    return (
        is_town_administrator(actor)
        or actor.holds(Role.AUDITOR)
        or bool(actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR))
    )


def sees_all(actor: Actor) -> bool:
    return is_town_administrator(actor) or actor.reaches("", Role.AUDITOR)


def can_ask(actor: Actor) -> bool:
    """Whether the actor asks for data in the name of any department at all."""
    return bool(actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR))


def can_ask_for(actor: Actor, department_id: UUID) -> bool:
    return works_for(actor, department_id, Role.HANDLER, Role.SUPERVISOR)


def can_answer(actor: Actor) -> bool:
    return actor.is_system or bool(actor.organisation_ids(Role.SUPERVISOR))


def can_answer_for(actor: Actor, department_id: UUID) -> bool:
    """Decide on requests, sign, end agreements, make keys, answer doubts."""
    return actor.is_system or works_for(actor, department_id, Role.SUPERVISOR)


def require_can_edit_datasets_of(actor: Actor, department_id: UUID) -> None:
    if not can_edit_datasets_of(actor, department_id):
        raise NotAllowed


def require_can_ask_for(actor: Actor, department_id: UUID) -> None:
    if not can_ask_for(actor, department_id):
        raise NotAllowed


def require_can_answer_for(actor: Actor, department_id: UUID) -> None:
    if not can_answer_for(actor, department_id):
        raise NotAllowed


def require_administrator(actor: Actor) -> None:
    if not is_town_administrator(actor):
        raise NotAllowed


def require_party(actor: Actor, *department_ids: UUID) -> None:
    """Raise NotFound unless the actor works for one of the parties, or sees all."""
    if not (sees_all(actor) or any(can_ask_for(actor, key) for key in department_ids)):
        raise NotFound


def require_other(actor: Actor, user_id: UUID | None) -> None:
    """Nobody decides on what they asked themselves."""
    if actor.user_id is not None and actor.user_id == user_id:
        raise NotAllowed
