"""Which cases an actor reaches, as conditions for queries; what `policies` says of one case."""

from __future__ import annotations

from functools import reduce
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.models import Assistance
from gongjian.government.cases.policies import DEPARTMENT_ROLES, OVERSEEING_ROLES


def visible_to(actor: Actor) -> Q:
    """The cases an actor may fetch, as a filter: public ones, their own, and by role."""
    own = Q(is_public=True)
    if actor.is_system:
        return Q()
    if actor.user_id is not None:
        own |= Q(requester_id=actor.user_id)
    if actor.case_ids:
        own |= Q(pk__in=actor.case_ids, erased_at=None)
    by_role = staff_sees(actor)
    # An empty condition is everything, but "or-ed" with another one it would be nothing.
    return own | by_role if by_role else by_role


def staff_sees(actor: Actor) -> Q:
    """The cases a role lets an actor see in full (not only their public face); an empty condition
    where that is all of them."""
    seen = Q(pk__in=[])
    for part in staff_reaches(actor):
        if not part:
            return part
        seen |= part
    return seen


def staff_reaches(actor: Actor) -> list[Q]:
    """What `staff_sees` says, in parts that share no case: each can be read along its own index,
    where "this or that" has none."""
    overseen = {g.area_path for g in actor.grants if g.role in OVERSEEING_ROLES}
    if "" in overseen:
        return [Q()]
    led = departments_by_area(actor)
    wanted = [_within(path) for path in sorted(overseen)]
    wanted += [
        Q(lead_department=department_id) & _within(path)
        for path, departments in led.items()
        for department_id in sorted(departments)
    ]
    for path, departments in led.items():
        asked = Assistance.objects.filter(department__in=departments)
        # A subquery: a join would list a case once for every department that helps.
        wanted.append(Q(pk__in=asked.values("case")) & _within(path))
    return [
        reduce(lambda part, earlier: part & ~earlier, wanted[:number], part)
        for number, part in enumerate(wanted)
    ]


def departments_by_area(actor: Actor) -> dict[str, set[UUID]]:
    """The departments an actor is a handler or supervisor of, by the area the role is for; where it
    is for a wider one, too, only by that."""
    wide = {g for g in actor.grants_of(*DEPARTMENT_ROLES) if g.organisation_id}
    found: dict[str, set[UUID]] = {}
    for grant in sorted(wide, key=lambda g: g.area_path):
        above = (ids for path, ids in found.items() if grant.area_path.startswith(path))
        if grant.organisation_id and not any(grant.organisation_id in ids for ids in above):
            found.setdefault(grant.area_path, set()).add(grant.organisation_id)
    return found


def _within(area_path: str) -> Q:
    return Q(area_path__startswith=area_path) if area_path else Q()
