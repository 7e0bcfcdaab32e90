"""Erasing an account: who it was is gone; that somebody did what they did stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions.grant_role import (
    lock_administrators,
    refuse_last_administrator,
)
from gongjian.foundation.people.models import ApiKey, Notice, NoticeSubscription, RoleGrant, User


def erase_account(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take everything personal off one's own account and close it for ever.

    The row stays as a nameless anchor of what it did: nothing cascades. Other apps erase what
    they keep of a person in the same transaction, before this.

    Raises
    ------
    NotFound
        There is no such account, or it was erased before.
    NotAllowed
        It is somebody else's.
    InPersonOnly
        A programme asks.
    LastAdministrator
        Nobody would be left who can let anybody in.
    """
    with transaction.atomic():
        lock_administrators()
        user = User.objects.select_for_update().filter(pk=user_id, erased_at=None).first()
        if user is None:
            raise NotFound
        if not (actor.is_system or actor.user_id == user.pk):
            raise NotAllowed
        policies.require_in_person(actor)
        grants = RoleGrant.objects.filter(user=user)
        refuse_last_administrator(grants_going=list(grants.values_list("pk", flat=True)))
        for rows in (grants, *(model.objects.filter(user=user) for model in _PERSONAL)):
            rows.delete()
        ApiKey.objects.filter(user=user).update(name="")
        ApiKey.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
        user.email = f"{user.pk}@erased.invalid"
        user.name = user.phone = ""
        user.last_login = None
        user.is_active = False
        user.erased_at = now
        # Also ends every session: each carries a digest of the password that was.
        user.set_unusable_password()
        user.save()
        ledger.record(actor, "account_erased", reference_of(user), now=now)


_PERSONAL = (EmailAddress, SocialAccount, Authenticator, Notice, NoticeSubscription)
