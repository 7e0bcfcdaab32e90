"""Who may see and do what with a case. Predicates of (actor, case); all fail closed."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.government.cases.models import Case

Predicate = Callable[[Actor, Case], bool]
DEPARTMENT_ROLES = (Role.HANDLER, Role.SUPERVISOR)


def is_requester(actor: Actor, case: Case) -> bool:
    """The one who asked: by account, or by the case's secret."""
    by_account = actor.user_id is not None and case.requester_id == actor.user_id
    return by_account or case.pk in actor.case_ids


def is_lead_handler(actor: Actor, case: Case) -> bool:
    return case.lead_department_id is not None and actor.has_role(
        *DEPARTMENT_ROLES, organisation_id=case.lead_department_id, area_path=case.area_path
    )


def is_lead_supervisor(actor: Actor, case: Case) -> bool:
    return case.lead_department_id is not None and actor.has_role(
        Role.SUPERVISOR, organisation_id=case.lead_department_id, area_path=case.area_path
    )


def is_dispatcher(actor: Actor, case: Case) -> bool:
    return any(
        grant.covers(grant.organisation_id, case.area_path)
        for grant in actor.grants_of(Role.DISPATCHER)
    )


def is_system(actor: Actor, case: Case) -> bool:
    return actor.is_system


def any_of(*predicates: Predicate) -> Predicate:
    return lambda actor, case: any(holds(actor, case) for holds in predicates)


can_dispatch = any_of(is_dispatcher, is_system)
can_handle = is_lead_handler
can_decide_extension = any_of(is_lead_supervisor, is_dispatcher)
can_reject = any_of(is_lead_supervisor, is_dispatcher)
can_merge = any_of(is_lead_handler, is_dispatcher)
can_close = any_of(is_requester, is_system, is_dispatcher)
can_rate = is_requester


def require(predicate: Predicate, actor: Actor, case: Case) -> None:
    """Raise NotAllowed unless the predicate holds; the case was fetched as visible before."""
    if not predicate(actor, case):
        raise NotAllowed


def visible_to(actor: Actor) -> Q:
    """The cases an actor may fetch, as a filter: public ones, their own, and by role."""
    own = Q(is_public=True)
    if actor.is_system:
        return Q()
    if actor.user_id is not None:
        own |= Q(requester_id=actor.user_id)
    if actor.case_ids:
        own |= Q(pk__in=actor.case_ids)
    return own | staff_sees(actor)


def staff_sees(actor: Actor) -> Q:
    """The cases a role lets an actor see in full (not only their public face)."""
    seen = Q(pk__in=[])
    for grant in actor.grants:
        in_area = Q(area_path__startswith=grant.area_path) if grant.area_path else Q()
        if grant.role in {Role.DISPATCHER, Role.AUDITOR, Role.ADMINISTRATOR, Role.PRODUCT_MANAGER}:
            if not grant.area_path:
                return Q()
            seen |= in_area
        elif grant.role in DEPARTMENT_ROLES and grant.organisation_id:
            here = Q(lead_department_id=grant.organisation_id)
            helps = Q(assistances__department_id=grant.organisation_id)
            seen |= (here & in_area) | helps
    return seen


def sees_in_full(actor: Actor, case: Case) -> bool:
    """Whether this actor sees the unmasked case: its requester, and staff by role."""
    if actor.is_system or is_requester(actor, case):
        return True
    return (
        any(
            grant.role in {Role.DISPATCHER, Role.AUDITOR, Role.ADMINISTRATOR, Role.PRODUCT_MANAGER}
            and (not grant.area_path or case.area_path.startswith(grant.area_path))
            for grant in actor.grants
        )
        or is_lead_handler(actor, case)
        or is_assisting(actor, case)
    )


def is_assisting(actor: Actor, case: Case) -> bool:
    organisations = actor.organisation_ids(*DEPARTMENT_ROLES)
    return bool(organisations) and case.assistances.filter(department__in=organisations).exists()
