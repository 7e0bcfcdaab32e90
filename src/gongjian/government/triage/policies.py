"""Who may see and tidy hot issues. Predicates of (actor, issue); all fail closed.

What everybody may know of an issue is its `PublicIssue`, if it has one; here it is about staff.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.government.triage.models import HotIssue

OVERSEEING = (Role.DISPATCHER, Role.PRODUCT_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)
TIDYING = (Role.DISPATCHER, Role.PRODUCT_MANAGER)
OF_DEPARTMENT = (Role.HANDLER, Role.SUPERVISOR)


def sees_issues(actor: Actor) -> bool:
    """Whether somebody has a list of hot issues beside the public one."""
    return actor.holds(*OVERSEEING, *OF_DEPARTMENT)


def may_see(actor: Actor, issue: HotIssue) -> bool:
    """Whoever oversees its area, and its department's people where it is."""
    return (
        actor.is_system
        or actor.reaches(issue.area_path, *OVERSEEING)
        or _is_of_department(actor, issue, *OF_DEPARTMENT)
    )


def may_tidy(actor: Actor, issue: HotIssue) -> bool:
    """Merge, split, rename, take cases out and put them in: dispatchers and product managers of
    its area, and the supervisors of its department."""
    return actor.reaches(issue.area_path, *TIDYING) or _is_of_department(
        actor, issue, Role.SUPERVISOR
    )


def require_may_tidy(actor: Actor, issue: HotIssue) -> None:
    if not may_tidy(actor, issue):
        raise NotAllowed


def _is_of_department(actor: Actor, issue: HotIssue, *roles: Role) -> bool:
    return issue.department_id is not None and actor.has_role(
        *roles, organisation_id=issue.department_id, area_path=issue.area_path
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Issues that a role shows."""

    condition: Q
    overseen: str = ""
    """Path of the area of which it shows all; "" for the whole town, and for departments."""


def reaches(actor: Actor) -> list[Reach]:
    """What `may_see` says, as conditions that share no issue: each is read along its own index."""
    overseen = {grant.area_path for grant in actor.grants_of(*OVERSEEING)}
    if actor.is_system or "" in overseen:
        return [Reach(Q())]
    wanted = [Reach(_within(path), path) for path in sorted(overseen)]
    wanted += [
        Reach(Q(department=grant.organisation_id) & _within(grant.area_path))
        for grant in sorted(
            {g for g in actor.grants_of(*OF_DEPARTMENT) if g.organisation_id},
            key=lambda g: (str(g.organisation_id), g.area_path),
        )
    ]
    return [
        replace(reach, condition=reduce(_without, wanted[:number], reach.condition))
        for number, reach in enumerate(wanted)
    ]


def _without(condition: Q, earlier: Reach) -> Q:
    return condition & ~earlier.condition


def _within(area_path: str) -> Q:
    return Q(area_path__startswith=area_path) if area_path else Q()


def can_govern_models(actor: Actor) -> bool:
    """Whether somebody sets how triage sorts cases, for the whole town."""
    return actor.is_system or actor.reaches("", Role.ADMINISTRATOR)


def require_can_govern_models(actor: Actor) -> None:
    if not can_govern_models(actor):
        raise NotAllowed
