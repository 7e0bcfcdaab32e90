"""Closing and reopening an account: its owner cannot sign in; what they did stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions.grant_role import (
    lock_administrators,
    refuse_last_administrator,
)
from gongjian.foundation.people.models import RoleGrant, User


def close_account(*, actor: Actor, user_id: UUID, now: datetime) -> User:
    """Close an account: no sign-in, no key, no session works any more; roles are kept.

    Raises
    ------
    NotAllowed
        The actor does not administer all areas the account has roles in.
    NotFound
        There is no such account.
    LastAdministrator
        Nobody would be left who can let anybody in.
    """
    with transaction.atomic():
        lock_administrators()
        user = locked_account(actor, user_id)
        grants = list(RoleGrant.objects.filter(user=user))
        refuse_last_administrator(grants_going=[grant.pk for grant in grants])
        user.is_active = False
        user.save(update_fields=["is_active"])
        ledger.record(actor, "account_closed", reference_of(user), now=now)
    return user


def reopen_account(*, actor: Actor, user_id: UUID, now: datetime) -> User:
    """Open a closed account again, in person; NotFound where its owner had it erased."""
    with transaction.atomic():
        policies.require_in_person(actor)
        user = locked_account(actor, user_id)
        user.is_active = True
        user.save(update_fields=["is_active"])
        ledger.record(actor, "account_reopened", reference_of(user), now=now)
    return user


def locked_account(actor: Actor, user_id: UUID) -> User:
    """An account, locked, that the actor may manage: everything it reaches is theirs too."""
    policies.require_administrator(actor)
    user = User.objects.select_for_update().filter(pk=user_id, erased_at=None).first()
    if user is None:
        raise NotFound
    for area_path in RoleGrant.objects.filter(user=user).values_list("area_path", flat=True):
        policies.require_administrator(actor, area_path)
    return user
