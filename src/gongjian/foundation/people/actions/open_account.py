"""Accounts that administrators, the demo and the command line open; residents sign up alone."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies
from gongjian.foundation.people.models import User


def open_account(
    *,
    actor: Actor,
    email: str,
    now: datetime,
    name: str = "",
    language: str = "",
    is_demo: bool = False,
) -> User:
    """Open an account without a password; its owner sets one by "forgotten password".

    The actor vouches for the address, so it counts as confirmed.

    Raises
    ------
    NotAllowed
        The actor is no administrator.
    Invalid
        The address has an account.
    """
    policies.require_administrator(actor)
    email = email.strip().lower()
    with transaction.atomic():
        if User.objects.filter(email=email).exists():
            raise Invalid(fields={"email": [_("There is an account with this address.")]})
        user = User.objects.create_user(
            email, name=name, language=language or settings.LANGUAGE_CODE, is_demo=is_demo
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        ledger.record(actor, "account_opened", reference_of(user), now=now)
    return user
