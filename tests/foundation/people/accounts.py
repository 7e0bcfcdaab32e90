"""Accounts that can sign in, and signing in as a browser does."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.test import Client

from gongjian.foundation.people.models import User
from tests.factories import make_user

PASSWORD = "long enough for a town"


def make_account(*, is_verified: bool = True, **fields) -> User:
    """Somebody with a password and an address that is confirmed or not."""
    user = make_user(**{"password": PASSWORD, **fields})
    EmailAddress.objects.create(user=user, email=user.email, verified=is_verified, primary=True)
    return user


def sign_in(client: Client, user: User | str, password: str = PASSWORD, **extra):
    email = user if isinstance(user, str) else user.email
    where = extra.pop("next", "")
    data = {"login": email, "password": password, **({"next": where} if where else {})}
    return client.post("/accounts/login/", data, **extra)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
