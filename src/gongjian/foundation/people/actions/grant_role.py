"""Giving and taking roles; nobody can take the last administrator away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Text
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.actions.tell_account import tell_account
from gongjian.foundation.people.errors import LastAdministrator
from gongjian.foundation.people.models import Organisation, OrganisationKind, RoleGrant, User
from gongjian.foundation.people.role_names import role_name

_GIVEN = _("An administrator gave it to you. Your account page shows where it holds.")
_GIVEN_BY_COMMAND = _(
    "It was given by a command on the machine that serves this site. Your account page shows where "
    "it holds."
)
_KIND_NEEDED = {
    Role.HANDLER: OrganisationKind.PUBLIC_BODY,
    Role.SUPERVISOR: OrganisationKind.PUBLIC_BODY,
    Role.COMPANY_MEMBER: OrganisationKind.COMPANY,
}


def grant_role(
    *,
    actor: Actor,
    user_id: UUID,
    role: Role,
    now: datetime,
    organisation_id: UUID | None = None,
    area_path: str = "",
    told: Text | None = None,
) -> RoleGrant:
    """Give somebody a role in one organisation and one area's subtree ("" is everywhere).

    ``told`` is why, in words for them, where it was neither an administrator nor a command.

    Raises
    ------
    NotAllowed
        The actor does not administer that area.
    InPersonOnly
        A programme asks: its key would widen itself.
    NotFound
        The account is unknown or closed.
    Invalid
        The role does not exist like that: no such organisation or area, or the wrong kind.
    Conflict
        It was given before.
    """
    with transaction.atomic():
        policies.require_administrator(actor, area_path)
        policies.require_in_person(actor)
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound
        if role is Role.COMPANY_MEMBER and area_path:
            raise Invalid(fields={"area_path": [_("Companies belong to no area.")]})
        organisation = _organisation(role, organisation_id)
        _check_area(area_path)
        grant, is_new = RoleGrant.objects.get_or_create(
            user=user, role=role.value, organisation=organisation, area_path=area_path
        )
        if not is_new:
            raise Conflict(_("This person has this role already."))
        _record(actor, "role_granted", grant, now)
        tell_account(
            user,
            event=f"rolegrant:{grant.pk}:granted",
            subject=format_lazy(_("You have a new role: {role}"), role=role_name(role)),
            body=told or (_GIVEN if actor.user_id else _GIVEN_BY_COMMAND),
            now=now,
        )
    return grant


def revoke_role(
    *, actor: Actor, user_id: UUID, grant_id: int, now: datetime, told: Text | None = None
) -> None:
    """Take a role away; ``told`` is why, where it was no administrator.

    Raises
    ------
    NotFound
        The account has no such grant (any more).
    NotAllowed
        The actor does not administer its area.
    LastAdministrator
        Nobody would be left who can let anybody in.
    """
    with transaction.atomic():
        lock_administrators()
        grant = RoleGrant.objects.select_for_update().filter(pk=grant_id, user=user_id).first()
        if grant is None:
            raise NotFound
        policies.require_administrator(actor, grant.area_path)
        refuse_last_administrator(grants_going=[grant.pk])
        _record(actor, "role_revoked", grant, now)
        tell_account(
            grant.user,
            event=f"rolegrant:{grant.pk}:revoked",
            subject=format_lazy(
                _("You no longer have the role: {role}"), role=role_name(Role(grant.role))
            ),
            body=told or _("An administrator took it back."),
            now=now,
        )
        grant.delete()


def lock_administrators() -> None:
    """Let changes of administrators wait for each other, so that two cannot remove the last two."""
    list(
        RoleGrant.objects.select_for_update()
        .filter(role=Role.ADMINISTRATOR.value)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def refuse_last_administrator(*, grants_going: list[int]) -> None:
    """Raise LastAdministrator where no administrator of the widest reach would remain.

    To be called with ``lock_administrators`` held. The widest reach is the shortest area path any
    administrator has now: were it lost, nobody could grant it again.
    """
    paths = dict(
        RoleGrant.objects.filter(role=Role.ADMINISTRATOR.value, user__is_active=True).values_list(
            "pk", "area_path"
        )
    )
    going = {pk: paths.pop(pk) for pk in grants_going if pk in paths}
    uncovered = [
        path for path in going.values() if not any(path.startswith(kept) for kept in paths.values())
    ]
    if uncovered:
        raise LastAdministrator


def _organisation(role: Role, organisation_id: UUID | None) -> Organisation | None:
    if role == Role.RESIDENT:
        raise Invalid(fields={"role": [_("Everybody with an account is a resident.")]})
    needed = _KIND_NEEDED.get(role)
    if organisation_id is None:
        if needed:
            raise Invalid(fields={"organisation": [_("This role is held in an organisation.")]})
        return None
    found = Organisation.objects.filter(pk=organisation_id, is_active=True).first()
    if found is None:
        raise Invalid(fields={"organisation": [_("There is no such organisation.")]})
    if found.kind != (needed or OrganisationKind.PUBLIC_BODY):
        raise Invalid(
            fields={"organisation": [_("This role is not held in organisations of this kind.")]}
        )
    return found


def _check_area(area_path: str) -> None:
    if area_path and area_path not in topics.area_names():
        raise Invalid(fields={"area_path": [_("There is no such area.")]})


def _record(actor: Actor, action: str, grant: RoleGrant, now: datetime) -> None:
    ledger.record(
        actor,
        action,
        reference_of(grant.user),
        now=now,
        data={
            "role": grant.role,
            "organisation": str(grant.organisation_id or ""),
            "area": grant.area_path,
        },
    )
