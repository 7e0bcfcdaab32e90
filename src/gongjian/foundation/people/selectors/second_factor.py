"""Who must have a second factor and has none yet."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings

from gongjian.foundation.kernel.actor import STAFF_ROLES, Actor


def lacks_second_factor(actor: Actor) -> bool:
    """Whether somebody's roles rest until they have set up an authenticator app."""
    if not (settings.STAFF_NEEDS_TOTP and actor.is_staff):
        return False
    return actor.user_id is None or not has_second_factor(actor.user_id)


def has_second_factor(user_id: UUID) -> bool:
    """Whether somebody has set up an authenticator app."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return apps.filter(user_id=user_id).exists()


def without_staff_roles(actor: Actor) -> Actor:
    """The same person with what needs no second factor."""
    kept = tuple(grant for grant in actor.grants if grant.role not in STAFF_ROLES)
    return replace(actor, grants=kept)
