"""Who may do what with services. All fail closed.

The catalogue is everybody's to read. A department's supervisors write its services, an
administrator of the town the life events. An application is its applicant's; staff see it where
they see its case in full.
"""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed


def is_town_administrator(actor: Actor) -> bool:
    return actor.is_system or actor.reaches("", Role.ADMINISTRATOR)


def can_edit_services(actor: Actor) -> bool:
    """Whether the actor writes services of any department at all."""
    return is_town_administrator(actor) or bool(actor.organisation_ids(Role.SUPERVISOR))


def can_edit_services_of(actor: Actor, department_id: UUID) -> bool:
    is_own = department_id in actor.organisation_ids(Role.SUPERVISOR)
    return is_own or is_town_administrator(actor)


def require_can_edit_services_of(actor: Actor, department_id: UUID) -> None:
    if not can_edit_services_of(actor, department_id):
        raise NotAllowed


def require_administrator(actor: Actor) -> None:
    if not is_town_administrator(actor):
        raise NotAllowed
