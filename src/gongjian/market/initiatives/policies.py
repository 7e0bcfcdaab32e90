"""Who may do what with an initiative. Everybody may read all of them."""

from __future__ import annotations

from collections.abc import Callable

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeStep

Predicate = Callable[[Actor, Initiative], bool]


def is_manager(actor: Actor, initiative: Initiative) -> bool:
    """A product manager of its area."""
    return actor.reaches(initiative.area_path, Role.PRODUCT_MANAGER)


def is_owner(actor: Actor, initiative: Initiative) -> bool:
    """A supervisor of the public body that owns it."""
    return initiative.department_id is not None and actor.has_role(
        Role.SUPERVISOR,
        organisation_id=initiative.department_id,
        area_path=initiative.area_path,
    )


def is_worker(actor: Actor, initiative: Initiative) -> bool:
    return is_manager(actor, initiative) or is_owner(actor, initiative)


def is_person(actor: Actor, initiative: Initiative) -> bool:
    return actor.is_signed_in


MAY: dict[InitiativeStep, Predicate] = {
    InitiativeStep.CHANGE: is_manager,
    InitiativeStep.PLAN: is_manager,
    InitiativeStep.START: is_worker,
    InitiativeStep.DELIVER: is_worker,
    InitiativeStep.REVIEW: is_manager,
    InitiativeStep.REFUSE: is_manager,
    InitiativeStep.DROP: is_manager,
    InitiativeStep.RESUME: is_manager,
    InitiativeStep.SAVE_MEASURE: is_manager,
    InitiativeStep.ADD_READING: is_worker,
    InitiativeStep.ADD_EVIDENCE: is_worker,
    InitiativeStep.REMOVE_EVIDENCE: is_manager,
    InitiativeStep.FOLLOW: is_person,
    InitiativeStep.MAKE_CALL: is_manager,
}
"""Who may take a step, in the states in which it exists (rules.py)."""


def require(step: InitiativeStep, actor: Actor, initiative: Initiative) -> None:
    """Raise Unauthenticated or NotAllowed unless the actor may take the step."""
    if not MAY[step](actor, initiative):
        raise NotAllowed if actor.is_signed_in else Unauthenticated


def manages_initiatives(actor: Actor) -> bool:
    """Whether somebody makes initiatives anywhere."""
    return actor.holds(Role.PRODUCT_MANAGER)


def works_on_initiatives(actor: Actor) -> bool:
    return actor.holds(Role.PRODUCT_MANAGER, Role.SUPERVISOR)


def follows_initiatives(actor: Actor) -> bool:
    return actor.is_signed_in


def require_may_create(actor: Actor, area_path: str) -> None:
    if not actor.reaches(area_path, Role.PRODUCT_MANAGER):
        raise NotAllowed if actor.is_signed_in else Unauthenticated
