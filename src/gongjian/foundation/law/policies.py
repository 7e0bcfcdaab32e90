"""Who may change provisions and parameters, and who settles what no rule can. Everybody may read
them."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.law.models import LawFinding


def can_edit_law(actor: Actor) -> bool:
    """Administrators of the whole town: a provision knows no areas."""
    return actor.is_system or actor.reaches("", Role.ADMINISTRATOR)


def require_can_edit_law(actor: Actor) -> None:
    if not can_edit_law(actor):
        raise NotAllowed


def can_see_findings(actor: Actor) -> bool:
    """Everything that a change of the law brought to light, of every body."""
    return actor.is_system or actor.holds(Role.ADMINISTRATOR, Role.AUDITOR)


def own_bodies(actor: Actor) -> set[UUID]:
    """Whose findings a supervisor sees and settles."""
    return actor.organisation_ids(Role.SUPERVISOR)


def can_settle(actor: Actor, finding: LawFinding) -> bool:
    """Supervisors of a body whose thing it is, and administrators of the town; always a person
    that has a name."""
    if not actor.is_signed_in:
        return False
    bodies = {finding.organisation_id, finding.other_organisation_id} - {None}
    return actor.reaches("", Role.ADMINISTRATOR) or any(
        actor.has_role(Role.SUPERVISOR, organisation_id=body, area_path=finding.area_path)
        for body in bodies
    )


def require_can_settle(actor: Actor, finding: LawFinding) -> None:
    if not can_settle(actor, finding):
        raise NotAllowed
