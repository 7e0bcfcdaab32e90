"""From an account, a key or nothing to an Actor."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.foundation.people.models import ApiKey, RoleGrant, User
from gongjian.foundation.people.selectors.second_factor import (
    lacks_second_factor,
    without_staff_roles,
)


def actor_of_user(user: User) -> Actor:
    """The actor an account acts as; everyone with an account is a resident. One query."""
    return Actor(
        reference=f"user:{user.pk}",
        name=user.name,
        user_id=user.pk,
        grants=_grants_of(user.pk),
    )


def actor_of_key(key: str) -> Actor:
    """The actor a programme's key acts as: its owner, with the key on record.

    Raises
    ------
    Unauthenticated
        The key is unknown or revoked, or its owner is gone.
    """
    found = (
        ApiKey.objects.filter(digest=key_digest(key), revoked_at=None, user__is_active=True)
        .values_list("id", "user_id", "user__name")
        .first()
    )
    if found is None:
        raise Unauthenticated
    key_id, user_id, name = found
    actor = Actor(
        # Who owns a key answers for what it does: two of the four eyes cannot be one person's key.
        reference=f"user:{user_id}",
        name=name,
        user_id=user_id,
        api_key_id=key_id,
        grants=_grants_of(user_id),
    )
    # Else a key would be the way around the second factor.
    return without_staff_roles(actor) if lacks_second_factor(actor) else actor


def _grants_of(user_id: UUID) -> tuple[Grant, ...]:
    held = RoleGrant.objects.filter(user_id=user_id)
    rows = held.values_list("role", "organisation_id", "area_path")
    return (Grant(Role.RESIDENT), *(Grant(Role(role), body, path) for role, body, path in rows))


def key_digest(key: str) -> str:
    # A key has 256 random bits: a plain hash cannot be searched; a slow one would cost each call.
    return hashlib.sha256(key.encode()).hexdigest()


def users_with_role(
    *roles: Role,
    organisation_id: UUID | None = None,
    area_path: str = "",
    in_any_organisation: bool = False,
) -> list[User]:
    """Active people who hold one of the roles for that organisation and area, by name.

    Parameters
    ----------
    in_any_organisation : bool
        Wherever they work: for roles whose organisation says no more than that.
    """
    grants = RoleGrant.objects.filter(role__in=roles, user__is_active=True)
    if not in_any_organisation:
        grants = grants.filter(Q(organisation_id=organisation_id) | Q(organisation_id=None))
    found = {
        grant.user_id: grant.user
        for grant in grants.select_related("user")
        if Grant(Role(grant.role), None, grant.area_path).reaches(area_path)
    }
    return sorted(found.values(), key=lambda user: (user.name, user.pk))
