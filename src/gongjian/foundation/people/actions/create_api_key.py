"""Keys for programmes: shown once, kept as a digest, revoked for ever."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions.tell_account import tell_account
from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import actor_of_user, key_digest
from gongjian.foundation.people.selectors.second_factor import lacks_second_factor

PREFIX = "gj_"
MAX_KEYS = 20


def create_api_key(*, actor: Actor, name: str, now: datetime) -> tuple[ApiKey, str]:
    """Make a key that acts as its owner.

    Returns
    -------
    tuple of ApiKey and str
        The row, and the key itself, which nobody can be shown again.

    Raises
    ------
    NotFound
        Nobody is signed in.
    InPersonOnly
        A programme asks: keys do not make keys.
    NotAllowed
        The account's roles need a second factor that is not set up.
    Invalid
        The name is empty.
    Conflict
        The account has ``MAX_KEYS`` keys.
    """
    name = name.strip()
    if not name:
        raise Invalid(fields={"name": [_("Name the programme that will use this key.")]})
    with transaction.atomic():
        user = _owner(actor)
        # Whoever has only the password must not leave a key behind that outlives it.
        if lacks_second_factor(actor_of_user(user)):
            raise NotAllowed
        if ApiKey.objects.filter(user=user, revoked_at=None).count() >= MAX_KEYS:
            raise Conflict(_("You have very many keys. Revoke those no longer used first."))
        secret = PREFIX + secrets.token_urlsafe(32)
        key = ApiKey.objects.create(user=user, name=name[:80], digest=key_digest(secret))
        ledger.record(actor, "api_key_created", reference_of(key), now=now)
        tell_account(
            user,
            event=f"apikey:{key.pk}:created",
            subject=format_lazy(_("A key was made for your account: {name}"), name=key.name),
            body=_(
                "A programme that has it reads and does here what you may, but gives no roles, "
                "makes no keys, and neither takes along nor erases your data. If it was not you "
                "who made it, revoke it and change your password."
            ),
            now=now,
        )
    return key, secret


def revoke_api_key(*, actor: Actor, key_id: UUID, now: datetime) -> ApiKey:
    """Make one's own key stop working at once; NotFound for anybody else's, as when making one."""
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().filter(pk=key_id, user=_owner(actor)).first()
        if key is None:
            raise NotFound
        if key.revoked_at is None:
            key.revoked_at = now
            key.save(update_fields=["revoked_at"])
            ledger.record(actor, "api_key_revoked", reference_of(key), now=now)
    return key


def _owner(actor: Actor) -> User:
    policies.require_in_person(actor)
    user_id = policies.require_account(actor)
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound
    return user
