"""Who can be given a case."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people import interface as people
from gongjian.government.cases.models import Case
from gongjian.government.cases.policies import DEPARTMENT_ROLES


def handlers_of(case: Case) -> list[people.User]:
    """Who handles cases of the lead department where this one is, by name."""
    return people.users_with_role(
        *DEPARTMENT_ROLES, organisation_id=case.lead_department_id, area_path=case.area_path
    )


def colleagues_of(actor: Actor) -> list[people.User]:
    """Who handles cases in the departments that a supervisor supervises, by name."""
    found = {
        user.pk: user
        for organisation_id in sorted(actor.organisation_ids(Role.SUPERVISOR))
        for user in people.users_with_role(*DEPARTMENT_ROLES, organisation_id=organisation_id)
    }
    return sorted(found.values(), key=lambda user: (user.name, user.pk))
