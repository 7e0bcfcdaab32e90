"""Who must have a second factor and has none yet."""

from __future__ import annotations

from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.conf import settings

from gongjian.foundation.kernel.actor import STAFF_ROLES, Actor
from gongjian.foundation.people.models import User


def lacks_second_factor(user: User, actor: Actor) -> bool:
    """Whether an account's roles rest until its owner has set up an authenticator app."""
    if not (settings.STAFF_NEEDS_TOTP and actor.is_staff):
        return False
    return not Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()


def without_staff_roles(actor: Actor) -> Actor:
    """The same person with what needs no second factor."""
    kept = tuple(grant for grant in actor.grants if grant.role not in STAFF_ROLES)
    return replace(actor, grants=kept)
