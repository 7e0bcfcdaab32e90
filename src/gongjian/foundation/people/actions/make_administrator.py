"""The first administrator, or the one who gets a town back whose administrators are all gone."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict
from gongjian.foundation.people.actions.close_account import reopen_account
from gongjian.foundation.people.actions.grant_role import grant_role
from gongjian.foundation.people.actions.open_account import open_account
from gongjian.foundation.people.models import User


def make_administrator(*, actor: Actor, email: str, now: datetime, name: str = "") -> User:
    """Give the account with this address, opened where there is none, the whole town.

    Done twice, it changes nothing the second time.

    Raises
    ------
    NotAllowed
        The actor does not administer the whole town.
    """
    email = email.strip().lower()
    with transaction.atomic():
        user = User.objects.select_for_update().filter(email=email).first()
        if user is None:
            user = open_account(actor=actor, email=email, name=name, now=now)
        elif not EmailAddress.objects.filter(user=user, email=email, verified=True).exists():
            # Whoever signed up with this address and never proved it may not come along.
            user.set_unusable_password()
            user.save(update_fields=["password"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if not user.is_active:
            reopen_account(actor=actor, user_id=user.pk, now=now)
        with suppress(Conflict):
            grant_role(actor=actor, user_id=user.pk, role=Role.ADMINISTRATOR, now=now)
    return user
