"""Accounts that administrators, the demo and the command line open; residents sign up alone."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.emails import is_email
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions.tell_account import tell_account
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
    """Open an account without a password; its owner sets one by "forgotten password", and a letter
    says so.

    The actor vouches for the address, so it counts as confirmed.

    Raises
    ------
    NotAllowed
        The actor is no administrator.
    Invalid
        The address is none, or has an account.
    """
    policies.require_administrator(actor)
    email = email.strip().lower()
    if not is_email(email):
        raise Invalid(fields={"email": [_("This is no e-mail address.")]})
    with transaction.atomic():
        if User.objects.filter(email=email).exists():
            raise Invalid(fields={"email": [_("There is an account with this address.")]})
        user = User.objects.create_user(
            email, name=name, language=language or settings.LANGUAGE_CODE, is_demo=is_demo
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        ledger.record(actor, "account_opened", reference_of(user), now=now)
        if not is_demo:
            tell_account(
                user,
                event=f"user:{user.pk}:opened",
                subject=format_lazy(
                    _("An account was opened for you: {town}"), town=settings.TOWN_NAME
                ),
                body=_(
                    "You sign in with this e-mail address. It has no password yet: set one with "
                    "the link below, which asks for the address and sends you a letter."
                ),
                path=reverse("account_reset_password"),
                now=now,
            )
    return user
